import type { RenderContext } from './context.ts';
import { renderElement } from './elements.ts';
import { isRecord, type Json, record, records, string } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRichText } from './rich-text.ts';
import { renderTable } from './table.ts';
import { picture, plainWords, renderText, unknownBox } from './text.ts';
import { element, type Tree } from './tree.ts';

/** Block Kit blocks as Slack draws them, in order. Source: docs.slack.dev/reference/block-kit/blocks. */
export function renderBlocks(blocks: unknown, context: RenderContext): Tree[] {
  return records(blocks).map((block) => {
    const type = string(block['type']);
    const draw = Object.hasOwn(drawers, type) ? drawers[type] : undefined;
    return draw === undefined ? unknownBox('block', block) : draw(block, context);
  });
}

type Drawer = (block: Json, context: RenderContext) => Tree;

const drawers: Readonly<Record<string, Drawer>> = {
  section,
  actions,
  context: contextBlock,
  input,
  image,
  header: (block, context) =>
    element('h3', { class: 'block header-block' }, renderText(block['text'], context)),
  divider: () => element('hr', { class: 'block divider' }),
  rich_text: (block, context) => element('div', { class: 'block' }, renderRichText(block, context)),
  table: (block, context) => element('div', { class: 'block' }, renderTable(block, context)),
  markdown: (block) => element('div', { class: 'block' }, renderMarkdown(string(block['text']))),
};

function section(block: Json, context: RenderContext): Tree {
  const accessory = block['accessory'];
  const fields = records(block['fields']);
  return element(
    'div',
    { class: 'block section' },
    element(
      'div',
      { class: 'section-words' },
      isRecord(block['text']) && element('div', { class: 'words' }, renderText(block['text'], context)),
      fields.length > 0 &&
        element(
          'div',
          { class: 'fields' },
          fields.map((field) => element('div', { class: 'words' }, renderText(field, context))),
        ),
    ),
    isRecord(accessory) &&
      element(
        'div',
        { class: 'accessory' },
        renderElement(accessory, { blockId: string(block['block_id']), context }),
      ),
  );
}

function actions(block: Json, context: RenderContext): Tree {
  const place = { blockId: string(block['block_id']), context };
  return element(
    'div',
    { class: 'block actions' },
    records(block['elements']).map((item) => renderElement(item, place)),
  );
}

function contextBlock(block: Json, context: RenderContext): Tree {
  return element(
    'div',
    { class: 'block context' },
    records(block['elements']).map((item) =>
      item['type'] === 'image'
        ? picture(item, 'context-image')
        : element('span', { class: 'words' }, renderText(item, context)),
    ),
  );
}

function input(block: Json, context: RenderContext): Tree {
  const item = record(block['element']);
  const blockId = string(block['block_id']);
  const hint = plainWords(block['hint']);
  return element(
    'div',
    {
      class: 'block input-block',
      'data-input-block': blockId,
      'data-optional': block['optional'] === true,
      'data-dispatch': block['dispatch_action'] === true,
    },
    element(
      'label',
      { class: 'input-label' },
      renderText(block['label'], context),
      block['optional'] === true && element('span', { class: 'optional' }, ' (optional)'),
    ),
    renderElement(item, { blockId, context, label: plainWords(block['label']) }),
    hint !== '' && element('div', { class: 'hint' }, renderText(block['hint'], context)),
  );
}

function image(block: Json, context: RenderContext): Tree {
  return element(
    'figure',
    { class: 'block image-block' },
    isRecord(block['title']) && element('figcaption', {}, renderText(block['title'], context)),
    picture(block, 'image'),
  );
}
