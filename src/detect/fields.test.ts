import { describe, expect, test } from 'vitest';
import { EventView, FieldTable } from './fields.ts';
import { tryRule } from './testing/try-rule.ts';

function lookUp(event: unknown, field: string) {
  const table = new FieldTable();
  const [view, number] = [new EventView(table), table.numberOf(field)];
  view.show(event);
  return { texts: [view.texts(number)].flat(), exists: view.exists(number), isNull: view.isNull(number) };
}

describe('a field of an event', () => {
  test.each<[what: string, event: unknown, field: string, texts: string[], exists: boolean, isNull: boolean]>(
    [
      ['at the top', { a: 'x' }, 'a', ['x'], true, false],
      ['within objects', { a: { b: { c: 'x' } } }, 'a.b.c', ['x'], true, false],
      ['missing', { a: { b: 1 } }, 'a.c', [], false, true],
      ['missing below a text', { a: 'x' }, 'a.b', [], false, true],
      ['null', { a: null }, 'a', [], true, true],
      ['a number and a boolean', { a: [1, true] }, 'a', ['1', 'true'], true, false],
      [
        'every element of a list',
        { a: [{ b: 'x' }, { b: 'y' }, { c: 'z' }] },
        'a.b',
        ['x', 'y'],
        true,
        false,
      ],
      ['lists in lists', { a: [[{ b: ['x', ['y']] }]] }, 'a.b', ['x', 'y'], true, false],
      ['an empty list', { a: [] }, 'a', [], true, true],
      ['a null among values', { a: ['x', null] }, 'a', ['x'], true, true],
      ['a key with dots', { 'a.b': 'x' }, 'a.b', ['x'], true, false],
      ['a key with dots, further down', { a: { 'b.c': 'x' } }, 'a.b.c', ['x'], true, false],
      ['the plain way comes first', { 'a.b': 'x', a: { b: 'y' } }, 'a.b', ['y'], true, false],
      ['the plain way leads nowhere', { 'a.b': 'x', a: [{ c: 'y' }] }, 'a.b', ['x'], true, false],
      ['names mind case', { A: 'x' }, 'a', [], false, true],
      [
        'an object is its JSON and what is in it',
        { a: { b: ['x', 1] } },
        'a',
        ['{"b":["x",1]}', 'x', '1'],
        true,
        false,
      ],
      ['what every object inherits is no field', {}, 'constructor', [], false, true],
      ['nor within', { a: {} }, 'a.__proto__', [], false, true],
      ['unless the event has it', JSON.parse('{"__proto__": "x"}'), '__proto__', ['x'], true, false],
      ['the length of a list is no field', { a: ['x'] }, 'a.length', [], false, true],
      ['nor is its index', { a: ['x'] }, 'a.0', [], false, true],
      ['no object at all', 'text', 'a', [], false, true],
      ['nothing', null, 'a', [], false, true],
    ],
  )('%s', (_what, event, field, texts, exists, isNull) => {
    expect(lookUp(event, field)).toEqual({ texts, exists, isNull });
  });

  test('nesting without end costs no stack', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}"x"${'}'.repeat(20_000)}`);
    expect(lookUp(deep, 'b').exists).toBe(false);
    expect(tryRule({ search: ['nowhere'], condition: 'search' }, deep)).toBe(false);
    const lists = JSON.parse(`{"a":${'['.repeat(20_000)}"x"${']'.repeat(20_000)}}`);
    expect(lookUp(lists, 'a')).toEqual({ texts: [], exists: true, isNull: true });
  });
});
