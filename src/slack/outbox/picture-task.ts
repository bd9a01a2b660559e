import { activityChart } from '../../charts/activity.ts';
import { drawChart } from '../../charts/draw.ts';
import type { InvestigationData } from '../../finding/card-data.ts';
import { caseLabel } from '../../finding/case.ts';
import type { Timeline } from '../../finding/investigation.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import type { Task } from '../../reconcile/engine.ts';
import { messageOf, RetryableError } from '../../shared/errors.ts';
import type { UnpicturedInvestigation } from '../../store/ports/investigations.ts';
import { timeWords } from '../cards/when.ts';
import { failureOf } from './client.ts';
import type { Outbox } from './outbox.ts';
import { hasFile, type Picture, upload } from './upload.ts';

const method = 'files.completeUploadExternal';
const retryMs = 30_000;
const mostResting = 1_000;

/**
 * A picture beside each timeline, where it shows anything new. The timeline does not wait for it: what cannot be drawn,
 * or Slack does not take, is left out.
 */
export function postPictures(
  outbox: Outbox,
): Task<UnpicturedInvestigation, UnpicturedInvestigation, string | null> {
  const { store, pacer, logger } = outbox;
  /** Not before then: Slack was away, or asked us to wait. By case. */
  const restUntil = new Map<number, number>();
  return {
    name: 'picture',
    async due(now, limit) {
      const unpictured = await store.investigations.unpictured(limit);
      return unpictured.filter(({ caseId }) => (restUntil.get(caseId) ?? 0) <= now);
    },
    keyOf: ({ caseId }) => String(caseId),
    reserve: (_item, now) => pacer.reserve(method, '', now),
    // One replica sends, and before it posts it looks whether the picture is there.
    claim: async (item) => item,
    act: (item, signal) => showPicture(item, outbox, signal),
    async record({ caseId, round }, pictured) {
      await store.investigations.picture(caseId, round, pictured);
      restUntil.delete(caseId);
    },
    async fail({ caseId, round, pictured }, error) {
      const failure = failureOf(error);
      outbox.onCall(method, failure.kind);
      logger.warn({ caseId, error: messageOf(error) }, 'a picture could not be posted');
      const isOver = failure.kind !== 'rate-limited' && failure.kind !== 'unconfirmed';
      if (isOver && !(error instanceof RetryableError)) {
        await store.investigations.picture(caseId, round, pictured);
        return;
      }
      const wait = failure.kind === 'rate-limited' ? failure.retryAfterMs : retryMs;
      if (restUntil.size > mostResting) restUntil.clear();
      restUntil.set(caseId, outbox.clock.now() + wait);
    },
  };
}

/** Answers what the thread has seen then. */
async function showPicture(
  { caseId, pictured }: UnpicturedInvestigation,
  outbox: Outbox,
  signal: AbortSignal,
): Promise<string | null> {
  const { store, client, logger } = outbox;
  const [card, parent] = await Promise.all([
    store.cards.byKey(`investigation:${caseId}`),
    store.cards.byKey(`case:${caseId}`),
  ]);
  const timeline = (card?.data as InvestigationData | undefined)?.timeline ?? null;
  if (card === null || timeline === null || timeline.total === 0) return pictured;
  const shows = countsIn(timeline).join(' ');
  if (shows === pictured || !parent?.channelId || !parent.ts) return pictured;
  const thread = { channel: card.channel, channelId: parent.channelId, ts: parent.ts };
  const name = `${caseLabel(caseId)}-${timeline.askedAt}.png`;
  if (await hasFile(client, { ...thread, name, since: timeline.askedAt })) return shows;
  const picture = await draw(timeline, name, outbox.styleOf(card.channel), signal).catch((error) => {
    signal.throwIfAborted();
    logger.warn({ caseId, error: messageOf(error) }, 'a picture could not be drawn');
    return null;
  });
  if (picture === null) return pictured;
  await upload(outbox, picture, thread, signal);
  outbox.onCall(method, 'ok');
  return shows;
}

async function draw(
  timeline: Timeline,
  name: string,
  { language, timeZone }: ReturnType<Outbox['styleOf']>,
  signal: AbortSignal,
): Promise<Picture> {
  const { card, answers } = catalogues[language];
  const times = timeWords(card, timeZone, timeline.askedAt);
  const style = { words: card.picture, timeZone, moment: times.moment, near: times.near };
  const { from, to } = timeline.search;
  const [writes = '', denied = '', reads = ''] = countsIn(timeline).map((one) =>
    one.toLocaleString(answers.locale),
  );
  return {
    name,
    title: card.picture.title({ from: times.moment(from), to: times.near(to, from) }),
    alternative: card.picture.alternative({ writes, denied, reads }),
    png: await drawChart(activityChart(timeline, style), signal),
  };
}

function countsIn({ activity: { writes, denied, reads } }: Timeline): number[] {
  return [writes, denied, reads].map((counts) => counts.reduce((sum, one) => sum + one, 0));
}
