import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { validateView } from './view.ts';

const plain = (count = 1): Json => ({ type: 'plain_text', text: 'x'.repeat(count) });
const input = (extra: Json = {}): Json => ({
  type: 'input',
  label: plain(),
  element: { type: 'plain_text_input' },
  ...extra,
});
const modal = (extra: Json = {}): Json => ({ type: 'modal', title: plain(), blocks: [], ...extra });
const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));

describe('validateView', () => {
  it.each<[what: string, view: (size: number) => Json, max: number]>([
    ['title', (size) => modal({ title: plain(size) }), 24],
    ['submit', (size) => modal({ submit: plain(size) }), 24],
    ['close', (size) => modal({ close: plain(size) }), 24],
    ['private_metadata', (size) => modal({ private_metadata: 'x'.repeat(size) }), 3000],
    ['callback_id', (size) => modal({ callback_id: 'x'.repeat(size) }), 255],
    ['external_id', (size) => modal({ external_id: 'x'.repeat(size) }), 255],
    ['blocks', (size) => modal({ blocks: dividers(size) }), 100],
  ])('holds %s to its limit', (_what, view, max) => {
    expect(validateView(view(max), 'modal')).toEqual([]);
    expect(validateView(view(max + 1), 'modal')).toHaveLength(1);
  });

  it.each<[what: string, view: unknown, type: 'modal' | 'home', problem: string]>([
    [
      'no title',
      { type: 'modal', blocks: [] },
      'modal',
      'missing required field: title [json-pointer:/view]',
    ],
    ['inputs without submit', modal({ blocks: [input()] }), 'modal', 'submit is required'],
    ['a modal as Home tab', modal(), 'home', 'invalid additional property: title'],
    ['a Home tab as modal', { type: 'home', blocks: [] }, 'modal', 'missing required field: title'],
    ['a table', modal({ blocks: [{ type: 'table', rows: [] }] }), 'modal', 'not allowed in a modal'],
    ['markdown', modal({ blocks: [{ type: 'markdown', text: 'x' }] }), 'modal', 'not allowed in a modal'],
    ['an unknown field', modal({ footer: plain() }), 'modal', 'invalid additional property: footer'],
    ['nothing at all', undefined, 'modal', 'should be an object'],
    [
      'two focused inputs',
      modal({
        submit: plain(),
        blocks: [1, 2].map(() => input({ element: { type: 'plain_text_input', focus_on_load: true } })),
      }),
      'modal',
      'only one element can have focus_on_load',
    ],
  ])('refuses %s', (_what, view, type, problem) => {
    expect(validateView(view, type).join('\n')).toContain(problem);
  });

  it('takes a whole modal and a whole Home tab', () => {
    const whole = modal({
      submit: plain(),
      close: plain(),
      callback_id: 'c',
      clear_on_close: true,
      notify_on_close: true,
      blocks: [input({ hint: plain(), optional: true }), { type: 'divider' }],
    });
    expect(validateView(whole, 'modal')).toEqual([]);
    expect(validateView({ type: 'home', blocks: dividers(100), callback_id: 'h' }, 'home')).toEqual([]);
  });
});
