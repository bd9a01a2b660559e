import { describe, expect, test } from 'vitest';
import { problemsOf, ruleText, tryRule } from './testing/try-rule.ts';

/** `key: value` as the only search, and what it must say about each text in the field `f`. */
function matches(key: string, value: unknown, held: unknown, options = {}): boolean {
  return tryRule({ search: { [key]: value }, condition: 'search' }, { f: held }, options);
}

/*
 * Expected by hand from the Sigma specification: "Rules Specification" 2.0.0 (General, String Wildcard, Escaping,
 * Special Field Values) and "Modifiers Appendix" 2.1.0.
 */
const table: readonly (readonly [
  what: string,
  key: string,
  value: unknown,
  yes: unknown[],
  no: unknown[],
])[] = [
  ['plain text ignores case', 'f', 'Admin', ['admin', 'ADMIN', 'Admin'], ['admins', 'an admin', '', null]],
  ['plain text is the whole text', 'f', 'a', ['a'], ['aa', 'ba', 'ab']],
  ['* is any text', 'f', 'a*c', ['ac', 'abc', 'aXXc', 'a\nc', 'ABC'], ['a', 'c', 'abcd', 'bac']],
  ['* alone is any value', 'f', '*', ['', 'x', 0, false, {}], [null, []]],
  [
    '? is one character',
    'f',
    'prog?.exe',
    ['progA.exe', 'prog1.exe', 'prog😀.exe'],
    ['prog.exe', 'prog12.exe'],
  ],
  ['? and * together', 'f', '?b*?', ['abc', 'ab😀', 'xbbbb'], ['ab', 'bc', 'b']],
  ['several *', 'f', 'a*b*c*d', ['abcd', 'a-b-c-d', 'abxcxbxcd'], ['abdc', 'acbd']],
  ['* does not use text twice', 'f', 'ab*ba', ['abba', 'abXba'], ['aba']],
  ['\\* is an asterisk', 'f', 'a\\*', ['a*'], ['ab', 'a\\*', 'a\\']],
  ['\\? is a question mark', 'f', 'a\\?', ['a?'], ['ab', 'a\\?']],
  ['\\\\* is a backslash and any text', 'f', 'a\\\\*', ['a\\', 'a\\b'], ['a*', 'ab']],
  ['\\\\\\* is a backslash and an asterisk', 'f', 'a\\\\\\*', ['a\\*'], ['a\\', 'a\\b', 'a*']],
  ['a single backslash is itself', 'f', 'C:\\Temp', ['C:\\Temp', 'c:\\temp'], ['C:Temp', 'C:\\\\Temp']],
  ['two backslashes are one', 'f', 'C:\\\\Temp', ['C:\\Temp'], ['C:\\\\Temp']],
  [
    'three and four backslashes are two',
    'f',
    ['a\\\\\\b', 'c\\\\\\\\d'],
    ['a\\\\b', 'c\\\\d'],
    ['a\\b', 'c\\\\\\d'],
  ],
  ['a list is any of them', 'f', ['a', 'b*'], ['A', 'b', 'bx'], ['c', 'ab']],
  ['the empty text', 'f', '', [''], ['a', ' ', null, undefined]],
  ['null is missing or null', 'f', null, [null, undefined, [null]], ['', 0, false, 'null', {}]],
  ['null in a list', 'f', [null, 'Success'], [null, undefined, 'success'], ['', 'Failure']],
  ['a number', 'f', 443, [443, '443'], [4430, '0443', 'port 443']],
  ['a negative number and a fraction', 'f', [-1, 1.5], [-1, '-1', 1.5, '1.5'], [1, 15]],
  ['a number as text', 'f', '443', [443, '443'], [44]],
  ['true and false', 'f', true, [true, 'true', 'True'], [false, 'false', 1, null]],
  ['a boolean as text', 'f', 'false', [false, 'false'], [true, 0, '']],
  ['any element of a list', 'f', 'b', [['a', 'b'], [['b']], [{ x: 'b' }]], [['a'], []]],
  ['anything within an object', 'f', 'b', [{ x: 'b' }, { x: { y: ['b'] } }], [{ b: 'a' }, { x: 'ab' }]],

  ['contains', 'f|contains', 'min', ['min', 'Administrator', 'xMIN'], ['mi n', '']],
  ['contains with wildcards', 'f|contains', 'a*b?c', ['xaYbZcx', 'abbc'], ['abc', 'acb']],
  ['contains, any of a list', 'f|contains', ['x', 'y'], ['axb', 'yb'], ['abc']],
  ['contains *', 'f|contains', '*', ['', 'x', ['x'], { a: 1 }], [null, undefined, []]],
  [
    'contains within an object',
    'f|contains',
    '"s3:GetObject"',
    [{ p: '["s3:GetObject"]' }, { p: ['s3:GetObject'] }],
    [{ p: 's3:GetObject"' }],
  ],
  ['startswith', 'f|startswith', 'adm', ['admin', 'ADM'], ['xadm', 'ad']],
  ['endswith', 'f|endswith', '\\cmd.exe', ['C:\\cmd.exe', '\\CMD.EXE'], ['cmd.exe', '\\cmd.exe x']],
  ['all', 'f|contains|all', ['a', 'b'], ['ab', 'bxa'], ['a', 'b', 'c']],
  ['all, in any place', 'f|all|contains', ['a', 'b'], ['ba'], ['a']],
  ['all over the elements of a list', 'f|all', ['a', 'b'], [['b', 'a', 'c']], ['a', ['a']]],
  ['cased', 'f|cased', 'Admin', ['Admin'], ['admin', 'ADMIN']],
  ['cased with contains', 'f|contains|cased', 'Min', ['xMinx'], ['xminx']],
  ['neq', 'f|neq', ['a', 'b'], ['c', 'ab', undefined, null], ['a', 'B', ['c', 'a']]],
  ['neq of a number', 'f|neq', 5, [6, '6'], [5, '5']],

  ['exists: true', 'f|exists', true, ['', null, 0, [], {}, 'x'], [undefined]],
  ['exists: false', 'f|exists', false, [undefined], ['', null, 0, [], 'x']],

  ['re is found anywhere and minds case', 'f|re', 'b+c', ['abbc', 'bc!'], ['ac', 'BC']],
  ['re with anchors', 'f|re', '^a.c$', ['abc'], ['xabc', 'abcx', 'a\nc', 'ABC']],
  ['re has its own escapes', 'f|re', 'a\\*\\.b', ['a*.b'], ['aa.b', 'a*xb']],
  ['re with alternatives', 'f|re', '(get|put)[A-Z]{2,3}x?$', ['getAB', 'putABCx'], ['getA', 'GETAB']],
  ['re on a number', 'f|re', '^4\\d\\d$', [404, '403'], [500]],
  ['re|i', 'f|re|i', 'B+C', ['abbc', 'ABC'], ['ac']],
  ['re|m', 'f|re|m', '^b$', ['a\nb\nc', 'b'], ['a b c']],
  ['re without m', 'f|re', '^b$', ['b'], ['a\nb\nc']],
  ['re|s', 'f|re|s', 'a.c', ['a\nc', 'abc'], ['ac']],
  ['re|i|m|s', 'f|re|i|m|s', '^B.C$', ['a\nb\nc\nd'], ['abc']],
  ['several re', 'f|re', ['^a', 'z$'], ['ab', 'yz'], ['bay']],
  ['re|all', 'f|re|all', ['^a', 'z$'], ['abz'], ['ab', 'yz']],
  ['re that could take forever elsewhere', 'f|re', '^(a+)+$', ['a'.repeat(5_000)], [`${'a'.repeat(5_000)}!`]],

  [
    'cidr, IPv4',
    'f|cidr',
    '10.0.0.0/8',
    ['10.0.0.0', '10.255.255.255', '::ffff:10.1.2.3'],
    ['11.0.0.0', '9.255.255.255', '10.0.0', 'x', '10.0.0.0/8', '', null],
  ],
  [
    'cidr, IPv6',
    'f|cidr',
    '2001:db8::/33',
    ['2001:db8::1', '2001:DB8:7fff::'],
    ['2001:db8:8000::', '2001:db7::1', '10.0.0.1', ':::'],
  ],
  [
    'cidr, any of a list',
    'f|cidr',
    ['192.0.2.0/24', 'fe80::/10'],
    ['192.0.2.255', 'fe80::1', ['x', 'febf::']],
    ['192.0.3.0', 'fec0::'],
  ],
  ['cidr of one address', 'f|cidr', '198.51.100.7/32', ['198.51.100.7'], ['198.51.100.8']],
  ['cidr of everything', 'f|cidr', '0.0.0.0/0', ['203.0.113.9'], ['::1', 'example.com']],

  ['lt', 'f|lt', 5, [4, '4', -1, 4.9, '4.9'], [5, 6, '', 'four', null, [], true]],
  ['lte', 'f|lte', 5, [5, 4, '5'], [5.1]],
  ['gt', 'f|gt', 5, [6, '5.5', '1e3', [1, 9]], [5, 4, 'ten', '0x10']],
  ['gte', 'f|gte', 5, [5, 6], [4.9]],
  [
    'hour',
    'f|hour',
    22,
    ['2026-11-22T22:10:00Z', '2026-11-22T23:10:00+01:00'],
    ['2026-11-22T21:59:59Z', '22', 22],
  ],
  ['hour, compared', 'f|hour|gte', 22, ['2026-11-22T23:00:00Z'], ['2026-11-22T21:59:59Z', 23]],
  ['minute', 'f|minute', 10, ['2026-11-22T22:10:59Z'], ['2026-11-22T10:11:00Z']],
  ['day', 'f|day', 1, ['2026-12-01', '2026-12-01T23:59:59Z'], ['2026-12-02', '2026-01-10T00:00:00Z']],
  ['week', 'f|week', 53, ['2026-12-31', '2027-01-03'], ['2027-01-04', '2026-12-27']],
  ['month', 'f|month|lt', 3, ['2026-02-28T00:00:00Z'], ['2026-03-01T00:00:00Z']],
  ['year', 'f|year', 2026, ['2026-01-01T00:00:00Z'], ['2027-01-01T00:00:00Z', 'x']],

  // echo -n 'foobar' | base64
  ['base64', 'f|base64', 'foobar', ['Zm9vYmFy'], ['foobar', 'xZm9vYmFy']],
  ['base64 of a text beyond ASCII is of its UTF-8', 'f|base64', '櫓', ['5quT'], ['k8k']],
  // 'foobar' at each of three places: 'foobar', 'xfoobar', 'xxfoobar' encoded
  [
    'base64offset',
    'f|base64offset|contains',
    'foobar',
    ['Zm9vYmFy', 'eGZvb2Jhcg==', 'eHhmb29iYXI=', 'eXlmb29iYXJ6eg=='],
    ['Zm9vYmE=', 'foobar'],
  ],
  // 'cmd' in UTF-16: 63 00 6d 00 64 00
  ['wide', 'f|wide|base64', 'cmd', ['YwBtAGQA'], ['Y21k']],
  ['utf16le', 'f|utf16le|base64', 'cmd', ['YwBtAGQA'], ['AGMAbQBk']],
  ['utf16be', 'f|utf16be|base64', 'cmd', ['AGMAbQBk'], ['YwBtAGQA']],
  ['utf16 has the mark', 'f|utf16|base64', 'cmd', ['//5jAG0AZAA='], ['YwBtAGQA']],
  ['wide without Base64 is its bytes', 'f|wide|contains', 'cmd', ['x c\0m\0d\0'], ['cmd']],
  ['wide keeps wildcards', 'f|wide', 'c*d', ['c\0m\0d\0', 'c\0d\0'], ['cmd']],
  [
    'wide|base64offset|contains',
    'f|wide|base64offset|contains',
    'ping',
    ['cABpAG4AZwA=', 'eHAAaQBuAGcA'],
    ['ping'],
  ],
  [
    'windash',
    'f|windash|contains',
    ' -x /y',
    ['a -x /y', 'a /x -y', 'a –x —y', 'a ―x ―y'],
    ['a x y', 'a \\x -y'],
  ],
  ['windash with all', 'f|windash|contains|all', ['-a', '-b'], ['/b /a', '-a -b'], ['/a', '-b']],
  ['windash before Base64', 'f|windash|base64', '-a', ['LWE=', 'L2E='], ['-a']],
];

