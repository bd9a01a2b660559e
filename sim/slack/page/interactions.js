import { renderText } from '../render/text.ts';
import { element } from '../render/tree.ts';
import { post } from './api.js';
import { byId, show, toast } from './dom.js';
import { context, go, personName, store } from './store.js';
import { selectedOf } from './values.js';

/** One listener for the whole page: drawings come and go, what they ask for stands in their `data-` attributes. */
export function mountInteractions(refresh) {
  document.addEventListener('click', (event) => {
    const target = event.target;
    const found = clicks.find(([selector]) => target.closest(selector) !== null);
    found?.[1](target.closest(found[0]), refresh);
  });
  document.addEventListener('change', (event) => {
    const control = event.target.closest('[data-element]');
    const input = control?.closest('[data-input-block]');
    if (control === null || (input && !('dispatch' in input.dataset))) return;
    void send(control, { selected: selectedOf(control) }, refresh);
  });
}

const clicks = [
  ['.button-dots', openMenu],
  ['[data-option]', chooseOption],
  ['[data-shortcut]', runShortcut],
  ['[data-global-shortcut]', runGlobalShortcut],
  ['[data-reaction]', toggleReaction],
  ['button[data-element="button"], a[data-element="button"]', pressButton],
  ['[data-thread]', (button) => go(store.place.channel, button.dataset.thread)],
  ['[data-dismiss]', dismiss],
];

function openMenu(button) {
  const menu = button.parentElement.querySelector('[popover]');
  menu.togglePopover();
  const from = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = from.bottom + 4 + size.height < innerHeight;
  menu.style.top = `${below ? from.bottom + 4 : Math.max(8, from.top - 4 - size.height)}px`;
  menu.style.left = `${Math.max(8, Math.min(from.left, innerWidth - size.width - 8))}px`;
}

function chooseOption(item, refresh) {
  item.closest('[popover]').hidePopover();
  return send(item.closest('[data-element]'), { selected: item.dataset.option }, refresh);
}

async function runShortcut(item, refresh) {
  item.closest('[popover]').hidePopover();
  const { ts } = item.closest('[data-ts]').dataset;
  const { channel } = store.place;
  await attempt(() =>
    post('/api/shortcuts', { user: personName(), channel, ts, callback_id: item.dataset.shortcut }),
  );
  await refresh();
}

async function runGlobalShortcut(button, refresh) {
  const { globalShortcut: callbackId } = button.dataset;
  await attempt(() => post('/api/shortcuts', { user: personName(), callback_id: callbackId }));
  await refresh();
}

async function toggleReaction(button, refresh) {
  const { ts } = button.closest('[data-ts]').dataset;
  const { reaction: name } = button.dataset;
  const remove = button.getAttribute('aria-pressed') === 'true';
  const { channel } = store.place;
  await attempt(() => post('/api/reactions', { user: personName(), channel, ts, name, remove }));
  await refresh();
}

async function pressButton(button, refresh) {
  await send(button, button.dataset.value === undefined ? {} : { value: button.dataset.value }, refresh);
}

async function dismiss(button, refresh) {
  store.dismissed.add(button.dataset.dismiss);
  await refresh();
}

/** Sends one block action from where the control stands: a message, a modal, or the Home tab. */
async function send(control, chosen, refresh) {
  if (control.dataset.confirm !== undefined && !(await confirmed(JSON.parse(control.dataset.confirm))))
    return;
  const { actionId, blockId } = control.dataset;
  control.classList.add('busy');
  await attempt(() =>
    post('/api/clicks', {
      user: personName(),
      ...placeOf(control),
      action_id: actionId,
      ...(blockId === '' ? {} : { block_id: blockId }),
      ...chosen,
    }),
  );
  control.classList.remove('busy');
  await refresh();
}

function placeOf(control) {
  const view = control.closest('[data-view-id]');
  if (view !== null) return { view_id: view.dataset.viewId };
  return { channel: store.place.channel, ts: control.closest('[data-ts]').dataset.ts };
}

async function attempt(call) {
  try {
    await call();
  } catch (problem) {
    toast(problem.message);
  }
}

/** The question that a dangerous button asks first. */
function confirmed(question) {
  const dialog = byId('confirm');
  const now = context();
  const style = question.style === 'danger' ? 'button-danger-solid' : 'button-primary';
  show(
    dialog,
    element(
      'form',
      { class: 'modal-form', method: 'dialog' },
      element(
        'header',
        { class: 'modal-head' },
        element('h2', { id: 'confirm-title' }, renderText(question.title, now)),
      ),
      element('div', { class: 'modal-body words' }, renderText(question.text, now)),
      element(
        'footer',
        { class: 'modal-foot' },
        element('button', { class: 'button', value: 'no' }, renderText(question.deny, now)),
        element('button', { class: `button ${style}`, value: 'yes' }, renderText(question.confirm, now)),
      ),
    ),
  );
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
