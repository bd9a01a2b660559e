import type { Checkboxes, InputBlock, PlainTextOption } from '@slack/types';
import { isEnough } from '../../operations/grants.ts';
import { longestReason } from '../../operations/lease/lease-act.ts';
import { type How, isHow } from '../leases/ask.ts';
import type { Person } from '../leases/locate.ts';
import type { Reader } from '../receive/answer.ts';
import type { FormValues } from '../receive/form-values.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { inputBlock } from './case-form.ts';

/** Inputs that several windows about leases have. */
export const blocks = { why: 'lease_why', how: 'lease_how' } as const;

/** One line of text, with what was typed before. */
export function lineInput(actionId: string, typed: string): InputBlock['element'] {
  return {
    type: 'plain_text_input',
    action_id: actionId,
    max_length: 200,
    ...(typed === '' ? {} : { initial_value: typed.slice(0, 200) }),
  };
}

export function whyInput(action: string, reader: Reader, typed = ''): InputBlock {
  const { form } = reader.words.leases;
  const element: InputBlock['element'] = {
    type: 'plain_text_input',
    action_id: `${action}:why`,
    multiline: true,
    max_length: longestReason,
    ...(typed === '' ? {} : { initial_value: typed.slice(0, longestReason) }),
  };
  return inputBlock(blocks.why, form.why, element, { hint: form.whyHint });
}

/** Asked for, only shown, or begun alone: the last is offered to whom the configuration lets. */
export function howInput(action: string, chosen: How, person: Person, tools: Tools): InputBlock {
  const { form } = person.reader.words.leases;
  const may = tools.limits().leases?.breakGlass ?? null;
  const alone = may !== null && isEnough(person.actor.role, may);
  const offered: How[] = ['ask', 'dry-run', ...(alone ? ['break-glass' as const] : [])];
  const options = offered.map((how) => option(form.hows[how], how));
  const initial = options.find(({ value }) => value === chosen) ?? options[0];
  return inputBlock(blocks.how, form.how, {
    type: 'radio_buttons',
    action_id: `${action}:how`,
    options,
    ...(initial && { initial_option: initial }),
  });
}

export function howIn(values: FormValues): How {
  const how = values.one(blocks.how) ?? '';
  return isHow(how) ? how : 'ask';
}

/** What is wrong with the reason; empty: nothing. */
export function checkWhy(values: FormValues, { words }: Reader): Record<string, string> {
  const { problem } = words.leases;
  const why = values.one(blocks.why)?.trim() ?? '';
  if (why === '') return { [blocks.why]: problem.reason };
  return why.length > longestReason ? { [blocks.why]: problem.tooLong({ most: String(longestReason) }) } : {};
}

export function option(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: { type: 'plain_text', text: plain(text, 75) },
    value,
    ...(description === undefined
      ? {}
      : { description: { type: 'plain_text', text: plain(description, 75) } }),
  };
}

export function ticks(
  actionId: string,
  options: readonly PlainTextOption[],
  ticked: readonly string[],
): Checkboxes {
  const initial = options.filter(({ value }) => ticked.includes(value ?? ''));
  return {
    type: 'checkboxes',
    action_id: actionId,
    options: [...options],
    ...(initial.length > 0 && { initial_options: initial }),
  };
}
