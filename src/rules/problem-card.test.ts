import { expect, test } from 'vitest';
import type { CardDraft, CardRow } from '../store/store.ts';
import { tellRuleProblems } from './problem-card.ts';

test('problems are said once, counted, and taken back when all rules run', async () => {
  let card: CardDraft | null = null;
  const puts: CardDraft[] = [];
  const cards = {
    byKey: async () => card as unknown as CardRow | null,
    async put(draft: CardDraft) {
      card = draft;
      puts.push(draft);
    },
  };
  const tell = (problems: readonly string[], now: number) =>
    tellRuleProblems(problems, { cards, channel: 'sec-alerts', now });
  await tell([], 1);
  expect(puts).toEqual([]);
  await tell(['a.', 'b.', 'c.', 'd.', 'e.'], 2);
  await tell(['a.', 'b.', 'c.', 'd.', 'e.'], 3);
  expect(puts).toMatchObject([
    {
      key: 'config:rules',
      material: true,
      data: { problem: 'a. b. c. (+2)', rules: 5, at: 2, mendedAt: null },
    },
  ]);
  await tell([], 4);
  await tell([], 5);
  expect(puts).toHaveLength(2);
  expect(puts[1]).toMatchObject({ material: false, data: { at: 2, mendedAt: 4 } });
});
