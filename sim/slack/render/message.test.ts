import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareContext } from './context.ts';
import { authorOf, renderMessage, renderMessageHtml } from './message.ts';
import { textOf, toHtml } from './tree.ts';
import { renderHome, renderModal } from './view.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
const card = {
  ts: '1700000000.000100',
  user: 'U0BOT',
  bot_id: 'B0BOT',
  bot_profile: { name: 'yagura' },
  text: 'notification only',
  blocks: [section('🔴 *Critical* · web-7')],
  attachments: [{ color: '#d3202d', blocks: [section('asked for a pool')] }],
};

describe('a card', () => {
  const html = renderMessageHtml(card);

  test('has its author, its blocks, and the bar in its colour', () => {
    for (const part of [
      'yagura',
      'APP',
      '櫓',
      '<strong>Critical</strong>',
      'background:#d3202d',
      'asked for a pool',
    ]) {
      expect(html).toContain(part);
    }
  });

  test('keeps the top-level text for notifications', () => {
    expect(html).not.toContain('notification only');
  });

  test('names its ts', () => {
    expect(html).toContain('data-ts="1700000000.000100"');
  });
});

test('a message without blocks shows its text, and an older attachment its fields', () => {
  const html = renderMessageHtml({
    ts: '1.0',
    user: 'U1',
    text: 'hello',
    attachments: [{ color: 'danger', title: 'T', fields: [{ title: 'Account', value: 'prod' }] }],
  });
  for (const part of ['hello', '#e01e5a', 'Account', 'prod']) expect(html).toContain(part);
});

test.each(['red;position:fixed', 'url(x)', '', '#12345'])(
  'a colour that is none becomes grey: %j',
  (color) => {
    expect(renderMessageHtml({ ...card, attachments: [{ color }] })).toContain('style="background:#dddddd"');
  },
);

test('a private message says so', () => {
  expect(toHtml(renderMessage(card, bareContext, { ephemeral: true }))).toContain('Only visible to you');
});

test('the author is the bot’s name, else the person’s, else the id', () => {
  const context = { ...bareContext, people: [{ id: 'U1', name: 'carol' }] };
  expect(authorOf(card, context)).toEqual({ name: 'yagura', app: true });
  expect(authorOf({ user: 'U1' }, context)).toEqual({ name: 'carol', app: false });
  expect(authorOf({ user: 'U2' }, context)).toEqual({ name: 'U2', app: false });
});

describe('views', () => {
  const view = {
    id: 'V1',
    title: { type: 'plain_text', text: 'Suppress <b>' },
    submit: { type: 'plain_text', text: 'Do' },
    blocks: [section('x')],
  };

  test('a modal has its title, its blocks and both buttons', () => {
    const html = toHtml(renderModal(view, bareContext));
    for (const part of ['Suppress &lt;b&gt;', 'data-view-id="V1"', 'type="submit"', 'Close'])
      expect(html).toContain(part);
  });

  test('a modal without a submit button has none', () => {
    expect(toHtml(renderModal({ ...view, submit: undefined }, bareContext))).not.toContain('type="submit"');
  });

  test('an empty Home tab says so', () => {
    expect(textOf(renderHome(null, bareContext))).toContain('not drawn its Home tab');
  });
});

describe('hostile input', () => {
  const evil = `<img src=x onerror=alert(1)>"'><script>alert(1)</script>`;

  test('never becomes markup, wherever it stands', () => {
    const everywhere = JSON.parse(JSON.stringify(hostileMessage(evil)));
    const html = renderMessageHtml(everywhere);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|<img src=x|["']\s+onerror=/);
  });

  test('of any shape is drawn without an error', () => {
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom(
        evil,
        '<!channel>',
        '*',
        '`',
        '\u202e',
        'section',
        'actions',
        'rich_text',
        'button',
        'mrkdwn',
      ),
    );
    const keys = fc.constantFrom(
      'type',
      'text',
      'blocks',
      'attachments',
      'elements',
      'accessory',
      'fields',
      'options',
      'color',
      'ts',
      'rows',
      'element',
      'value',
      'url',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        words,
        fc.double(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keys, tree, { maxKeys: 6 }), (message) => {
        const html = renderMessageHtml(message);
        expect(html).toMatch(/^<article /);
        expect(html).not.toMatch(/<script|<img src=x/);
      }),
      { numRuns: 300 },
    );
  });
});

function hostileMessage(evil: string) {
  const mrkdwn = { type: 'mrkdwn', text: evil };
  const plain = { type: 'plain_text', text: evil };
  const button = {
    type: 'button',
    action_id: evil,
    value: evil,
    text: plain,
    url: evil,
    confirm: { title: plain },
  };
  return {
    ts: evil,
    user: evil,
    username: evil,
    bot_id: evil,
    blocks: [
      { type: 'section', block_id: evil, text: mrkdwn, fields: [plain], accessory: button },
      {
        type: 'actions',
        block_id: evil,
        elements: [button, { type: 'overflow', options: [{ text: plain, value: evil }] }],
      },
      { type: 'image', image_url: evil, alt_text: evil, title: plain },
      { type: evil },
      { type: 'table', rows: [[{ type: 'raw_text', text: evil }]] },
      { type: 'markdown', text: evil },
    ],
    attachments: [{ color: evil, title: evil, text: evil, fields: [{ title: evil, value: evil }] }],
    files: [{ name: evil, permalink: evil, mimetype: 'image/png' }],
  };
}
