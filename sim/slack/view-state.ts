import { isJson, type Json, objectOf, objectsOf, textOf } from './json.ts';
import { elementsOf } from './validate/blocks.ts';

type Values = Record<string, Record<string, Json>>;

/** Where each kind of element keeps its answer, and what it begins with. */
interface Answer {
  field: string;
  initial: string;
  choose: (element: Json, chosen: unknown) => unknown;
}

const asIs = (_element: Json, chosen: unknown) => chosen;
const oneText = (_element: Json, chosen: unknown) => (chosen === undefined ? undefined : String(chosen));
const manyTexts = (_element: Json, chosen: unknown) => [chosen].flat().map(String);
const oneOption = (element: Json, chosen: unknown) => optionWith(element, valueChosen(chosen));
const manyOptions = (element: Json, chosen: unknown) =>
  [chosen].flat().flatMap((each) => optionWith(element, valueChosen(each)) ?? []);

const answers: Readonly<Record<string, Answer>> = {
  static_select: { field: 'selected_option', initial: 'initial_option', choose: oneOption },
  external_select: { field: 'selected_option', initial: 'initial_option', choose: asIs },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', choose: oneOption },
  overflow: { field: 'selected_option', initial: '', choose: oneOption },
  checkboxes: { field: 'selected_options', initial: 'initial_options', choose: manyOptions },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', choose: manyOptions },
  multi_external_select: { field: 'selected_options', initial: 'initial_options', choose: asIs },
  users_select: { field: 'selected_user', initial: 'initial_user', choose: oneText },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', choose: manyTexts },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', choose: oneText },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', choose: manyTexts },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', choose: oneText },
  multi_conversations_select: {
    field: 'selected_conversations',
    initial: 'initial_conversations',
    choose: manyTexts,
  },
  datepicker: { field: 'selected_date', initial: 'initial_date', choose: oneText },
  timepicker: { field: 'selected_time', initial: 'initial_time', choose: oneText },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', choose: asIs },
  plain_text_input: { field: 'value', initial: 'initial_value', choose: oneText },
  email_text_input: { field: 'value', initial: 'initial_value', choose: oneText },
  url_text_input: { field: 'value', initial: 'initial_value', choose: oneText },
  number_input: { field: 'value', initial: 'initial_value', choose: oneText },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value', choose: asIs },
  file_input: { field: 'files', initial: '', choose: asIs },
};

/** True when the element holds an answer of its own: a button does not. */
export function holdsAnswer(element: Json): boolean {
  return String(element['type']) in answers && element['type'] !== 'overflow';
}

/**
 * The element with a person's choice in it, as it stands in `actions[]` and in `state.values`;
 * undefined when there is no such choice.
 */
export function answerOf(element: Json, chosen: unknown): Json | undefined {
  const answer = answers[String(element['type'])];
  if (!answer) return undefined;
  const value = answer.choose(element, chosen);
  return value === undefined ? undefined : { type: element['type'], [answer.field]: value };
}

/** Slack's `state.values` of fresh blocks: what each element begins with. */
export function initialValues(blocks: readonly Json[]): Values {
  const values: Values = {};
  for (const block of blocks) {
    for (const element of elementsOf(block).filter(holdsAnswer)) {
      const answer = answers[String(element['type'])];
      if (!answer) continue;
      const begin = element[answer.initial] ?? (answer.field.endsWith('s') ? [] : null);
      const blockId = String(block['block_id']);
      const slot = { [String(element['action_id'])]: { type: element['type'], [answer.field]: begin } };
      values[blockId] = { ...values[blockId], ...slot };
    }
  }
  return values;
}

/** What a person filled in laid over what was there; fields that the view does not have are refused by name. */
export function withGiven(
  blocks: readonly Json[],
  before: Values,
  given: Json,
): { values: Values; unknown: string[] } {
  const values = structuredClone(before);
  const unknown: string[] = [];
  for (const [blockId, actions] of Object.entries(given)) {
    for (const [actionId, answer] of Object.entries(objectOf(actions))) {
      const slot = values[blockId]?.[actionId];
      const element = elementsIn(blocks, blockId).find((each) => each['action_id'] === actionId);
      if (!slot || !element) unknown.push(`${blockId}/${actionId}`);
      else Object.assign(slot, isJson(answer) ? answer : answerOf(element, answer));
    }
  }
  return { values, unknown };
}

/** Ids of the input blocks that must be filled in and are not: Slack's client stops the submission there. */
export function missingInputs(blocks: readonly Json[], values: Values): string[] {
  return blocks
    .filter((block) => block['type'] === 'input' && block['optional'] !== true)
    .filter((block) => Object.values(values[String(block['block_id'])] ?? {}).every(isBlank))
    .map((block) => String(block['block_id']));
}

function isBlank(answer: Json): boolean {
  const { type: _type, ...rest } = answer;
  return Object.values(rest).every(
    (value) =>
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

function elementsIn(blocks: readonly Json[], blockId: string): Json[] {
  return blocks.filter((block) => block['block_id'] === blockId).flatMap(elementsOf);
}

function valueChosen(chosen: unknown): string | undefined {
  return isJson(chosen) ? textOf(chosen['value']) : textOf(chosen);
}

function optionWith(element: Json, value: string | undefined): Json | undefined {
  const offered = [
    ...objectsOf(element['options']),
    ...objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options'])),
  ];
  return offered.find((option) => option['value'] === value);
}
