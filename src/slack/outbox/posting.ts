import type { Task } from '../../reconcile/engine.ts';
import type { CardRow } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import type { DueStory } from '../../store/ports/stories.ts';
import type { Haste } from './pacer.ts';

/** Where a message stands in line. */
interface Place {
  /** Higher goes first. */
  readonly rank: number;
  /** Who has waited longest goes first among equals. */
  readonly since: number;
}

/** A message in line, whatever kind it is of. */
interface Standing extends Place {
  readonly key: string;
  reserve(now: number): number;
  claim(now: number): Promise<InHand | null>;
}

interface InHand {
  act(signal: AbortSignal): Promise<{ record(): Promise<void> }>;
  fail(error: unknown): Promise<void>;
}

type Line = (now: number, limit: number) => Promise<Standing[]>;

/** What is due of one kind of message, with its places in line. */
export function lineOf<Item, Claimed, Result>(
  task: Task<Item, Claimed, Result>,
  placeOf: (item: Item) => Place,
): Line {
  const inHand = (claimed: Claimed): InHand => ({
    async act(signal) {
      const result = await task.act(claimed, signal);
      return { record: () => task.record(claimed, result) };
    },
    fail: (error) => task.fail(claimed, error),
  });
  return async (now, limit) =>
    (await task.due(now, limit)).map((item) => ({
      ...placeOf(item),
      key: `${task.name}:${task.keyOf(item)}`,
      reserve: (at) => task.reserve(item, at),
      async claim(at) {
        const claimed = await task.claim(item, at);
        return claimed === null ? null : inHand(claimed);
      },
    }));
}

/**
 * Several kinds of message in one line: a channel takes one post a second, whatever it is. Else the kind that is asked
 * first would always win, and a call for help in a thread would wait behind a hundred cards of Medium. `roomAt`: when a
 * channel that has no place now has one.
 */
export function inOneLine(
  name: string,
  lines: readonly Line[],
  roomAt: (now: number) => number | null,
): Task<Standing, InHand, { record(): Promise<void> }> {
  return {
    name,
    async due(now, limit) {
      const due = await Promise.all(lines.map((line) => line(now, limit)));
      return due.flat().sort((a, b) => b.rank - a.rank || a.since - b.since);
    },
    keyOf: ({ key }) => key,
    reserve: (standing, now) => standing.reserve(now),
    roomAt,
    claim: (standing, now) => standing.claim(now),
    act: (hand, signal) => hand.act(signal),
    record: (_hand, done) => done.record(),
    fail: (hand, error) => hand.fail(error),
  };
}

/** A card of Medium and lower that speaks for one case. */
export function isPatient({ caseId, severity }: CardRow): boolean {
  return caseId !== null && severity !== 'Critical' && severity !== 'High';
}

export function hasteOf(card: CardRow): Haste {
  if (card.severity === 'Critical') return 'at-once';
  return isPatient(card) ? 'patient' : 'soon';
}

/** Critical; then High and whoever is called; then cards that speak for many; then everything else by its age. */
export function placeOfCard(card: CardRow): Place {
  const { severity, dirtySince: since } = card;
  if (severity === 'Critical') return { rank: 3, since };
  if (severity === 'High') return { rank: 2, since };
  return { rank: isPatient(card) ? 0 : 1, since };
}

export function placeOfNotice({ mentions, broadcast, at }: DueNotice): Place {
  return { rank: mentions.length > 0 || broadcast ? 2 : 0, since: at };
}

/** What only tells what cards show already waits behind whatever else there is. */
export function placeOfStory({ at }: DueStory): Place {
  return { rank: -1, since: at };
}
