import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { validateMessage } from './message.ts';

const chars = (count: number) => 'x'.repeat(count);
const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (count = 1): Json => ({ type: 'plain_text', text: chars(count) });
const mrkdwn = (count = 1): Json => ({ type: 'mrkdwn', text: chars(count) });
const button = (extra: Json = {}): Json => ({ type: 'button', text: plain(), ...extra });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const section = (extra: Json = {}): Json => ({ type: 'section', text: mrkdwn(), ...extra });
const option = (value: string, extra: Json = {}): Json => ({ text: plain(), value, ...extra });
const options = (count: number) => times(count, (index) => option(String(index)));
const select = (extra: Json): Json => ({ type: 'static_select', ...extra });
const confirm = (extra: Json = {}): Json => ({
  title: plain(),
  text: plain(),
  confirm: plain(),
  deny: plain(),
  ...extra,
});
const rows = (height: number, width: number) =>
  times(height, () => times(width, () => ({ type: 'raw_text', text: 'x' })));

/** Each limit of facts.md §1.1: the largest block that passes, and the same one step further. */
const limits: [what: string, block: (size: number) => Json, max: number][] = [
  ['section.text', (size) => section({ text: mrkdwn(size) }), 3000],
  ['section.fields', (size) => section({ fields: times(size, () => plain()) }), 10],
  ['section.fields text', (size) => section({ fields: [plain(size)] }), 2000],
  ['header', (size) => ({ type: 'header', text: plain(size) }), 150],
  ['context elements', (size) => ({ type: 'context', elements: times(size, () => mrkdwn()) }), 10],
  ['actions elements', (size) => actions(...times(size, (index) => button({ action_id: `a${index}` }))), 25],
  ['block_id', (size) => section({ block_id: chars(size) }), 255],
  ['action_id', (size) => actions(button({ action_id: chars(size) })), 255],
  ['button text', (size) => actions(button({ text: plain(size) })), 75],
  ['button value', (size) => actions(button({ value: chars(size) })), 2000],
  ['button url', (size) => actions(button({ url: `https://x.example/${chars(size - 18)}` })), 3000],
  ['button accessibility_label', (size) => actions(button({ accessibility_label: chars(size) })), 75],
  ['confirm title', (size) => actions(button({ confirm: confirm({ title: plain(size) }) })), 100],
  ['confirm text', (size) => actions(button({ confirm: confirm({ text: mrkdwn(size) }) })), 300],
  ['confirm button', (size) => actions(button({ confirm: confirm({ deny: plain(size) }) })), 30],
  ['select options', (size) => actions(select({ options: options(size) })), 100],
  [
    'select groups',
    (size) =>
      actions(select({ option_groups: times(size, () => ({ label: plain(), options: options(1) })) })),
    100,
  ],
  [
    'options in a group',
    (size) => actions(select({ option_groups: [{ label: plain(), options: options(size) }] })),
    100,
  ],
  ['checkboxes', (size) => actions({ type: 'checkboxes', options: options(size) }), 10],
  ['radio buttons', (size) => actions({ type: 'radio_buttons', options: options(size) }), 10],
  ['overflow', (size) => actions({ type: 'overflow', options: options(size) }), 5],
  ['option text', (size) => actions(select({ options: [{ text: plain(size), value: 'x' }] })), 75],
  ['option value', (size) => actions(select({ options: [option(chars(size))] })), 75],
  [
    'option description',
    (size) => actions(select({ options: [option('x', { description: plain(size) })] })),
    75,
  ],
  ['placeholder', (size) => actions(select({ placeholder: plain(size), options: options(1) })), 150],
  [
    'input label',
    (size) => ({ type: 'input', label: plain(size), element: { type: 'plain_text_input' } }),
    2000,
  ],
  [
    'input hint',
    (size) => ({ type: 'input', label: plain(), hint: plain(size), element: { type: 'plain_text_input' } }),
    2000,
  ],
  [
    'plain_text_input max_length',
    (size) => ({ type: 'input', label: plain(), element: { type: 'plain_text_input', max_length: size } }),
    3000,
  ],
  [
    'image alt_text',
    (size) => ({ type: 'image', image_url: 'https://x.example/a.png', alt_text: chars(size) }),
    2000,
  ],
  ['table rows', (size) => ({ type: 'table', rows: rows(size, 1) }), 100],
  ['table cells', (size) => ({ type: 'table', rows: rows(1, size) }), 20],
];

const unsound: [what: string, block: Json, problem: string][] = [
  ['an unknown block', { type: 'carpet' }, 'unsupported type: carpet [json-pointer:/blocks/0/type]'],
  ['a block without a type', {}, 'missing required field: type [json-pointer:/blocks/0]'],
  ['a file block, which apps cannot post', { type: 'file' }, 'unsupported type: file'],
  [
    'an unknown element',
    actions({ type: 'lever' }),
    'unsupported type: lever [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'an element in the wrong place',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input',
  ],
  [
    'an unknown field',
    section({ colour: 'red' }),
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a misspelt text field',
    section({ text: { ...mrkdwn(), emoji: true } }),
    'invalid additional property: emoji',
  ],
  [
    'an empty text',
    section({ text: mrkdwn(0) }),
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['mrkdwn where plain_text must be', { type: 'header', text: mrkdwn() }, 'unsupported type: mrkdwn'],
  [
    'a section of nothing',
    { type: 'section' },
    'must define either `text` or `fields` [json-pointer:/blocks/0]',
  ],
  ['no elements', actions(), 'no less than 1 items required [json-pointer:/blocks/0/elements]'],
  ['a button without text', actions({ type: 'button' }), 'missing required field: text'],
  ['a style of its own', actions(button({ style: 'shiny' })), 'must be one of primary, danger'],
  ['a script as url', actions(button({ url: 'javascript:alert(1)' })), 'must be a valid URL'],
  ['options and option_groups', actions(select({})), 'must define exactly one of `options`, `option_groups`'],
  [
    'an initial option that is not offered',
    actions(select({ options: options(2), initial_option: option('9') })),
    'must be one of the options',
  ],
  [
    'two elements of one action_id',
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    'already exists',
  ],
  ['a number as text', section({ text: { type: 'mrkdwn', text: 7 } }), 'should be a string'],
  ['undefined in a list', { type: 'context', elements: [null] }, 'should be an object'],
  [
    'a rich text with an unknown part',
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'glow' }] }] },
    'unsupported type: glow',
  ],
  [
    'an empty rich text',
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
    'must be more than 0 characters',
  ],
];