describe('each modifier and each kind of value', () => {
  test.each(table)('%s', (_what, key, value, yes, no) => {
    expect(yes.filter((held) => !matches(key, value, held))).toEqual([]);
    expect(no.filter((held) => matches(key, value, held))).toEqual([]);
  });
});

describe('fieldref', () => {
  const event = {
    a: 'Carol',
    b: 'carol',
    c: 'team/CAROL',
    d: { e: ['x', 'carol'] },
    n: 5,
    m: '5',
    list: ['y', 'x'],
  };
  test.each([
    ['a|fieldref', 'b', true],
    ['a|fieldref|cased', 'b', false],
    ['a|fieldref', 'c', false],
    ['c|fieldref|endswith', 'a', true],
    ['c|endswith|fieldref', 'a', true],
    ['c|contains|fieldref', 'b', true],
    ['c|fieldref|startswith', 'a', false],
    ['a|fieldref', 'd.e', true],
    ['n|fieldref', 'm', true],
    ['list|fieldref', 'd.e', true],
    ['a|fieldref|neq', 'b', false],
    ['a|fieldref|neq', 'c', true],
    ['a|fieldref', 'missing', false],
    ['missing|fieldref', 'gone', false],
  ])('%s: %s', (key, other, expected) => {
    expect(tryRule({ search: { [key]: other }, condition: 'search' }, event)).toBe(expected);
  });
});

