import { expect, test } from 'vitest';
import {
  cardRow,
  caseOf,
  findingView,
  inputOf,
  ledgerRow,
  now,
  readerOf,
  suppressionOf,
  textOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from '../../../../test/support/tools.ts';
import type { Policy } from '../../../finding/policy.ts';
import type { WhyAnswer } from '../../../store/ports/cases.ts';
import { commands } from '../registry.ts';
import { secfind } from './command.ts';

async function ask(text: string, seed: WorldSeed, language: 'en' | 'ja' = 'en') {
  const answer = await secfind.run({ ...inputOf(language), text }, toolsOf(seed), commands);
  return { answer, text: textOf(answer) };
}

const two = [
  viewOf(caseOf(7)),
  viewOf(caseOf(8, { severity: 'Medium', assignee: 'U0CAROL', reopened: 2, unverifiable: true }), [
    findingView({
      severity: 'Medium',
      lastSeen: now - 3 * 86_400_000,
      region: 'none',
      account: { id: 'none' },
    }),
  ]),
];

test('a list in English: the result, a line a case, what to do next', async () => {
  expect((await ask('', { views: two })).text).toBe(
    [
      '2 open, 1 Critical',
      '🔴 Critical Y7 · web-7 is mining cryptocurrency · payments-prod · Tokyo · web-7 · 13:59 · open · nobody has it',
      '🟡 Medium Y8 · web-7 is mining cryptocurrency · web-7 · 19 Nov 14:00 · open · <@U0CAROL> · came back twice · unverifiable',
      'Share in the channelChoose several…',
      'Show one: /secfind Y7 · why something is here or not: /secfind why <id or ARN> · all words: /secfind help',
      '',
    ].join('\n'),
  );
});

test('a list in Japanese', async () => {
  const { text } = await ask('', { views: two }, 'ja');
  expect(text).toContain('未解決 2件、うち緊急 1件\n🔴 緊急 Y7 · ');
  expect(text).toContain(' · 東京 · web-7 · 13:59 · 未対応 · 担当者なし\n');
  expect(text).toContain(' · 11/19 14:00 · 未対応 · <@U0CAROL> · ');
});

test('pages: buttons for where there is something, with the question as typed', async () => {
  const many = Array.from({ length: 25 }, (_, at) => viewOf(caseOf(at + 1)));
  const { answer, text } = await ask('severity:critical', { views: many });
  expect(text).toMatch(/^25 open · page 1 of 3\n/);
  expect(answer.blocks[1]).toMatchObject({
    elements: [
      { action_id: 'secfind_page', value: '{"q":"severity:critical","page":1}' },
      { action_id: 'secfind_share', value: '{"q":"severity:critical","page":0}' },
      { action_id: 'bulk', value: '{"q":"severity:critical","page":0}' },
    ],
  });
});

test('more than the store counts is said to be more', async () => {
  const many = Array.from({ length: 1_001 }, (_, at) => viewOf(caseOf(at + 1)));
  expect((await ask('', { views: many })).text).toMatch(
    /^1,000\+ open, 1,000\+ Critical · page 1 of 100\+\n/,
  );
});

test.each([
  ['', 'There is no open case.\nA wider question: /secfind state:all\n'],
  ['severity:high', 'No open case matches.\nA wider question: /secfind severity:high state:all\n'],
  ['state:all since:1h', 'No case matches.\nA wider question: /secfind state:all\n'],
  ['state:all', 'No case matches.\n'],
])('nothing found for “%s”', async (question, expected) => {
  expect((await ask(question, {})).text).toBe(expected);
});

test('one case is its card, with the way to it', async () => {
  const { text, answer } = await ask('y7', { views: two, card: cardRow({ key: 'case:7' }) });
  expect(text).toContain('web-7 is mining cryptocurrency');
  expect(text).toContain('Open the card in Slack');
  expect(text).toContain('Why it matters: If it is a miner, you pay for the computing time');
  expect(text).toContain('What usually makes it harmless: A blockchain node');
  expect(answer.attachments).toHaveLength(2);
  expect((await ask('Y7', { views: two })).text).toContain('Its card is not in Slack yet.');
  expect((await ask('Y99', { views: two })).text).toBe(
    'There is no case Y99.\nAll cases: /secfind state:all\n',
  );
});

const story: WhyAnswer = {
  ...{ view: findingView(), case: caseOf(7), card: cardRow(), rows: [ledgerRow()], rowCount: 1 },
  ...{ unsaid: 0, suppression: null, told: [] },
};

test.each([
  ['dry-run', false, 'Dry run: Security Hub would be told NOTIFIED of 3 copies.'],
  ['on', false, 'Security Hub is still to be told NOTIFIED of 3 copies.'],
  ['on', true, 'Security Hub was told NOTIFIED of 3 copies.'],
] as const)('why: with write-back %s, said: %s', async (mode, isSaid, line) => {
  const wanted: NonNullable<WhyAnswer['told'][number]['wanted']> = {
    ...{ status: 'NOTIFIED', why: 'acknowledged', by: 'U0CAROL', until: null, reason: null, caseId: 7 },
  };
  const told: WhyAnswer['told'] = [
    { source: 'securityhub', copies: 3, wanted, isSaid },
    { source: 'guardduty', copies: 1, wanted: null, isSaid: true },
  ];
  const { text } = await ask('why Y7', {
    why: [{ ...story, told }],
    writeBack: { mode, suppress: 'off' },
  });
  expect(text).toContain(`${line}\nGuardDuty was told ACTIVE.\n`);
});

test('why: what arrived by which door, what was decided and why, where its card is', async () => {
  const rows = [
    ledgerRow({ outcome: 'duplicate', reason: { code: 'identical' }, source: 'securityhub' }),
    ledgerRow({
      outcome: 'quarantined',
      reason: { code: 'invalid-field', detail: '/detail/<!channel>' },
      source: null,
    }),
    ledgerRow(),
  ];
  const { text } = await ask('why i-0abc', { why: [{ ...story, rows, rowCount: 9 }] });
  expect(text).toBe(
    [
      '1 finding',
      'Critical · web-7 is mining cryptocurrency · CryptoCurrency:EC2/BitcoinTool.B!DNS',
      'guardduty:f-1 came through GuardDuty, Security Hub',
      'Case Y7 is open. Its card is in Slack and up to date. Open the card in Slack',
      'It arrived 9 times, newest first:',
      '13:59 · Security Hub by queue yagura-alerts → duplicate: it says exactly what was already known',
      '13:59 · not understood by queue yagura-alerts → quarantined: a field that we need is missing or has the wrong type (/detail/<!channel>)',
      '13:59 · GuardDuty by queue yagura-alerts → posted: nobody had seen it before, so a case was opened',
      'and 6 earlier',
      'Show the case: /secfind Y7 · counts of the last 24 hours: /secfind why',
      '',
    ].join('\n'),
  );
});

test.each([
  [cardRow({ wanted: 3 }), 'a change waits to be shown since 13:58'],
  [cardRow({ ts: null, channelId: null }), 'Its card waits to be posted since 13:58.'],
  [
    cardRow({ ts: null, channelId: null, unconfirmedSince: now }),
    'Its card was sent at 14:00; Slack has not confirmed it',
  ],
  [cardRow({ gone: true, ts: null }), 'Its card was deleted by hand.'],
  [null, 'It has no card.'],
])('why: where the card is (%#)', async (card, expected) => {
  expect((await ask('why Y7', { why: [{ ...story, card }] })).text).toContain(expected);
});

test('why: without a case, in Japanese, and with nothing known', async () => {
  const { text } = await ask('why f-1', { why: [{ ...story, case: null, card: null }] }, 'ja');
  expect(text).toContain('ケースは作成していません。');
  expect(text).toContain(
    '13:59 · GuardDuty(キュー yagura-alerts)→ 投稿: 初めての検出結果のため、ケースを作成しました',
  );
  expect((await ask('why f-2', {})).text).toMatch(/^Nothing in the ledger is known as “f-2”\.\n/);
});

test('why alone: in is the sum of out', async () => {
  const counts = { posted: 60, duplicate: 1_140, quarantined: 4 };
  expect((await ask('why', { counts })).text).toContain(
    'Last 24 hours: 1,204 in = 60 posted + 1,140 duplicate + 4 quarantined\n',
  );
  expect((await ask('why', { counts }, 'ja')).text).toContain(
    '過去24時間: 受信 1,204 = 投稿 60 + 重複 1,140 + 隔離 4\n',
  );
  expect((await ask('why', {})).text).toContain('Nothing arrived in the last 24 hours.\n');
});

test.each([
  [
    'sevrity:high',
    '“sevrity:” is no word here.\nDid you mean severity:high?\nPossible: severity:, account:, ',
  ],
  ['colour:red', '“colour:” is no word here.\nPossible: severity:, '],
  [
    'severity:hihg',
    '“hihg” is no value of “severity:”.\nDid you mean severity:high?\nPossible: severity:critical, severity:high',
  ],
  [
    'assignee:carol',
    '“carol” is no value of “assignee:”.\nFor example: assignee:me, assignee:none, assignee:@…',
  ],
  ['since:', '“since:” needs a value.\nFor example: since:30m, since:24h'],
  ['x'.repeat(600), 'This is too long; 500 characters are the limit.'],
])('a problem with %s', async (question, expected) => {
  expect((await ask(question, {})).text).toContain(expected);
});

test('help lists every form that the catalogue knows', async () => {
  const reader = readerOf('ja');
  const { text } = await ask('help', {}, 'ja');
  for (const { form } of secfind.words(reader.words).usage) expect(text).toContain(form);
});

test('why: the newest decision that asked the rules, stage by stage, with the rule and its place', async () => {
  const decided = ledgerRow({
    reason: { code: 'new', rule: 'policy:threats' },
    trace: [
      { stage: 'identity', answer: 'unknown' },
      { stage: 'policy', answer: 'track', rule: 'policy:threats (policies.3 in yagura.yaml line 41)' },
      { stage: 'routing', answer: 'critical-channel', detail: 'sec-critical' },
    ],
  });
  const repeated = ledgerRow({
    ...{ outcome: 'merged', reason: { code: 'updated' }, trace: [{ stage: 'lifecycle', answer: 'stays' }] },
  });
  const { text } = await ask('why Y7', { why: [{ ...story, rows: [repeated, decided], rowCount: 2 }] });
  expect(text).toContain(
    [
      'How it was decided at 13:59:',
      '• Identity: a new finding',
      '• Policy: to be tracked until it is fixed · policy:threats (policies.3 in yagura.yaml line 41)',
      '• Channel: the channel for what is Critical · sec-critical',
      'It arrived 2 times, newest first:',
    ].join('\n'),
  );
  expect(text).toContain('nobody had seen it before, so a case was opened (by policy:threats)');
});

test('why: when the rules were asked long ago, the case still knows its policy', async () => {
  const policy: Policy = {
    ...{ name: 'threats', place: 'default profile 2', match: {}, then: 'track', due: null, escalate: true },
    ...{ groupBy: [], channel: null, owner: null, mention: null },
  };
  const seed = {
    why: [{ ...story, case: caseOf(7, { policy: 'threats' }) }],
    settings: { policies: [policy] },
  };
  expect((await ask('why Y7', seed)).text).toContain(
    'The policy threats decided about it: default profile 2.\n',
  );
});

test('why: what keeps it quiet, what its thread has yet to say, and the storm that stands for its card', async () => {
  const quiet = { ...story, suppression: suppressionOf(4), unsaid: 2, card: cardRow({ storm: 'storm:a:1' }) };
  const { text } = await ask('why Y7', { why: [quiet] });
  expect(text).toContain('It has no card of its own: a storm card stands for it. 2 lines of its thread wait');
  expect(text).toContain('S4 keeps it quiet until 23 Nov 14:00 (@name of U0CAROL: a planned test).');
});
