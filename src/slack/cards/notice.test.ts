import { expect, test } from 'vitest';
import type { Notice } from '../../finding/case.ts';
import { drawNotice } from './notice.ts';
import { namesInNotice } from './people.ts';
import { calledBy, limitsBroken } from './testing/slack-limits.ts';
import { caseOf, findings, readCard } from './testing/views.ts';

const hour = 3_600_000;

type Row = readonly [
  kind: Notice['kind'],
  values: Notice['values'],
  english: string,
  japanese: string,
  ...mentions: string[],
];

const rows: readonly Row[] = [
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
  [
    'happened-again',
    { times: 1 },
    'It happened again after a silence.',
    'しばらく途絶えたあとに再び発生しました。',
  ],
  [
    'happened-again',
    { times: 2 },
    'It happened again after a silence, for the 2nd time.',
    'しばらく途絶えたあとに再び発生しました(2回目)。',
  ],
  [
    'flapping',
    { times: 4 },
    'It comes and goes, 4 times by now. Until it stays calm, this card only counts it and says nothing new.',
    '発生と解消を繰り返しています(4回目)。落ち着くまでは、このカードで数えるだけにします。',
  ],
  [
    'folded',
    {},
    'It went into another case, which goes on with it.',
    '別のケースに統合しました。続きはそちらで扱います。',
  ],
  [
    'folded',
    { into: 7 },
    'It belongs to Y7, which goes on with it.',
    'Y7 の一部とわかったため、統合しました。続きはそちらで扱います。',
  ],
  [
    'shown-again',
    { suppression: 4 },
    'S4 has ended, and it is still open.',
    'S4 が終わりました。まだ解決していません。',
  ],
  [
    'shown-again',
    { times: 1 },
    'Nothing keeps it quiet any more, and it is still open.',
    '抑制がなくなりました。まだ解決していません。',
  ],
  [
    'acknowledged',
    { by: 'U0CAROL', until: 4 * hour },
    '@carol has this, until 13:00.',
    '@carol が対応します(13:00 まで)。',
  ],
  [
    'acknowledged',
    { by: 'U0CAROL', until: 24 * hour },
    '@carol has this, until 2 Jan 09:00.',
    '@carol が対応します(1/2 09:00 まで)。',
  ],
  [
    'released',
    { by: 'U0CAROL' },
    '@carol gave it back: nobody has it.',
    '@carol が対応をやめました。いまは誰も対応していません。',
  ],
  [
    'released',
    { by: 'U0CAROL', from: 'U0CAROL' },
    '@carol gave it back: nobody has it.',
    '@carol が対応をやめました。いまは誰も対応していません。',
  ],
  [
    'released',
    { by: 'U0CAROL', from: 'U0BOB' },
    '@carol took it from <U0BOB>: nobody has it.',
    '@carol が <U0BOB> の割り当てを外しました。いまは誰も対応していません。',
    'U0BOB',
  ],
  [
    'ack-lapsed',
    { by: 'U0BOB' },
    'The time of <U0BOB> is up: nobody has it any more.',
    '<U0BOB> の対応の期限が過ぎました。いまは誰も対応していません。',
    'U0BOB',
  ],
  [
    'assigned',
    { by: 'U0CAROL', to: 'U0BOB' },
    '@carol asked <U0BOB> to take this.',
    '@carol が <U0BOB> に対応を依頼しました。',
    'U0BOB',
  ],
  ['assigned', {}, 'Somebody asked somebody to take this.', '誰か が 誰か に対応を依頼しました。'],
  [
    'suppressed',
    { suppression: 4, by: 'U0CAROL', until: 96 * hour, reason: 'our scanner' },
    '@carol keeps this quiet until 5 Jan 09:00 (S4): our scanner',
    '@carol が 1/5 09:00 まで抑制しました(S4)。理由: our scanner',
  ],
  ['suppressed', {}, 'Kept quiet.', '抑制しました。'],
  ['escalated', { minutes: 0, step: 1 }, 'Nobody has taken this yet.', 'まだ誰も対応していません。'],
  [
    'escalated',
    { minutes: 30, step: 3 },
    '<S0OPS> <U0BOB> Nobody has taken this for 30 min.',
    '<S0OPS> <U0BOB> 30分たちましたが、まだ誰も対応していません。',
    'S0OPS',
    'U0BOB',
    'U0BOB',
    '<!channel>',
    '@here',
  ],
];

