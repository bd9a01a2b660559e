import { describe, expect, test } from 'vitest';
import { findingFixture } from '../../test/support/store-fixtures.ts';
import { viewOf } from '../finding/view.ts';
import { askedWords, facetWord, joinWords, lastSegment, searchWords, splitWords, wordsOf } from './words.ts';

describe('words of a text', () => {
  test.each([
    ['web-7', ['web', '7']],
    ['i-0abc', ['i', '0abc']],
    ['198.51.100.7', ['198', '51', '100', '7']],
    ['EC2.19', ['ec2', '19']],
    ['ＷＥＢ－７', ['web', '7']],
    ['公開中', ['公開', '開中', '中']],
    ['S3の公開', ['s3', 'の公', '公開', '開']],
    ['ﾊﾞｹｯﾄ', ['バケ', 'ケッ', 'ット', 'ト']],
    ['𠮷野', ['𠮷野', '野']],
    ['café', ['caf', 'é']],
    ['— !! 🔥', []],
    ['', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('a question asks for the pairs alone, or for the one letter there is', () => {
    expect(askedWords('公開中 web-7')).toEqual(['公開', '開中', 'web', '7']);
    expect(askedWords('櫓')).toEqual(['櫓']);
  });
});

describe('words of a case', () => {
  const view = viewOf([findingFixture('f1', { kind: 'control', type: 'EC2.19' })]);

  test('hold names, places and facets', () => {
    const words = searchWords(view);
    for (const word of [
      'web',
      '7',
      '0abc',
      'mining',
      '111122223333',
      'payments',
      'prod',
      'ap',
      'northeast',
      'guardduty',
    ])
      expect(words).toContain(word);
    expect(words).toContain('account=payments-prod');
    expect(words).toContain('control=ec2.19');
    expect(words).toContain('resource=web-7');
    expect(words).toContain('source=guardduty');
  });

  test('stay few, and keep the names, whatever the title is like', () => {
    const title = Array.from({ length: 300 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    const words = searchWords({ ...view, title });
    expect(words.filter((word) => !word.includes('='))).toHaveLength(40);
    expect(words).toContain('0abc');
    expect(words).toContain('\u4e00\u4e01');
  });

  test('do not grow with the resources without end', () => {
    const resources = Array.from({ length: 400 }, (_, at) => ({ type: 'Instance', id: `i-${at}` }));
    expect(searchWords({ ...view, resources }).length).toBeLessThan(80);
  });

  test('are joined and taken apart again', () => {
    const words = searchWords(view);
    expect(splitWords(joinWords(words))).toEqual(words);
  });

  test('hold no line feed and no NUL from outside', () => {
    expect(facetWord('account', 'a\nb\u0000c')).toBe('account=a b c');
  });
});

test.each([
  ['arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/abc', 'abc'],
  ['arn:aws:s3:::invoices', 'invoices'],
  ['i-0abc', 'i-0abc'],
  ['ends-with/', 'ends-with/'],
])('the last segment of %s', (id, end) => {
  expect(lastSegment(id)).toBe(end);
});