describe('validateMessage', () => {
  it.each(limits)('holds %s to its limit', (_what, block, max) => {
    expect(validateMessage({ text: 'x', blocks: [block(max)] })).toEqual([]);
    const problems = validateMessage({ text: 'x', blocks: [block(max + 1)] });
    expect(problems.join()).toMatch(/^invalid_blocks: \[ERROR\] .+ \[json-pointer:\/blocks\/0/);
  });

  it.each(unsound)('refuses %s', (_what, block, problem) => {
    const problems = validateMessage({ text: 'x', blocks: [block] });
    expect(problems.join('\n')).toContain(problem);
  });

  it('takes the kinds of blocks that cards are made of', () => {
    const blocks = [
      section({ accessory: button({ action_id: 'a', confirm: confirm({ style: 'danger' }) }) }),
      { type: 'divider' },
      {
        type: 'context',
        elements: [mrkdwn(), plain(), { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' }],
      },
      actions(
        button(),
        { type: 'users_select', placeholder: plain() },
        { type: 'overflow', options: options(2) },
      ),
      { type: 'markdown', text: '**x**' },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{}' }], border: 0 },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { code: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://x.example' }] }],
          },
        ],
      },
    ];
    expect(validateMessage({ text: 'x', blocks })).toEqual([]);
  });

  it('holds a message to 50 blocks and 100 attachments', () => {
    const dividers = (count: number) => times(count, () => ({ type: 'divider' }));
    const attachments = (count: number) => times(count, () => ({ text: 'x' }));
    expect(validateMessage({ blocks: dividers(50), attachments: attachments(100) })).toEqual([]);
    expect(validateMessage({ blocks: dividers(51) })).toEqual([
      'invalid_blocks: [ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(validateMessage({ attachments: attachments(101) }).join()).toContain('invalid_attachments');
  });

  it('counts the text of all blocks together, those of attachments too', () => {
    const blocks = times(3, () => section({ text: mrkdwn(3000) }));
    const rest = (size: number) => [
      { color: '#cc0000', fallback: 'x', blocks: [section({ text: plain(size) })] },
    ];
    expect(validateMessage({ blocks, attachments: rest(3000) })).toEqual([]);
    expect(validateMessage({ blocks: [...blocks, section()], attachments: rest(3000) })).toEqual([
      'msg_blocks_too_long',
    ]);
  });

  it('refuses a second table, twins of a block_id, wrong colours and wrong attachments', () => {
    const table = { type: 'table', rows: rows(1, 1) };
    expect(validateMessage({ blocks: [table], attachments: [{ blocks: [table] }] })).toEqual([
      'only_one_table_allowed',
    ]);
    expect(
      validateMessage({ blocks: [section({ block_id: 'b' }), section({ block_id: 'b' })] }).join(),
    ).toContain('block_id `b` already exists [json-pointer:/blocks/1/block_id]');
    expect(validateMessage({ attachments: [{ text: 'x', color: 'reddish' }] }).join()).toContain(
      'must be a valid color',
    );
    expect(validateMessage({ attachments: [{ text: 'x', blocks: [{ type: 'carpet' }] }] }).join()).toContain(
      'invalid_attachments: [ERROR] unsupported type: carpet [json-pointer:/attachments/0/blocks/0/type]',
    );
  });

  it('holds the text to what can still be edited, and wants something to show', () => {
    expect(validateMessage({ text: chars(4000) })).toEqual([]);
    expect(validateMessage({ text: chars(4001) })).toEqual(['msg_too_long']);
    expect(validateMessage({ text: '' })).toEqual(['no_text']);
    expect(validateMessage('hello')).toEqual(['invalid_arguments: a message is an object']);
  });

  it.each<[unknown, string[]]>([
    [{ event_type: 'card', event_payload: { key: 'case:1', n: 1, deep: { one: 'level' } } }, []],
    [{}, []],
    ['card', ['invalid_metadata_format']],
    [{ event_type: 'card' }, ['invalid_metadata_format']],
    [{ event_type: '', event_payload: {} }, ['invalid_metadata_format']],
    [{ event_type: 'card', event_payload: {}, extra: 1 }, ['invalid_metadata_format']],
    [{ event_type: 'card', event_payload: { two: { levels: { deep: 1 } } } }, ['invalid_metadata_schema']],
    [{ event_type: 'card', event_payload: { none: null } }, ['invalid_metadata_schema']],
    [{ event_type: 'card', event_payload: { key: chars(8000) } }, ['metadata_too_large']],
  ])('checks metadata %#', (metadata, problems) => {
    expect(validateMessage({ text: 'x', metadata })).toEqual(problems);
  });
});
