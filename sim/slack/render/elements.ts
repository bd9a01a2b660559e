import { type RenderContext, safeUrl } from './context.ts';
import { type Json, number, record, records, string, strings } from './json.ts';
import { picture, plainWords, renderText, unknownBox } from './text.ts';
import { type Attributes, element, type Tree } from './tree.ts';

/** Where an element stands: its block's id travels with each click. */
export interface Place {
  readonly blockId: string;
  /** The words of the input block's label: what the control is called. */
  readonly label?: string;
  readonly context: RenderContext;
}

/**
 * Draws one interactive element. Its root carries `data-element` (the type), `data-action-id` and `data-block-id`;
 * the page reads those to send clicks and to gather a modal's values, so a drawing holds no listeners.
 */
export function renderElement(item: Json, place: Place): Tree {
  const type = string(item['type']);
  const draw = Object.hasOwn(drawers, type) ? drawers[type] : undefined;
  return draw === undefined ? unknownBox('element', item) : draw(item, place);
}

type Drawer = (item: Json, place: Place) => Tree;

const drawers: Readonly<Record<string, Drawer>> = {
  button,
  image: (item) => picture(item, 'image-element'),
  overflow,
  static_select: (item, place) => choice(item, place, optionGroups(item), 'initial_option'),
  users_select: (item, place) => choice(item, place, peopleOptions(place), 'initial_user'),
  channels_select: (item, place) => choice(item, place, channelOptions(place), 'initial_channel'),
  conversations_select: (item, place) => choice(item, place, channelOptions(place), 'initial_conversation'),
  multi_static_select: (item, place) => ticks(item, place, optionGroups(item), initialValues(item)),
  multi_users_select: (item, place) =>
    ticks(item, place, peopleOptions(place), strings(item['initial_users'])),
  multi_channels_select: (item, place) =>
    ticks(item, place, channelOptions(place), strings(item['initial_channels'])),
  multi_conversations_select: (item, place) =>
    ticks(item, place, channelOptions(place), strings(item['initial_conversations'])),
  checkboxes: (item, place) => ticks(item, place, optionGroups(item), initialValues(item)),
  radio_buttons: (item, place) =>
    ticks(item, place, optionGroups(item), [string(record(item['initial_option'])['value'])], 'radio'),
  datepicker: (item, place) => field(item, place, { type: 'date', value: string(item['initial_date']) }),
  timepicker: (item, place) => field(item, place, { type: 'time', value: string(item['initial_time']) }),
  datetimepicker: (item, place) =>
    field(item, place, { type: 'datetime-local', 'data-seconds': number(item['initial_date_time']) }),
  plain_text_input: textInput,
  rich_text_input: (item, place) => textInput({ ...item, multiline: true }, place),
  email_text_input: (item, place) =>
    field(item, place, { type: 'email', value: string(item['initial_value']) }),
  url_text_input: (item, place) => field(item, place, { type: 'url', value: string(item['initial_value']) }),
  number_input: (item, place) =>
    field(item, place, {
      type: 'number',
      value: string(item['initial_value']),
      step: item['is_decimal_allowed'] === true ? 'any' : 1,
      min: string(item['min_value']) || undefined,
      max: string(item['max_value']) || undefined,
    }),
};

function identity(item: Json, place: Place): Attributes {
  return {
    'data-element': string(item['type']),
    'data-action-id': string(item['action_id']),
    'data-block-id': place.blockId,
    'data-confirm': item['confirm'] === undefined ? undefined : JSON.stringify(item['confirm']),
  };
}

function button(item: Json, place: Place): Tree {
  const style = string(item['style']);
  const look = style === 'primary' || style === 'danger' ? ` button-${style}` : '';
  const url = safeUrl(string(item['url']));
  const attributes = {
    ...identity(item, place),
    class: `button${look}`,
    'data-value': string(item['value']) || undefined,
    'aria-label': string(item['accessibility_label']) || undefined,
  };
  const words = renderText(item['text'], place.context);
  return url === undefined
    ? element('button', { ...attributes, type: 'button' }, words)
    : element('a', { ...attributes, href: url, target: '_blank', rel: 'noopener noreferrer' }, words);
}

