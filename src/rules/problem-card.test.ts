import { expect, test } from 'vitest';
import type { CardDraft, CardRow } from '../store/ports/cards.ts';
import { tellRuleProblems } from './problem-card.ts';

function slack() {
  const puts: CardDraft[] = [];
  const cards = {
    // Of those of one moment none is the last, so nobody may rely on it.
    lastPut: async () =>
      (puts.toSorted((one, other) => other.now - one.now)[0] ?? null) as unknown as CardRow | null,
    async put(draft: CardDraft) {
      puts.push(draft);
    },
  };
  return {
    puts,
    tell: (problems: readonly string[], now: number) =>
      tellRuleProblems(problems, { cards, channel: 'sec-alerts', now }),
  };
}

test('problems are said once, counted, and taken back when all rules run', async () => {
  const { puts, tell } = slack();
  await tell([], 1);
  expect(puts).toEqual([]);
  await tell(['a.', 'b.', 'c.', 'd.', 'e.'], 2);
  await tell(['a.', 'b.', 'c.', 'd.', 'e.'], 3);
  expect(puts).toMatchObject([
    { material: true, data: { problem: 'a. b. c. (+2)', rules: 5, at: 2, mendedAt: null } },
  ]);
  await tell([], 4);
  await tell([], 5);
  expect(puts).toHaveLength(2);
  expect(puts[1]).toMatchObject({
    ...{ key: puts[0]?.key, material: false },
    data: { at: 2, mendedAt: 4 },
  });
});

test('another problem is another card, and the one before says that it is over', async () => {
  const { puts, tell } = slack();
  await tell(['a.'], 1);
  await tell(['b.'], 2);
  const [first, over, second] = puts;
  expect(puts).toHaveLength(3);
  expect(over).toMatchObject({ key: first?.key, material: false, data: { problem: 'a.', mendedAt: 2 } });
  expect(second).toMatchObject({ material: true, data: { problem: 'b.', at: 2, mendedAt: null } });
  expect(second?.key).not.toBe(first?.key);
});

test('the same problem on another day is another card, unless it was never gone', async () => {
  const { puts, tell } = slack();
  const day = 86_400_000;
  await tell(['a.'], 1);
  await tell(['a.'], day);
  expect(puts).toHaveLength(1);
  await tell([], day + 1);
  await tell(['a.'], day + 2);
  expect(puts.at(-1)?.key).not.toBe(puts[0]?.key);
});

test('a problem that is back on the same day opens its card again, which can end again', async () => {
  const { puts, tell } = slack();
  for (const [at, problem] of ['a.', 'b.', 'a.'].entries()) await tell([problem], at * 10);
  await tell([], 40);
  expect(puts.at(-1)).toMatchObject({ key: puts[0]?.key, data: { problem: 'a.', at: 20, mendedAt: 40 } });
});
