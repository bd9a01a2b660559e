import { expect, test } from 'vitest';
import { caseOf, inputOf, textOf, toolsOf, viewOf, type WorldSeed } from '../../../../test/support/tools.ts';
import type { Language } from '../../../i18n/catalogue.ts';
import { formValuesOf } from '../../receive/form-values.ts';
import { bulk } from './action.ts';

const cases = (count: number) => Array.from({ length: count }, (_, at) => viewOf(caseOf(at + 1)));
const question = JSON.stringify({ q: '', page: 0 });
const chosen = (ids: readonly (number | string)[], act: string, to: string | null = null) =>
  formValuesOf({
    values: {
      bulk_which: { a: { selected_options: ids.map((id) => ({ value: String(id) })) } },
      bulk_what: { a: { selected_option: { value: act } } },
      bulk_whom: { a: { selected_user: to } },
    },
  });
const nothing = formValuesOf({});
const acknowledged = { kind: 'acknowledged', case: caseOf(1, { assignee: 'U0DAVE' }) } as const;

function arrange(seed: WorldSeed = {}, language: Language = 'en') {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const tools = toolsOf({ views: cases(3), acts, answers: { acknowledge: acknowledged }, ...seed });
  const input = { ...inputOf(language), value: question, values: nothing };
  return { acts, tools, input };
}

test('offers the first hundred that the question finds, all of them chosen', async () => {
  const { tools, input } = arrange({ views: cases(120) });
  const form = await bulk.open(input, tools);
  const [which] = form.blocks;
  expect(which).toMatchObject({ element: { type: 'multi_static_select' } });
  const offered = JSON.stringify(which).match(/"value":"\d+"/g);
  expect(offered?.length).toBe(200);
  expect(offered?.at(-1)).toBe('"value":"100"');
});

test.each([
  ['en', 'Acknowledge: 2 cases?'],
  ['ja', '2件を「対応する」でよろしいですか?'],
] as const)('says how many before it does anything (%s)', async (language, expected) => {
  const { acts, tools, input } = arrange({}, language);
  const form = await bulk.submit({ ...input, values: chosen([1, 3], 'acknowledge') }, tools);
  expect(textOf(form.blocks)).toContain(expected);
  expect(textOf(form.blocks)).toContain('Y1 Y3');
  expect(acts).toEqual([]);
});

test('then does it, one case after the other, and says what became of each', async () => {
  const { acts, tools, input } = arrange();
  const first = await bulk.submit({ ...input, values: chosen([1, 2, 3], 'acknowledge') }, tools);
  const value = 'kind' in first ? (first.value ?? '') : '';
  expect(bulk.check(nothing, input.reader, 0, value)).toEqual({});
  const answers = [acknowledged, { ...acknowledged, kind: 'already' }, { kind: 'not-open' }] as const;
  const act: typeof tools.act = async (name, given, actor) => {
    acts.push([name, given, actor]);
    return answers[acts.length - 1] as never;
  };
  const answer = await bulk.submit({ ...input, value }, { ...tools, act });
  expect(acts.map(([name, given]) => [name, given])).toEqual([
    ['acknowledge', { caseId: 1, duration: null }],
    ['acknowledge', { caseId: 2, duration: null }],
    ['acknowledge', { caseId: 3, duration: null }],
  ]);
  const said = textOf(answer.blocks);
  expect(said).toContain('1 case: done.');
  expect(said).toContain('somebody was first: Y2');
  expect(said).toContain('No longer open: Y3');
});

test('one that fails leaves the others done', async () => {
  const { acts, tools, input } = arrange();
  const value = JSON.stringify({ act: 'acknowledge', ids: [1, 2], to: null });
  const act: typeof tools.act = async (name, given, actor) => {
    acts.push([name, given, actor]);
    if (acts.length === 1) throw new Error('away');
    return acknowledged as never;
  };
  const said = textOf((await bulk.submit({ ...input, value }, { ...tools, act })).blocks);
  expect(said).toContain('1 case: done.');
  expect(said).toContain('please try again: Y1');
});

test.each([
  ['nothing chosen', chosen([], 'acknowledge'), 'bulk_which'],
  [
    'more than a hundred',
    chosen(
      Array.from({ length: 101 }, (_, at) => at + 1),
      'acknowledge',
    ),
    'bulk_which',
  ],
  ['no act', chosen([1], ''), 'bulk_what'],
  ['an act that is none', chosen([1], 'constructor'), 'bulk_what'],
  ['nobody to give it to', chosen([1], 'assign'), 'bulk_whom'],
])('%s is said beneath its input', (_, values, block) => {
  const { input } = arrange();
  expect(Object.keys(bulk.check(values, input.reader, 0, question))).toEqual([block]);
});

test.each([
  JSON.stringify({ act: 'acknowledge', ids: Array.from({ length: 101 }, (_, at) => at + 1), to: null }),
  JSON.stringify({ act: 'suppress', ids: [1], to: null }),
  JSON.stringify({ act: 'assign', ids: [1], to: '<!channel>' }),
  JSON.stringify({ act: 'acknowledge', ids: ['1; drop table cases'], to: null }),
])('a confirmation that somebody altered does nothing (%#)', async (value) => {
  const { acts, tools, input } = arrange();
  await bulk.submit({ ...input, value }, tools);
  expect(acts).toEqual([]);
});
