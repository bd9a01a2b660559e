import { expect, test } from 'vitest';
import type { Notice } from '../../finding/case.ts';
import { drawNotice } from './notice.ts';
import { limitsBroken } from './testing/slack-limits.ts';
import { readCard } from './testing/views.ts';

const rows: readonly (readonly [Notice['kind'], Notice['values'], string, string])[] = [
  ['reopened', { times: 1 }, 'It came back.', '再発しました。'],
  ['reopened', { times: 2 }, 'It came back, for the 2nd time.', '再発しました(2回目)。'],
  ['reopened', { times: 12 }, 'It came back, for the 12th time.', '再発しました(12回目)。'],
  [
    'external-reversed',
    { times: 0 },
    'Somebody took back the decision made in AWS: it is open again.',
    'AWS 側での判断が取り消されたため、再び開きました。',
  ],
  [
    'severity-raised',
    { from: 'High', to: 'Critical' },
    'Severity raised: 🟠 High → 🔴 Critical.',
    '重要度が上がりました: 🟠 高 → 🔴 緊急。',
  ],
  [
    'closed',
    { resolution: 'fixed' },
    'Closed: every check passes now.',
    '解決しました。すべてのチェックに合格しています。',
  ],
  [
    'closed',
    { resolution: 'gone' },
    'Closed: archived or gone at its source. That need not mean fixed.',
    '検出元でアーカイブされたか、なくなったため閉じました。修正されたとは限りません。',
  ],
  [
    'closed',
    { resolution: 'external' },
    'Set aside: somebody suppressed or resolved it in AWS.',
    '誰かが AWS 側で抑制または解決済みにしたため、対象から外しました。',
  ],
  [
    'resource-kind-added',
    { kinds: 'EC2_INSTANCE, <!channel>' },
    'The attack reached another kind of resource: EC2_INSTANCE, <!channel>.',
    '攻撃が別の種類のリソースに広がりました: EC2_INSTANCE, <!channel>。',
  ],
];

test.each(rows)('%s %j', (kind, values, english, japanese) => {
  const notice = { caseId: 12, seq: 3, kind, at: 0, broadcast: true, values };
  for (const [language, sentence] of [
    ['en', english],
    ['ja', japanese],
  ] as const) {
    const payload = drawNotice(notice, { language });
    expect(readCard(payload)).toEqual([sentence]);
    expect(payload.text).toBe(sentence.replace('<!channel>', '&lt;!channel&gt;'));
    expect(payload.metadata).toEqual({
      event_type: 'yagura_notice',
      event_payload: { key: 'case:12', seq: 3 },
    });
    expect(limitsBroken(payload)).toEqual([]);
  }
});
