import { expect, test } from 'vitest';
import { drawBaseline } from './baseline-card.ts';

const data = {
  ...{ told: 2, untold: 1_204 },
  bySeverity: [
    { severity: 'Critical' as const, count: 4 },
    { severity: 'Medium' as const, count: 1_200 },
  ],
  byProduct: [{ name: 'Security Hub', count: 1_204 }],
  byAccount: [{ name: 'payments-prod <!channel>', count: 1_204 }],
};
const draw = (language: 'en' | 'ja') =>
  JSON.stringify(
    drawBaseline({ key: 'baseline:1', data }, { language, timeZone: 'UTC', now: 0, names: new Map() }),
  );

test('says how many, how bad, whose, and where they are', () => {
  const card = draw('en');
  for (const said of [
    '1,204 findings were there before Yagura',
    'Critical 4 · Medium 1,200',
    '2 more have cards',
    '/secfind',
  ])
    expect(card).toContain(said);
});

test('says so in Japanese', () => {
  expect(draw('ja')).toContain('Yagura の導入前からあった検出結果1,204件');
});
