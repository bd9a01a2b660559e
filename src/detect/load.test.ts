import { describe, expect, test } from 'vitest';
import { loadRules } from './load.ts';
import { problemInWords } from './rule.ts';
import { problemsOf, rulesetOf, tryRule } from './testing/try-rule.ts';

const good = `title: A good rule
id: good
logsource:
    product: aws
    service: cloudtrail
detection:
    search:
        eventName: DeleteTrail
    condition: search
`;

/** The good rule with one line put in the place of another. */
const changed = (line: string, other: string) => good.replace(line, other);

describe('a flaw is named with its line, and what to do', () => {
  test.each<[what: string, text: string, sentence: string]>([
    [
      'no YAML',
      'title: [a\nid: x\n',
      'test.yml line 2: the document is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1:.',
    ],
    [
      'a list',
      '- a\n- b\n',
      'test.yml line 1: the document is no rule: a rule is a map with title, logsource and detection.',
    ],
    [
      'a key twice',
      `${good}level: low\nlevel: high\n`,
      'test.yml line 11: the document cannot be read: the key level stands twice in one map.',
    ],
    [
      'no title',
      changed('title: A good rule\n', ''),
      'test.yml line 1: the rule good does not run: the key title is missing.',
    ],
    [
      'no detection',
      'title: A\nlogsource: {product: aws}\n',
      'test.yml line 1: the rule A does not run: the key detection is missing.',
    ],
    [
      'an empty logsource',
      changed('    product: aws\n    service: cloudtrail\n', '    definition: x\n'),
      'test.yml line 3: the rule good does not run: the value of logsource is wrong: expected a product, a service or a category.',
    ],
    [
      'a level that is none',
      `${good}level: hihg\n`,
      'test.yml line 10: the rule good does not run: the value of level is wrong: expected informational, low, medium, high or critical.',
    ],
    [
      'a condition that names nothing',
      changed('condition: search', 'condition: serch'),
      'test.yml line 9: the rule good does not run: the condition names "serch", which the detection does not have; there are search.',
    ],
    [
      'a modifier that is none',
      changed('eventName: DeleteTrail', 'eventName|contians: DeleteTrail'),
      'test.yml line 8: the rule good does not run: the modifier contians is not known; there are ',
    ],
    [
      'a value in a list',
      changed(
        'eventName: DeleteTrail',
        'sourceIPAddress|cidr:\n            - 10.0.0.0/8\n            - 10.0.0.0/99',
      ),
      'test.yml line 10: the rule good does not run: "10.0.0.0/99" is no network; write 10.0.0.0/8 or 2001:db8::/32.',
    ],
    [
      'a misspelt key of our own',
      `${good}yagura:\n    text: {en: {says: a, first: b}, ja: {says: a, first: b}}\n    treshold: 3\n`,
      'test.yml line 12: the rule good does not run: the key yagura.treshold is not known; check its spelling.',
    ],
    [
      'a text in one language only',
      `${good}yagura:\n    text:\n        en: {says: a, first: b}\n`,
      'test.yml line 11: the rule good does not run: the key yagura.text.ja is missing.',
    ],
    [
      'a search of our own that cannot be read',
      `${good}yagura:\n    exclusions:\n        - userAgent: x\n        - userAgent|re: '('\n`,
      'test.yml line 13: the rule good does not run: the regular expression cannot be used (missing closing ): `(`); look-around and back references are not possible.',
    ],
    [
      'an unsupported rule',
      `${good}status: unsupported\n`,
      'test.yml line 10: the rule good does not run: its status is "unsupported"; see what replaces it.',
    ],
    [
      'a filter',
      'title: F\nfilter:\n    rules: [good]\n    s: {a: 1}\n    condition: s\n',
      'test.yml line 2: the rule F does not run: Sigma filters are not read; use exclusions instead.',
    ],
    [
      'a test without an event',
      `${good}yagura:\n    tests:\n        - {name: t, match: true}\n`,
      'test.yml line 12: the rule good does not run: the value of yagura.tests.0 is wrong: expected exactly one of event, events and file.',
    ],
  ])('%s', (_what, text, sentence) => {
    expect(problemsOf(text).map((one) => one.slice(0, sentence.length))).toEqual([sentence]);
  });
});

