/** Between form controls and Slack's `state.values`. A control is any node with `data-element`. */

/** @returns what Slack would send for this control: `{ type, value }`, `{ type, selected_option }` and so on */
function controlValue(control) {
  const type = control.dataset.element;
  return { type, ...read(type, control) };
}

function read(type, control) {
  switch (type) {
    case 'static_select':
      return { selected_option: optionOf(control.selectedOptions[0]) };
    case 'radio_buttons':
      return { selected_option: ticked(control)[0] ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: ticked(control) };
    case 'users_select':
      return { selected_user: control.value || null };
    case 'channels_select':
      return { selected_channel: control.value || null };
    case 'conversations_select':
      return { selected_conversation: control.value || null };
    case 'multi_users_select':
      return { selected_users: ticked(control).map((option) => option.value) };
    case 'multi_channels_select':
      return { selected_channels: ticked(control).map((option) => option.value) };
    case 'multi_conversations_select':
      return { selected_conversations: ticked(control).map((option) => option.value) };
    case 'datepicker':
      return { selected_date: control.value || null };
    case 'timepicker':
      return { selected_time: control.value || null };
    case 'datetimepicker':
      return {
        selected_date_time:
          control.value === '' ? null : Math.floor(new Date(control.value).getTime() / 1000),
      };
    case 'rich_text_input':
      return { rich_text_value: richText(control.value) };
    default:
      return { value: control.value || null };
  }
}

function optionOf(option) {
  if (option === undefined || option.value === '') return null;
  return { text: { type: 'plain_text', text: option.textContent, emoji: true }, value: option.value };
}

function ticked(control) {
  return [...control.querySelectorAll('input:checked')].map((input) => ({
    text: { type: 'plain_text', text: input.nextElementSibling.firstChild.textContent, emoji: true },
    value: input.value,
  }));
}

function richText(text) {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** The one plain thing that a person chose: a value, a date, a user id, or a list of them. */
export function selectedOf(control) {
  const { type: _type, ...chosen } = controlValue(control);
  const plain = (value) => value?.value ?? value;
  const [only] = Object.values(chosen);
  return Array.isArray(only) ? only.map(plain) : plain(only);
}

/** Every control of a modal: `values[block_id][action_id]`. */
export function valuesOf(form) {
  const values = {};
  for (const control of controls(form)) {
    values[control.dataset.blockId] ??= {};
    values[control.dataset.blockId][control.dataset.actionId] = controlValue(control);
  }
  return values;
}

/** Carries what was typed from an old drawing of a modal to a new one, where block and action id are the same. */
export function carryOver(from, to) {
  const old = new Map(controls(from).map((control) => [keyOf(control), control]));
  for (const control of controls(to)) {
    const before = old.get(keyOf(control));
    if (before === undefined || before.dataset.element !== control.dataset.element) continue;
    if (control.tagName === 'FIELDSET') carryTicks(before, control);
    else control.value = before.value;
  }
}

function carryTicks(from, to) {
  const chosen = new Set([...from.querySelectorAll('input:checked')].map((input) => input.value));
  for (const input of to.querySelectorAll('input')) input.checked = chosen.has(input.value);
}

function controls(form) {
  return [...form.querySelectorAll('[data-element]')].filter(
    (control) => !['button', 'overflow'].includes(control.dataset.element),
  );
}

function keyOf(control) {
  return `${control.dataset.blockId}/${control.dataset.actionId}`;
}
