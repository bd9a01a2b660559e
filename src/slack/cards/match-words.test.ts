import { expect, test } from 'vitest';
import type { Match } from '../../finding/match.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { describeMatch } from './match-words.ts';

const rows: readonly (readonly [Match, en: string, ja: string])[] = [
  [{}, '', ''],
  [
    { type: ['Recon:*'], account: ['prod', 'staging'], resourceTag: { team: 'web' } },
    'type Recon:* · account prod or staging · resource tag team=web',
    '種類 Recon:* · アカウント prod または staging · リソースのタグ team=web',
  ],
  [
    { severity: ['Low', 'Medium'], kind: ['control'], controlClass: ['unused'], compliance: ['failed'] },
    'kind control · severity Low or Medium · compliance failed · class of control unused',
    '分類 コントロール · 重要度 低 または 中 · 判定 不合格 · コントロールの分類 未使用',
  ],
  [{ sample: true }, 'only samples', 'サンプルのみ'],
  [{ sample: false }, 'no samples', 'サンプルを除く'],
  [{ identity: ['a', 'b'] }, 'finding ×2', '検出結果 ×2'],
  [{ region: ['a', 'b', 'c', 'd', 'e'] }, 'region a, b, c or 2 more', 'リージョン a、b、c ほか2件'],
  [{ title: ['<!channel>\n‮x'] }, 'title with <!channel> x', 'タイトルに含む語 <!channel> x'],
];

test.each(rows)('%j', (match, en, ja) => {
  expect(describeMatch(match, catalogues.en.card)).toBe(en);
  expect(describeMatch(match, catalogues.ja.card)).toBe(ja);
});

test('is never longer than a line or two', () => {
  const long = Array.from({ length: 500 }, () => 'x'.repeat(500));
  const match: Match = {
    type: long,
    account: long,
    resource: long,
    principal: long,
    title: long,
    region: long,
  };
  expect(describeMatch(match, catalogues.en.card).length).toBeLessThanOrEqual(500);
});
