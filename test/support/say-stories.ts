import { cutOff, keyOff, lent } from '../../src/cli/demo/gallery/leases.ts';
import type { EndReason } from '../../src/finding/lease.ts';
import { type StoryLine, storyKinds } from '../../src/finding/story.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { drawStory } from '../../src/slack/cards/story.ts';
import { runFixture } from './say-runbooks.ts';
import { now } from './tools.ts';

const because: readonly EndReason[] = [
  ...(['expired', 'done', 'detached', 'cannot-attach', 'isolated', 'orphan'] as const),
];

/** Says each line of a thread about each kind of lease, in its own thread and in a case's. */
export function sayStories(language: Language): void {
  const leases = new Map([lent, cutOff, keyOff].map((one) => [`lease:${one.id}`, one]));
  const about = { leases, runs: new Map([['run:3', runFixture]]) };
  const values = {
    by: 'U0CAROL',
    reason: 'so it is',
    until: now,
    left: 0,
    state: 'succeeded',
    output: 'done',
  };
  const lines = [...leases.keys(), 'run:3'].flatMap((key): StoryLine[] => [
    ...storyKinds.map((kind) => ({ kind, at: now, values: { ...values, about: key } })),
    ...[1, 2].map((left) => ({ kind: 'lease-approved' as const, at: now, values: { left, about: key } })),
    ...because.map((one) => ({
      kind: 'lease-ending' as const,
      at: now,
      values: { because: one, about: key },
    })),
  ]);
  for (const card of ['case:7', ...leases.keys()])
    for (const line of lines)
      drawStory({ card, span: { first: 1, last: 1 }, lines: [line] }, about, {
        language,
        timeZone: 'Asia/Tokyo',
      });
}