/** The three dots: a menu in the browser's top layer, so that no scrolling list can cut it off. */
function overflow(item: Json, place: Place): Tree {
  const options = records(item['options']).map((option) => {
    const url = safeUrl(string(option['url']));
    const attributes = { class: 'menu-item', role: 'menuitem', 'data-option': string(option['value']) };
    const words = renderText(option['text'], place.context);
    return url === undefined
      ? element('button', { ...attributes, type: 'button' }, words)
      : element('a', { ...attributes, href: url, target: '_blank', rel: 'noopener noreferrer' }, words);
  });
  return element(
    'span',
    { ...identity(item, place), class: 'overflow' },
    element(
      'button',
      { class: 'button button-dots', type: 'button', 'aria-haspopup': 'menu', 'aria-label': 'More actions' },
      element('span', { class: 'dots', 'aria-hidden': 'true' }),
    ),
    element('div', { class: 'menu', popover: 'auto', role: 'menu' }, options),
  );
}

interface Option {
  readonly value: string;
  readonly words: string;
  readonly description?: string;
  readonly group?: string;
}

function optionOf(option: Json, group?: string): Option {
  const description = plainWords(option['description']);
  return {
    value: string(option['value']),
    words: plainWords(option['text']),
    ...(description === '' ? {} : { description }),
    ...(group === undefined ? {} : { group }),
  };
}

function optionGroups(item: Json): Option[] {
  return [
    ...records(item['options']).map((option) => optionOf(option)),
    ...records(item['option_groups']).flatMap((group) =>
      records(group['options']).map((option) => optionOf(option, plainWords(group['label']))),
    ),
  ];
}

function initialValues(item: Json): string[] {
  return records(item['initial_options']).map((option) => string(option['value']));
}

function peopleOptions(place: Place): Option[] {
  return place.context.people.map((person) => ({ value: person.id, words: person.name }));
}

function channelOptions(place: Place): Option[] {
  return place.context.channels.map((channel) => ({ value: channel.id, words: `#${channel.name}` }));
}

function choice(item: Json, place: Place, options: readonly Option[], initialKey: string): Tree {
  const initial = item[initialKey];
  const chosen = typeof initial === 'string' ? initial : string(record(initial)['value']);
  const placeholder = plainWords(item['placeholder']) || 'Select an option';
  const draw = (option: Option) =>
    element('option', { value: option.value, selected: option.value === chosen }, option.words);
  const groups = [...new Set(options.flatMap((option) => option.group ?? []))];
  return element(
    'select',
    { ...identity(item, place), class: 'select', 'aria-label': place.label ?? placeholder },
    element('option', { value: '', selected: chosen === '' }, placeholder),
    options.filter((option) => option.group === undefined).map(draw),
    groups.map((label) =>
      element('optgroup', { label }, options.filter((option) => option.group === label).map(draw)),
    ),
  );
}

function ticks(
  item: Json,
  place: Place,
  options: readonly Option[],
  chosen: readonly string[],
  type: 'checkbox' | 'radio' = 'checkbox',
): Tree {
  const name = `${place.blockId}/${string(item['action_id'])}`;
  return element(
    'fieldset',
    { ...identity(item, place), class: 'ticks', 'aria-label': place.label },
    options.map((option) =>
      element(
        'label',
        { class: 'tick' },
        element('input', { type, name, value: option.value, checked: chosen.includes(option.value) }),
        element(
          'span',
          {},
          option.words,
          option.description !== undefined && element('small', { class: 'hint' }, option.description),
        ),
      ),
    ),
  );
}

function field(item: Json, place: Place, attributes: Attributes): Tree {
  const placeholder = plainWords(item['placeholder']);
  return element('input', {
    ...identity(item, place),
    class: 'field',
    placeholder: placeholder || undefined,
    'aria-label': place.label ?? (placeholder || string(item['action_id'])),
    ...attributes,
  });
}

function textInput(item: Json, place: Place): Tree {
  const limits = {
    minlength: number(item['min_length']),
    maxlength: number(item['max_length']),
  };
  const initial = string(item['initial_value']);
  if (item['multiline'] !== true) return field(item, place, { type: 'text', value: initial, ...limits });
  const placeholder = plainWords(item['placeholder']);
  return element(
    'textarea',
    {
      ...identity(item, place),
      class: 'field',
      rows: 4,
      placeholder: placeholder || undefined,
      'aria-label': place.label ?? (placeholder || string(item['action_id'])),
      ...limits,
    },
    initial,
  );
}
