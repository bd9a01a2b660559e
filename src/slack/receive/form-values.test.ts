import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formValuesOf } from './form-values.ts';

test('each kind of input is read by its block', () => {
  const values = formValuesOf({
    values: {
      why: { a: { type: 'plain_text_input', value: 'because' } },
      scope: { a: { type: 'static_select', selected_option: { value: 'account' } } },
      person: { a: { type: 'users_select', selected_user: 'U0CAROL' } },
      until: { a: { type: 'datepicker', selected_date: '2026-12-24' } },
      idle: { a: { type: 'checkboxes', selected_options: [{ value: 'one' }, { value: 'two' }] } },
      empty: { a: { type: 'plain_text_input', value: null } },
    },
  });
  expect(['why', 'scope', 'person', 'until'].map((block) => values.one(block))).toEqual([
    ...['because', 'account', 'U0CAROL', '2026-12-24'],
  ]);
  expect(values.all('idle')).toEqual(['one', 'two']);
  expect([values.one('empty'), values.one('none'), values.all('none')]).toEqual([null, null, []]);
});

test('whatever comes is read without a throw', () => {
  fc.assert(
    fc.property(fc.anything(), (state) => {
      expect(formValuesOf(state).all('x')).toBeInstanceOf(Array);
      expect(formValuesOf({ values: state }).one('x') ?? '').toBeTypeOf('string');
    }),
  );
});
