import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mrkdwn } from './mrkdwn.ts';

describe('mrkdwn', () => {
  test.each([
    ['<!channel> <@U123>', '&lt;!channel&gt; &lt;@U123&gt;'],
    ['<http://x|y>', '&lt;http://x|y&gt;'],
    ['a & b', 'a &amp; b'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
    ['my_bucket_2 a*b', 'my_bucket_2 a*b'],
    ['@here @Channel @everyone @alice', '＠here ＠Channel ＠everyone @alice'],
    ['> quoted', '› quoted'],
  ])('%s', (text, expected) => {
    expect(mrkdwn(text, 300)).toBe(expected);
  });

  test('the escapes count, and none is cut in two', () => {
    expect(mrkdwn('<<<<', 9)).toBe('&lt;&lt;…');
  });

  test('a mark inside a word that the cut leaves at the end is made harmless too', () => {
    expect(mrkdwn('& here~there', 12)).toBe('&amp; here∼…');
  });

  test('holds no token, no span and no more than its length, whatever comes in', () => {
    const hostile = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '*',
        '_',
        '~',
        '`',
        '!',
        '@',
        '|',
        'here',
        'a',
        ' ',
        '\n',
        'U123',
        '#',
        '😀',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 80 }), (parts, max) => {
        const text = mrkdwn(parts.join(''), max);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(text).not.toMatch(/[<>`]|&(?!amp;|lt;|gt;)|@here\b/);
        expect(text).not.toMatch(/(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])/);
      }),
    );
  });
});
