import { expect, test } from 'vitest';
import { renderBlocks } from './blocks.ts';
import { bareContext } from './context.ts';
import type { Json } from './json.ts';
import { toHtml } from './tree.ts';

const context = {
  ...bareContext,
  people: [{ id: 'U0CAROL', name: 'carol' }],
  channels: [{ id: 'C0SEC', name: 'sec-alerts' }],
};
const html = (block: Json) => toHtml(renderBlocks([block], context));
const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const options = [option('One', '1'), option('Two', '2')];
const withElement = (element: Json) => html({ type: 'actions', block_id: 'b', elements: [element] });

test.each<[string, Json, string[]]>([
  [
    'section',
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*a*' },
      fields: [plain('f')],
      accessory: { type: 'image', image_url: '/x.png', alt_text: 'x' },
    },
    ['<strong>a</strong>', 'class="fields"', '<img class="image-element" src="/x.png" alt="x">'],
  ],
  ['header', { type: 'header', text: plain('Numbers') }, ['<h3', 'Numbers']],
  ['divider', { type: 'divider' }, ['<hr']],
  ['context', { type: 'context', elements: [plain('small')] }, ['context', 'small']],
  [
    'image',
    { type: 'image', image_url: 'data:image/png;base64,AA', alt_text: 'trend', title: plain('T') },
    ['<figcaption>T', 'alt="trend"'],
  ],
  [
    'markdown',
    { type: 'markdown', text: '# H\n- **a**\n- `b`\n\n[l](https://example.com)\n```\nx\n```\n' },
    ['<h4', '<li><strong>a</strong></li>', 'href="https://example.com"', '<pre class="code-block">x</pre>'],
  ],
  [
    'table',
    {
      type: 'table',
      rows: [[{ type: 'raw_text', text: 'h' }], [{ type: 'raw_number', value: 7, text: '7' }]],
      column_settings: [{ align: 'right' }],
    },
    ['<th class="align-right">h</th>', '<td class="align-right">7</td>'],
  ],
  [
    'rich_text',
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '<!channel> *x*', style: { bold: true, code: true } },
            { type: 'user', user_id: 'U0CAROL' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            {
              type: 'rich_text_section',
              elements: [{ type: 'link', url: 'https://example.com', text: 'l' }],
            },
          ],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'pre' }] },
        { type: 'rich_text_quote', elements: [{ type: 'emoji', name: 'lock' }] },
      ],
    },
    [
      '<strong><code class="code"><span>&lt;!channel&gt; *x*</span></code></strong>',
      '@carol',
      '<ol',
      '<pre',
      '🔒',
    ],
  ],
  [
    'input',
    {
      type: 'input',
      block_id: 'why',
      optional: true,
      label: plain('Why'),
      hint: plain('Briefly'),
      element: { type: 'plain_text_input', action_id: 'a', multiline: true },
    },
    ['data-input-block="why"', 'data-optional', 'aria-label="Why"', '(optional)', '<textarea', 'Briefly'],
  ],
])('draws a %s', (_kind, block, expected) => {
  for (const part of expected) expect(html(block)).toContain(part);
  expect(html(block)).not.toContain('cannot be drawn');
});

test.each<[string, Json, string[]]>([
  [
    'button',
    { style: 'danger', text: plain('Go'), value: 'v"', confirm: { title: plain('Sure?') } },
    ['button-danger', 'data-value="v&quot;"', 'data-confirm="{'],
  ],
  ['overflow', { options }, ['popover="auto"', 'data-option="2"']],
  ['static_select', { options, initial_option: options[1] }, ['<option value="2" selected>Two']],
  ['users_select', {}, ['<option value="U0CAROL">carol']],
  ['channels_select', {}, ['<option value="C0SEC">#sec-alerts']],
  ['conversations_select', {}, ['C0SEC']],
  [
    'multi_static_select',
    { options, initial_options: [options[0]] },
    ['type="checkbox"', 'value="1" checked'],
  ],
  ['multi_users_select', { initial_users: ['U0CAROL'] }, ['value="U0CAROL" checked']],
  ['checkboxes', { options }, ['type="checkbox"']],
  ['radio_buttons', { options, initial_option: options[0] }, ['type="radio"', 'value="1" checked']],
  ['datepicker', { initial_date: '2026-12-06' }, ['type="date"', 'value="2026-12-06"']],
  ['timepicker', {}, ['type="time"']],
  ['datetimepicker', { initial_date_time: 1 }, ['type="datetime-local"', 'data-seconds="1"']],
  ['number_input', { is_decimal_allowed: false, max_value: '9' }, ['type="number"', 'max="9"']],
  ['email_text_input', {}, ['type="email"']],
  ['url_text_input', {}, ['type="url"']],
])('draws a %s that the page can find again', (type, rest, expected) => {
  const drawn = withElement({ type, action_id: 'act', ...rest });
  for (const part of [`data-element="${type}"`, 'data-action-id="act"', 'data-block-id="b"', ...expected]) {
    expect(drawn).toContain(part);
  }
});

test('a button with an address is a link, unless the address is a script', () => {
  const drawn = (url: string) => withElement({ type: 'button', action_id: 'a', text: plain('x'), url });
  expect(drawn('https://example.com')).toMatch(/<a [^>]*href="https:\/\/example.com"/);
  expect(drawn('javascript:alert(1)')).not.toContain('javascript');
});

test.each(['video', '', 'constructor', '__proto__'])('an unknown block is seen: %j', (type) => {
  expect(html({ type })).toContain('This block cannot be drawn here');
});

test('an unknown element is seen', () => {
  expect(withElement({ type: 'toString' })).toContain('This element cannot be drawn here: toString');
});

test('a picture from elsewhere is described, not fetched', () => {
  expect(html({ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a trend' })).not.toContain(
    '<img',
  );
  expect(html({ type: 'image', image_url: '//example.com/a.png', alt_text: 'a trend' })).toContain(
    'a trend</span>',
  );
});