describe('expand', () => {
  const placeholders = { Servers: ['srv*', 'db-?'], empty: [], admin: ['Root'] };
  test.each([
    ['f|expand', '%Servers%', ['srv1', 'SRV', 'db-1'], ['server', 'db-10', '%Servers%']],
    ['f|expand', 'x-%admin%-%Servers%', ['x-root-srv9', 'x-root-db-1'], ['x-root-', 'root']],
    ['f|contains|expand', '%admin%', ['the root of'], ['rot']],
    ['f|expand|contains', '%admin%', ['the root of'], ['rot']],
    ['f', '%admin%', ['%ADMIN%'], ['root']],
    ['f|expand', '\\%plain%admin%', ['%plainroot'], ['\\%plainroot', '%plain%admin%']],
    ['f|expand', '100%', ['100%'], ['100']],
    ['f|expand', '%empty%', [], ['', 'x']],
    ['f|expand|base64', '%admin%', ['Um9vdA=='], ['root']],
  ])('%s: %s', (key, value, yes, no) => {
    const says = (held: string) => matches(key, value, held, { placeholders });
    expect(yes.filter((held) => !says(held))).toEqual([]);
    expect(no.filter((held) => says(held))).toEqual([]);
  });

  test('a placeholder that nobody has defined refuses the rule', () => {
    const text = ruleText({ search: { 'f|expand': '%Unknown%' }, condition: 'search' });
    const why = 'the placeholder %Unknown% is not defined; give its values in the configuration';
    expect(problemsOf(text, { placeholders })).toEqual([
      `test.yml line 1: the rule a-rule does not run: ${why}.`,
    ]);
    expect(problemsOf(text, { placeholders: { toString: ['x'] } })).toHaveLength(1);
  });
});