const names = new Map([
  ['U0CAROL', 'carol'],
  ['U0BOB', '<!channel>'],
]);

test.each(rows.map((row) => ({ row })))('$row', ({ row }) => {
  const [kind, values, english, japanese, ...mentions] = row;
  const notice = { caseId: 12, seq: 3, kind, at: 0, broadcast: false, values, mentions };
  for (const [language, sentence] of [
    ['en', english],
    ['ja', japanese],
  ] as const) {
    const payload = drawNotice(notice, { language, timeZone: 'Asia/Tokyo', names });
    expect(readCard(payload)).toEqual([sentence]);
    expect(payload.text).not.toMatch(/<[@!]/);
    expect(calledBy(payload)).toEqual([...new Set(mentions)].filter((id) => /^[US]0/.test(id)));
    expect(payload.metadata).toEqual({
      event_type: 'yagura_notice',
      event_payload: { key: 'case:12', seq: 3 },
    });
    expect(limitsBroken(payload)).toEqual([]);
  }
});

test('the notification names whom the line calls', () => {
  const notice: Notice & { seq: number } = {
    ...{ caseId: 12, seq: 3, kind: 'assigned', at: 0, broadcast: false, mentions: ['U0BOB'] },
    values: { by: 'U0CAROL', to: 'U0BOB' },
  };
  const { text } = drawNotice(notice, {
    language: 'en',
    timeZone: 'UTC',
    names: new Map([['U0BOB', 'bob']]),
  });
  expect(text).toBe('@U0CAROL asked @bob to take this.');
});

test.each(['en', 'ja'] as const)('in the channel a line says which case it is about (%s)', (language) => {
  const notice: Notice & { seq: number } = {
    ...{ caseId: 12, seq: 3, kind: 'flapping', at: 0, broadcast: true, mentions: ['U0BOB'] },
    values: {},
  };
  const style = { language, timeZone: 'UTC', names: new Map([['U0BOB', 'bob']]) };
  expect(drawNotice(notice, style).text).toMatch(/^@bob Y12 · \S/);
});

test('in the channel, and on a phone, a line says what it is about', () => {
  const notice: Notice & { seq: number } = {
    ...{ caseId: 1042, seq: 3, kind: 'escalated', at: 0, broadcast: true, mentions: ['U0BOB'] },
    values: { minutes: 5 },
  };
  const style = { language: 'en', timeZone: 'UTC', names: new Map([['U0BOB', 'bob']]) } as const;
  const payload = drawNotice(notice, style, caseOf(findings.mining));
  expect(readCard(payload)).toEqual([
    '<U0BOB> Y1042 · Nobody has taken this for 5 min.',
    '🔴 Critical · web-7 is mining cryptocurrency',
  ]);
  expect(payload.text).toBe(
    '@bob Y1042 · Nobody has taken this for 5 min. 🔴 Critical · web-7 is mining cryptocurrency',
  );
  const inThread = drawNotice({ ...notice, broadcast: false }, style, caseOf(findings.mining));
  expect(readCard(inThread)).toEqual(['<U0BOB> Nobody has taken this for 5 min.']);
});

test('whoever a line names or calls can be looked up beforehand', () => {
  const notice: Notice = {
    ...{ caseId: 12, kind: 'released', at: 0, broadcast: false, mentions: ['S0OPS'] },
    values: { by: 'U0CAROL', from: 'U0BOB', reason: 'U0NOBODY', step: 3 },
  };
  expect(namesInNotice(notice)).toEqual(['U0CAROL', 'U0BOB', 'S0OPS']);
});
