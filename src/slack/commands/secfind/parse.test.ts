import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseQuery } from '../../../store/ports/cases.ts';
import { longestQuestion, parseQuestion } from './parse.ts';

const now = Date.UTC(2026, 10, 22, 5, 0, 0);
const asking = { userId: 'U0DAVE', now, timeZone: 'Asia/Tokyo' };
const nothing: CaseQuery = {
  text: [],
  severity: [],
  account: [],
  region: [],
  type: [],
  control: [],
  resource: [],
  state: [],
  assignee: [],
  source: [],
  since: null,
  overdueAt: null,
  unowned: false,
};

const queries: [string, Partial<CaseQuery>][] = [
  ['', {}],
  ['web-7', { text: ['web-7'] }],
  ['"two words" web', { text: ['two words', 'web'] }],
  ['“two words”', { text: ['two words'] }],
  ['"not closed', { text: ['not closed'] }],
  ['severity:critical,HIGH', { severity: ['Critical', 'High'] }],
  ['Severity:info', { severity: ['Informational'] }],
  ['severity:緊急', { severity: ['Critical'] }],
  ['severity:critical severity:low', { severity: ['Critical', 'Low'] }],
  ['ｓｅｖｅｒｉｔｙ：ｈｉｇｈ', { severity: ['High'] }],
  ['severity：high　web', { severity: ['High'], text: ['web'] }],
  ['account:prod-*,"billing prod"', { account: ['prod-*', 'billing prod'] }],
  ['region:ap-northeast-1', { region: ['ap-northeast-1'] }],
  ['region:Tokyo,大阪', { region: ['ap-northeast-1', 'ap-northeast-3'] }],
  ['region:xx-newest-9', { region: ['xx-newest-9'] }],
  ['type:*Bitcoin*', { type: ['*Bitcoin*'] }],
  ['type:CryptoCurrency:EC2/BitcoinTool.B!DNS', { type: ['CryptoCurrency:EC2/BitcoinTool.B!DNS'] }],
  ['CryptoCurrency:EC2/BitcoinTool.B!DNS', { type: ['CryptoCurrency:EC2/BitcoinTool.B!DNS'] }],
  ['arn:aws:s3:::invoices', { resource: ['arn:aws:s3:::invoices'] }],
  ['control:EC2.19', { control: ['EC2.19'] }],
  ['resource:i-0abc', { resource: ['i-0abc'] }],
  ['state:all', { state: ['all'] }],
  ['state:open,resolved', { state: ['open', 'resolved'] }],
  ['assignee:me', { assignee: ['U0DAVE'] }],
  ['assignee:<@U0CAROL|carol>', { assignee: ['U0CAROL'] }],
  ['assignee:&lt;@U0CAROL&gt;', { assignee: ['U0CAROL'] }],
  ['assignee: <@U0CAROL|carol> web', { assignee: ['U0CAROL'], text: ['web'] }],
  ['assignee:none', { unowned: true }],
  ['source:guardduty', { source: ['guardduty'] }],
  ['since:24h', { since: now - 86_400_000 }],
  ['since:24h since:1h', { since: now - 3_600_000 }],
  ['since:2026-11-20', { since: Date.UTC(2026, 10, 19, 15) }],
  ['overdue UNOWNED', { overdueAt: now, unowned: true }],
  ['"overdue"', { text: ['overdue'] }],
  ['"sevrity:high"', { text: ['sevrity:high'] }],
  ['a&amp;b', { text: ['a&b'] }],
  ['<http://pool.example.net|pool.example.net>', { text: ['pool.example.net'] }],
  ['192.0.2.7 2001:db8::1', { text: ['192.0.2.7', '2001:db8::1'] }],
  ['公開バケット', { text: ['公開バケット'] }],
];

describe('questions', () => {
  test.each(queries)('%s', (text, expected) => {
    expect(parseQuestion(text, asking)).toMatchObject({ kind: 'query', query: { ...nothing, ...expected } });
  });
});

test.each([
  ['help', { kind: 'help' }],
  ['Y12', { kind: 'case', id: 'Y12' }],
  [' y12 ', { kind: 'case', id: 'y12' }],
  ['why', { kind: 'why', about: '' }],
  ['why arn:aws:s3:::x', { kind: 'why', about: 'arn:aws:s3:::x' }],
  ['WHY "i-0abc"', { kind: 'why', about: 'i-0abc' }],
])('%s is a question of its own', (text, expected) => {
  expect(parseQuestion(text, asking)).toEqual(expected);
});

test.each([
  ['sevrity:high', { kind: 'unknown-word', word: 'sevrity', value: 'high', meant: 'severity' }],
  ['colour:red', { kind: 'unknown-word', word: 'colour', value: 'red', meant: null }],
  ['severity:hihg', { kind: 'unknown-value', word: 'severity', value: 'hihg', meant: 'high' }],
  ['severity:7', { kind: 'unknown-value', word: 'severity', value: '7', meant: null }],
  ['state:opne', { kind: 'unknown-value', word: 'state', value: 'opne', meant: 'open' }],
  ['region:tokio', { kind: 'unknown-value', word: 'region', value: 'tokio', meant: 'tokyo' }],
  ['assignee:carol', { kind: 'unknown-value', word: 'assignee', value: 'carol', meant: null }],
  ['since:soon', { kind: 'unknown-value', word: 'since', value: 'soon', meant: null }],
  ['severity:', { kind: 'no-value', word: 'severity' }],
  ['account:,', { kind: 'no-value', word: 'account' }],
  ['x'.repeat(longestQuestion + 1), { kind: 'too-long' }],
])('%s is a problem that names what was meant', (text, problem) => {
  expect(parseQuestion(text, asking)).toEqual({ kind: 'problem', problem });
});

test('nothing that can be typed throws, and what a page button carries fits into it', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      'severity:',
      'since:',
      '"',
      '<@U1|',
      '&lt;',
      '：',
      'why',
      'state:all',
      '\u202e',
      ',',
      '\ud800',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (parts) => {
      const question = parseQuestion(parts.join(''), asking);
      expect(['help', 'case', 'why', 'query', 'problem']).toContain(question.kind);
      const carried = question.kind === 'query' ? question.text : '';
      expect(JSON.stringify({ q: carried, page: 999 }).length).toBeLessThanOrEqual(2_000);
    }),
    { numRuns: 500 },
  );
});

test('typing is read in linear time', () => {
  const started = performance.now();
  for (const hostile of [
    '"'.repeat(100_000),
    'a'.repeat(100_000),
    'a:'.repeat(50_000),
    '<@U'.repeat(30_000),
    '<http:'.repeat(20_000),
  ])
    parseQuestion(hostile, asking);
  expect(performance.now() - started).toBeLessThan(1_000);
});