describe('what a modifier cannot take refuses the rule, and says why', () => {
  test.each([
    ['f|containz', 'x', /the modifier containz is not known; there are all, cased, neq, contains/],
    [
      'f|re',
      '(?=x)',
      /the regular expression cannot be used \(.*\); look-around and back references are not/,
    ],
    ['f|re', '(a)\\1', /the regular expression cannot be used/],
    ['f|re', '(', /the regular expression cannot be used/],
    ['f|re', 'x'.repeat(10_001), /longer than 10000 characters/],
    ['f|i', 'x', /the modifier i belongs behind re/],
    ['f|cidr', '10.0.0.0/33', /"10.0.0.0\/33" is no network/],
    ['f|cidr', 'example.com', /is no network/],
    ['f|cidr|contains', '10.0.0.0/8', /a modifier for text cannot follow cidr/],
    ['f|lt', '5', /write a number without quotation marks/],
    ['f|lt', null, /write a number/],
    ['f|exists', 'yes', /takes true or false/],
    ['f|contains', null, /a modifier for text cannot follow the value null/],
    ['f|base64', 'a*', /a value with a wildcard cannot be encoded in Base64/],
    ['f|wide|utf16be', 'a', /already encoded in UTF-16/],
    ['f|windash', '-'.repeat(6), /stands for more than 4096 values/],
    ['f', { a: 1 }, /a value must be a text, a number, true, false or null/],
    ['f', [], /the list of values is empty/],
    ['|exists', true, /keywords are texts or regular expressions; name a field/],
    ['', null, /keywords are texts/],
  ])('%s: %j', (key, value, why) => {
    const problems = problemsOf(ruleText({ search: { [key]: value }, condition: 'search' }));
    expect(problems).toEqual([expect.stringMatching(why)]);
  });
});
