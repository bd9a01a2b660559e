import { expect, test } from 'vitest';
import { joined, linkRun, richText, run, userRun } from './rich.ts';

test('lines become one section; empty ones vanish and plain neighbours join', () => {
  expect(richText([[run('a'), run('b')], [], [run('')], [run('c', 'bold')]])).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'ab\n' },
          { type: 'text', text: 'c', style: { bold: true } },
        ],
      },
    ],
  });
});

test('parts are joined by a dot, without one for those that are missing', () => {
  const parts = joined([[run('a')], [], [linkRun('b', 'https://example.com/')]]);
  expect(parts.map((one) => ('text' in one ? one.text : ''))).toEqual(['a', ' · ', 'b']);
});

test('only Slack ids become mentions', () => {
  expect(userRun('U0CAROL')).toEqual({ type: 'user', user_id: 'U0CAROL' });
  expect(userRun('<!channel>')).toEqual({ type: 'text', text: '<!channel>' });
});
