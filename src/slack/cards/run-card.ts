import type { RunbookRun } from '../../finding/runbook.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks, warningMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';
import { timeWords } from './when.ts';

/** A runbook that somebody started: how far it is, and what came of it. */
export function drawRun(
  { key, one, account }: { readonly key: string; readonly one: RunbookRun; readonly account: string },
  style: CardStyle,
): CardPayload {
  const { card } = catalogues[style.language];
  const { response: words } = card;
  const { state, step, output, executionId } = one;
  const times = timeWords(card, style.timeZone, one.requestedAt);
  const who = peopleOf(style.names, []).name(one.by);
  const failed = state === 'failed' || state === 'timed-out';
  const over = one.endedAt !== null;
  const mark = failed ? `${warningMark} ` : over ? `${closedMark} ` : '';
  return drawChannelCard({
    key,
    headline: `${mark}${words.run({ name: plain(one.name, 60), state })}`,
    color: failed ? marks.High.color : over ? grey : marks.Informational.color,
    lines: [
      [run(words.runBy({ who, at: times.moment(one.requestedAt), reason: plain(one.reason, 300) }))],
      [run(words.where({ account: plain(account, 60), region: card.region(one.place.region) }))],
      ...(executionId === null ? [] : [[run(words.execution({ id: plain(executionId, 60) }))]]),
      ...(step === null ? [] : [[run(words.step({ step: plain(step, 100) }))]]),
      ...(output === null ? [] : [[run(words.output)]]),
      ...(over ? [[run(words.undo)]] : []),
    ],
  });
}
