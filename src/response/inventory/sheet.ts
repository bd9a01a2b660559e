import writeExcel from 'write-excel-file/node';
import type { OwnedRow } from '../../finding/stock.ts';

const columns = [
  'account',
  'accountName',
  'owner',
  'region',
  'finding',
  'subject',
  'name',
  'vpcId',
  'detail',
] as const satisfies readonly (keyof OwnedRow)[];

/** RFC 4180. Opened in a spreadsheet, no cell is taken for a formula. */
export function csvOf(rows: readonly OwnedRow[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Every cell is text, so none is a formula. */
export function xlsxOf(rows: readonly OwnedRow[]): Promise<Buffer> {
  const head = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map((column) => ({ value: row[column], type: String })));
  return writeExcel([head, ...body], { sheet: 'security groups', stickyRowsCount: 1 }).toBuffer();
}

/** A name that begins like a formula (`=`, `+`, `-`, `@`, tab, return) was given by whoever made the group. */
function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
