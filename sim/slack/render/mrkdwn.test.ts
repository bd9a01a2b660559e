import { describe, expect, test } from 'vitest';
import { bareContext, type RenderContext } from './context.ts';
import { renderMrkdwn, renderPlainText } from './mrkdwn.ts';
import { toHtml } from './tree.ts';

const context: RenderContext = {
  people: [{ id: 'U0CAROL', name: 'carol' }],
  apps: [],
  channels: [{ id: 'C0SEC', name: 'sec-alerts' }],
  locale: 'en-US',
  timeZone: 'Asia/Tokyo',
  now: Date.parse('2026-11-22T03:00:00Z'),
};
const html = (text: string, verbatim = true) => toHtml(renderMrkdwn(text, context, { verbatim }));

describe('marks', () => {
  test.each([
    ['*bold*', '<strong>bold</strong>'],
    ['_italic_ ~gone~', '<em>italic</em> <s>gone</s>'],
    ['*bold _and italic_*', '<strong>bold <em>and italic</em></strong>'],
    ['`a *b* <c>`', '<code class="code">a *b* &lt;c&gt;</code>'],
    ['```\nx\n```', '<pre class="code-block">x</pre>'],
    ['*まだ誰も対応していません* · 担当', '<strong>まだ誰も対応していません</strong> · 担当'],
    ['&gt; quoted\nnot', '<blockquote class="quote">quoted</blockquote>not'],
  ])('%s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test.each([
    'snake_case_name',
    '2*3*4',
    '* spaced *',
    '*two\nlines*',
    '**',
    '`',
    '語*太字*語',
    '*open',
    '<',
  ])('stays as it was written: %s', (text) => {
    expect(html(text)).toBe(toHtml(text));
  });
});

describe('angle brackets', () => {
  test.each([
    ['<@U0CAROL>', '<span class="mention">@carol</span>'],
    ['<#C0SEC>', '<span class="mention">#sec-alerts</span>'],
    ['<!channel>', '<span class="mention mention-broadcast">@channel</span>'],
    ['<!subteam^S1|@oncall>', '<span class="mention mention-broadcast">@oncall</span>'],
    [
      '<https://example.com/?a=1&amp;b=2|the list>',
      '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the list</a>',
    ],
  ])('%s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test('a link to a script is only words', () => {
    expect(html('<javascript:alert(1)|click>')).toBe('<span>click</span>');
  });

  test('escaped brackets are only words', () => {
    expect(html('&lt;!channel&gt; &amp;lt;')).toBe('&lt;!channel&gt; &amp;lt;');
  });
});

describe('dates, in the reader’s zone', () => {
  test.each([
    ['<!date^1795316400^{date_short_pretty} {time}|x>', 'today 12:00 PM'],
    ['<!date^1795230000^{date_pretty}|x>', 'yesterday'],
    ['<!date^1700000000^{date_num} {time_secs}|x>', '2023-11-15 7:13:20 AM'],
    ['<!date^1795316340^{ago}|x>', '1 minute ago'],
    ['<!date^soon^{date}|some day>', 'some day'],
    ['<!date^99999999999999^{date}|some day>', 'some day'],
  ])('%s', (text, expected) => {
    expect(html(text)).toMatch(/^<time title="[^"]*">(.*)<\/time>$/);
    expect(html(text)).toContain(`>${expected}<`);
  });
});

describe('verbatim', () => {
  test('without it Slack makes addresses links and @here a mention', () => {
    expect(html('see https://example.com/a, @here', false)).toBe(
      'see <a href="https://example.com/a" target="_blank" rel="noopener noreferrer">https://example.com/a</a>, ' +
        '<span class="mention mention-broadcast">@here</span>',
    );
  });

  test('with it they are words, and marks still work', () => {
    expect(html('*see* https://example.com/a @here')).toBe(
      '<strong>see</strong> https://example.com/a @here',
    );
  });
});

describe('emoji and plain text', () => {
  test('short names and severity marks', () => {
    expect(html(':lock: :no_such_name: 🔴')).toBe(
      '<span class="emoji">🔒</span> :no_such_name: <span class="emoji mark mark-red">🔴</span>',
    );
  });

  test('plain text has no marks', () => {
    expect(toHtml(renderPlainText('*a* <@U1> &lt;b&gt;'))).toBe('*a* &lt;@U1&gt; &lt;b&gt;');
  });
});

test('walls of marks are drawn in good time', () => {
  const started = performance.now();
  for (const wall of ['*a ', '<', '`', '_*~', '*'.repeat(8)]) {
    const text = wall.repeat(Math.ceil(40_000 / wall.length));
    expect(toHtml(renderMrkdwn(text, bareContext, { verbatim: false })).length).toBeGreaterThan(0);
  }
  expect(performance.now() - started).toBeLessThan(5_000);
});
