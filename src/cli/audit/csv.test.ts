import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("https://example.com")', `"'=HYPERLINK(""https://example.com"")"`],
  ['+1', "'+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' \t=1', `' \t=1`],
  ['\u200b=1', "'\u200b=1"],
  ['＝1', "'＝1"],
  ['', ''],
])('%j becomes %j', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});