describe('one flaw does not stop the others', () => {
  test('documents of one file, and files', () => {
    const { rules, problems } = loadRules([
      {
        name: 'a.yml',
        text: `---\n${good}---\ntitle: bad\n---\n${good.replace('id: good', 'name: second')}`,
      },
      { name: 'b.yml', text: 'a: b: c\n' },
      { name: 'c.yml', text: good.replace('id: good\n', '') },
      { name: 'empty.yml', text: '# nothing\n' },
    ]);
    expect(rules.map(({ id, file, line }) => [id, file, line])).toEqual([
      ['good', 'a.yml', 2],
      ['second', 'a.yml', 14],
      ['c.yml', 'c.yml', 1],
    ]);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['a.yml', 12],
      ['b.yml', 1],
    ]);
  });

  test('of two rules with one id the first runs', () => {
    const { rules, problems } = loadRules([
      { name: 'a.yml', text: good },
      { name: 'b.yml', text: good.replace('A good rule', 'Another') },
    ]);
    expect(rules.map(({ title }) => title)).toEqual(['A good rule']);
    expect(problems.map(problemInWords)).toEqual([
      'b.yml line 2: the rule good does not run: its id stands in a.yml line 1, too; give it one of its own.',
    ]);
  });
});

describe('a hostile file is a problem, not an accident', () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const bomb = [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
  ].join('\n');
  test.each<[what: string, text: string, why: RegExp]>([
    ['brackets', '['.repeat(100_000), /nests deeper/],
    ['brackets, one a line', '[\n'.repeat(100_000), /line 65: this nests deeper/],
    ['dashes', `${'- '.repeat(50_000)}x`, /nests deeper/],
    ['indentation', lines(1_500, (i) => `${' '.repeat(i)}a:`), /nests deeper/],
    ['indentation within bounds', lines(190, (i) => `${' '.repeat(i)}a:`), /nests too deep/],
    ['aliases', bomb, /Excessive alias count/],
    ['an alias within itself', 'a: &a\n  b: *a\n', /leads back into itself/],
    ['size', `a: ${'x'.repeat(2_000_001)}`, /larger than 2 MB/],
    ['very many keys', lines(30_000, (i) => `k${i}: v`), /the key title is missing/],
    ['control characters', '\u0000\u0001', /./],
  ])('%s', (_what, text, why) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(why)]);
  });

  test('names that every object has are names like any other', () => {
    const event = JSON.parse('{"__proto__": {"x": "polluted"}, "constructor": "c"}');
    const text = `title: T
logsource: {product: aws}
detection:
    proto:
        __proto__.x: polluted
    constructor:
        constructor: c
    condition: proto and constructor and not toString
    toString:
        toString: x
`;
    expect(rulesetOf(text).match(event, 'cloudtrail')).toHaveLength(1);
    expect(rulesetOf(text).match({}, 'cloudtrail')).toHaveLength(0);
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

test('numbers that YAML would round or shorten keep their digits', () => {
  const text = `title: T
logsource: {product: aws}
detection:
    s:
        recipientAccountId: 011122223333
        big: 123456789012345678901
    condition: s
`;
  const event = { recipientAccountId: '011122223333', big: '123456789012345678901' };
  expect(rulesetOf(text).match(event, 'cloudtrail')).toHaveLength(1);
});

test('aliases that mean well are read', () => {
  const text = `title: T
logsource: {product: aws}
detection:
    a: &names {eventName: [A, B]}
    b: *names
    condition: a and b
`;
  expect(rulesetOf(text).match({ eventName: 'b' }, 'cloudtrail')).toHaveLength(1);
});

test('any value may be given for an event', () => {
  const detection = { s: { a: null }, condition: 's' };
  for (const event of [null, undefined, 1, 'x', [], [1], () => 1])
    expect(tryRule(detection, event)).toBe(true);
});
