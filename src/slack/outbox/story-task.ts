import type { Lease } from '../../finding/lease.ts';
import type { RunbookRun } from '../../finding/runbook.ts';
import type { Task } from '../../reconcile/engine.ts';
import { messageOf, RetryableError } from '../../shared/errors.ts';
import type { DueStory, StoryInHand } from '../../store/ports/stories.ts';
import { drawStory, namesInStory, type StoryAbout } from '../cards/story.ts';
import { failureOf } from './client.ts';
import { findPosted } from './history.ts';
import {
  afterFailure,
  assertStillOurs,
  claimMs,
  DrawingFailed,
  inItsPlace,
  isUncertain,
  type Outbox,
  paced,
} from './outbox.ts';
import { postMethod as method } from './pacer.ts';

interface ClaimedStory extends StoryInHand {
  readonly claimedAt: number;
}
interface Told {
  readonly ts: string;
  /** The last line that the message has: of one that was posted before a crash, it may not be the last that waits. */
  readonly last: number;
}

/** What follows within so long is told in the same breath: an approval, and what comes of it. */
const breathMs = 3_000;

/** The story of leases and runbooks in their threads, in order and once each. Everything else goes first. */
export function tellStories(outbox: Outbox): Task<DueStory, ClaimedStory, Told> {
  const { store, client, pacer, owner } = outbox;
  return {
    name: 'story',
    due: (now, limit) =>
      store.stories.due(now, {
        ...{ before: now - breathMs, limit },
        exceptChannels: pacer.waiting(method, now),
      }),
    keyOf: ({ card }) => card,
    reserve: ({ channel }, now) => pacer.reserve(method, channel, now),
    async claim({ id }, now) {
      const claimed = await store.stories.claim(id, { owner, now, until: now + claimMs });
      return claimed ? { ...claimed, claimedAt: now } : null;
    },
    async act(story, signal) {
      const { channelId, threadTs, card, span } = story;
      const payload = await draw(outbox, story);
      if (isUncertain(story)) {
        await paced(outbox, 'conversations.replies', channelId, signal);
        let { last } = span;
        const since = story.unconfirmedSince ?? 0;
        const found = await findPosted(client, { channelId, threadTs, since }, (type, said) => {
          if (type !== 'yagura_story' || said['key'] !== card || said['first'] !== span.first) return false;
          last = Number(said['last']);
          return true;
        });
        if (found !== null) return { ts: found, last };
      }
      await inItsPlace(outbox, story, signal);
      assertStillOurs(outbox.clock, story);
      const plain = { unfurl_links: false, unfurl_media: false };
      const answer = await client.chat.postMessage({
        ...{ channel: channelId, thread_ts: threadTs, ...plain, ...payload },
      });
      if (!answer.ts) throw new Error('Slack answered a post without its timestamp');
      outbox.onCall(method, 'ok');
      return { ts: answer.ts, last: span.last };
    },
    record: (story, { ts, last }) =>
      store.stories.confirm({ ...story, span: { first: story.span.first, last } }, ts),
    async fail(story, error) {
      if (failureOf(error).kind === 'gone') {
        outbox.onCall(method, 'gone');
        await store.stories.confirm(story, null);
        return;
      }
      const { card: key, channel, attempts } = story;
      const failure = afterFailure(outbox, { method, channel, key, attempts }, error);
      const unconfirmed = failure.unconfirmed || isUncertain(story);
      await store.stories.fail(story, { ...failure, unconfirmed });
    },
  };
}

async function draw(outbox: Outbox, story: StoryInHand) {
  try {
    const about = await aboutOf(outbox, story);
    const names = await outbox.names.of(namesInStory(story, about));
    return drawStory(story, about, { ...outbox.styleOf(story.channel), names });
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    throw new DrawingFailed(messageOf(error), { cause: error });
  }
}

/** The leases and runs that the lines are about, as they are now: what they are called never changes. */
async function aboutOf({ store }: Outbox, { lines }: StoryInHand): Promise<StoryAbout> {
  const leases = new Map<string, Lease>();
  const runs = new Map<string, RunbookRun>();
  for (const about of new Set(lines.map(({ values }) => String(values['about'] ?? '')))) {
    const [kind = '', id = ''] = about.split(':');
    const lease = kind === 'lease' ? await store.leases.byId(Number(id)) : null;
    const run = kind === 'run' ? await store.runbooks.byId(Number(id)) : null;
    if (lease !== null) leases.set(about, lease);
    if (run !== null) runs.set(about, run);
  }
  return { leases, runs };
}
