// Blocks: docs.slack.dev/reference/block-kit/blocks; limits from @slack/types 3.2.0 and facts.md §1.1.
// Kinds that no app of ours needs (alert, card, carousel, container, data_table, plan, task_card; file, which apps
// cannot post at all) are refused: stricter than Slack, never laxer.
import { type Json, objectOf, objectsOf } from '../json.ts';
import { contextElements, interactiveElements } from './elements.ts';
import { richText } from './rich-text.ts';
import {
  anyOf,
  choice,
  exactlyOneOf,
  flag,
  list,
  number,
  oneOf,
  only,
  pattern,
  pick,
  type Report,
  type Rule,
  type Shape,
  shape,
  text,
  url,
} from './rule.ts';
import { anyText, identifier, plainText, slackFile } from './texts.ts';

const menus = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
] as const;
const choosers = [...menus, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'] as const;
const pressers = ['button', 'overflow', 'workflow_button'] as const;
const writers = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
] as const;

const https = pattern(/^https:\/\//, 'must be an HTTPS URL');
const cell = oneOf({
  raw_text: shape({ required: { text: text(Number.MAX_SAFE_INTEGER, 1) } }),
  raw_number: shape({ required: { value: number, text: text(Number.MAX_SAFE_INTEGER, 1) } }),
  rich_text: richText,
});

/** Any block may carry a block_id. */
function block({ required = {}, optional = {}, laws = [] }: Shape): Rule {
  return shape({ required, optional: { block_id: identifier, ...optional }, laws });
}

const kinds: Readonly<Record<string, Rule>> = {
  section: block({
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: oneOf({
        ...pick(contextElements, ['image']),
        ...pick(interactiveElements, [...choosers, ...pressers]),
      }),
      expand: flag,
    },
    laws: [anyOf('text', 'fields')],
  }),
  header: block({ required: { text: plainText(150) } }),
  divider: block({}),
  context: block({ required: { elements: list(oneOf(contextElements), 10) } }),
  actions: block({
    required: {
      elements: list(
        oneOf(pick(interactiveElements, [...choosers, ...pressers, 'datetimepicker', 'rich_text_input'])),
        25,
      ),
    },
  }),
  context_actions: only(
    ['message'],
    block({
      required: { elements: list(oneOf(pick(interactiveElements, ['feedback_buttons', 'icon_button'])), 5) },
    }),
  ),
  image: block({
    required: { alt_text: text(2000, 1) },
    optional: { title: plainText(2000), image_url: url, slack_file: slackFile },
    laws: [exactlyOneOf('image_url', 'slack_file')],
  }),
  input: block({
    required: {
      label: plainText(2000),
      element: oneOf(pick(interactiveElements, [...choosers, ...writers, 'datetimepicker'])),
    },
    optional: { hint: plainText(2000), optional: flag, dispatch_action: flag },
  }),
  markdown: only(['message'], block({ required: { text: text(12_000, 1) } })),
  rich_text: richText,
  table: only(
    ['message'],
    block({
      required: { rows: list(list(cell, 20), 100) },
      optional: {
        column_settings: list(
          shape({ optional: { align: choice('left', 'center', 'right'), is_wrapped: flag } }),
          20,
        ),
      },
    }),
  ),
  video: block({
    required: { video_url: https, thumbnail_url: url, alt_text: text(2000, 1), title: plainText(199) },
    optional: {
      title_url: https,
      author_name: text(49),
      provider_name: text(255),
      provider_icon_url: url,
      description: plainText(3000),
    },
  }),
};

/** All blocks of one surface: each sound, their ids unique, at most one element focused. */
export function checkBlocks(value: unknown, max: number, at: string, report: Report): void {
  list(oneOf(kinds), max, 0)(value, at, report);
  const blocks = objectsOf(value);
  reportTwins(blocks, 'block_id', (index) => `${at}/${index}`, report);
  for (const [index, each] of blocks.entries()) {
    reportTwins(elementsOf(each), 'action_id', (inner) => `${at}/${index}/elements/${inner}`, report);
  }
  const focused = blocks.flatMap(elementsOf).filter((element) => element['focus_on_load'] === true);
  if (focused.length > 1) report.add(at, 'only one element can have focus_on_load');
}

/** The elements that a person can act on, wherever the block keeps them. */
export function elementsOf(block: Json): Json[] {
  return [
    ...objectsOf(block['type'] === 'rich_text' ? [] : block['elements']),
    ...objectsOf([block['accessory'], block['element']]),
  ];
}

function reportTwins(
  items: readonly Json[],
  key: string,
  at: (index: number) => string,
  report: Report,
): void {
  const seen = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    const id = item[key];
    if (id === undefined || id === '') continue;
    if (seen.has(id)) report.add(`${at(index)}/${key}`, `${key} \`${String(id)}\` already exists`);
    seen.add(id);
  }
}

/** Characters that people read in blocks, whatever field they stand in: what `msg_blocks_too_long` counts. */
export function readableLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + readableLength(each), 0);
  let sum = 0;
  for (const [name, each] of Object.entries(objectOf(value))) {
    if (typeof each !== 'string') sum += readableLength(each);
    else if (name === 'text' || name === 'alt_text' || name === 'fallback') sum += each.length;
  }
  return sum;
}
