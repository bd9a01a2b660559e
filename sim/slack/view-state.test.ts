import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { answerOf, initialValues, missingInputs, withGiven } from './view-state.ts';

const option = (value: string): Json => ({ text: { type: 'plain_text', text: value }, value });
const options = ['1h', '4h'].map(option);
const input = (blockId: string, element: Json, extra: Json = {}): Json => ({
  type: 'input',
  block_id: blockId,
  element: { action_id: 'it', ...element },
  ...extra,
});

describe('answers', () => {
  it.each<[type: string, chosen: unknown, extra: Json, answer: Json]>([
    ['static_select', '4h', { options }, { selected_option: options[1] }],
    ['static_select', option('1h'), { options }, { selected_option: options[0] }],
    ['radio_buttons', '1h', { options }, { selected_option: options[0] }],
    ['overflow', '1h', { options }, { selected_option: options[0] }],
    ['checkboxes', ['1h', '4h'], { options }, { selected_options: options }],
    ['multi_static_select', '4h', { option_groups: [{ options }] }, { selected_options: [options[1]] }],
    ['users_select', 'U0BOB', {}, { selected_user: 'U0BOB' }],
    ['multi_users_select', ['U0BOB'], {}, { selected_users: ['U0BOB'] }],
    ['channels_select', 'C0SECALERTS', {}, { selected_channel: 'C0SECALERTS' }],
    ['datepicker', '2026-11-22', {}, { selected_date: '2026-11-22' }],
    ['timepicker', '14:03', {}, { selected_time: '14:03' }],
    ['datetimepicker', 1_795_316_400, {}, { selected_date_time: 1_795_316_400 }],
    ['plain_text_input', 'because', {}, { value: 'because' }],
    ['number_input', 7, {}, { value: '7' }],
  ])('of %s', (type, chosen, extra, answer) => {
    expect(answerOf({ type, ...extra }, chosen)).toEqual({ type, ...answer });
  });

  it('are none where nothing like it is offered, and for what holds no answer', () => {
    expect(answerOf({ type: 'static_select', options }, '9h')).toBeUndefined();
    expect(answerOf({ type: 'button' }, 'x')).toBeUndefined();
  });
});

describe("a view's state", () => {
  const blocks = [
    input('for', { type: 'static_select', options, initial_option: options[0] }),
    input('why', { type: 'plain_text_input' }),
    input('also', { type: 'checkboxes', options }, { optional: true }),
  ];

  it('begins with what the elements begin with', () => {
    expect(initialValues(blocks)).toEqual({
      for: { it: { type: 'static_select', selected_option: options[0] } },
      why: { it: { type: 'plain_text_input', value: null } },
      also: { it: { type: 'checkboxes', selected_options: [] } },
    });
  });

  it("takes Slack's form and plain choices, and names what is not in the view", () => {
    const given = { for: { it: '4h' }, why: { it: { value: 'because' } }, who: { it: 'x' } };
    const { values, unknown } = withGiven(blocks, initialValues(blocks), given);
    expect(values).toMatchObject({
      for: { it: { type: 'static_select', selected_option: options[1] } },
      why: { it: { type: 'plain_text_input', value: 'because' } },
    });
    expect(unknown).toEqual(['who/it']);
    expect(missingInputs(blocks, values)).toEqual([]);
  });

  it('misses what must be filled in and is not', () => {
    expect(missingInputs(blocks, initialValues(blocks))).toEqual(['why']);
  });
});
