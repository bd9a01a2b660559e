import type { RenderContext } from './context.ts';
import { isRecord, type Json, number, record, records, string } from './json.ts';
import { renderRichText } from './rich-text.ts';
import { unknownBox } from './text.ts';
import { element, type Tree } from './tree.ts';

/** A `table` block: the first row is the heading, as in Slack. */
export function renderTable(block: Json, context: RenderContext): Tree {
  const rows = Array.isArray(block['rows']) ? block['rows'].map((row) => records(row)) : [];
  const columns = Array.isArray(block['column_settings']) ? block['column_settings'] : [];
  const align = (column: number) => {
    const wanted = string(record(columns[column])['align']);
    return wanted === 'center' || wanted === 'right' ? `align-${wanted}` : undefined;
  };
  const draw = (row: readonly Json[], tag: string) =>
    element(
      'tr',
      {},
      row.map((cell, column) => element(tag, { class: align(column) }, renderCell(cell, context))),
    );
  const [heading, ...body] = rows;
  return element(
    'div',
    { class: 'table-frame' },
    element(
      'table',
      { class: 'table' },
      heading !== undefined && element('thead', {}, draw(heading, 'th')),
      element(
        'tbody',
        {},
        body.map((row) => draw(row, 'td')),
      ),
    ),
  );
}

function renderCell(cell: Json, context: RenderContext): Tree {
  switch (cell['type']) {
    case 'raw_text':
      return string(cell['text']);
    case 'raw_number':
      return string(cell['text']) || String(number(cell['value']) ?? '');
    case 'rich_text':
      return renderRichText(cell, context);
    default:
      return isRecord(cell) ? unknownBox('cell', cell) : '';
  }
}
