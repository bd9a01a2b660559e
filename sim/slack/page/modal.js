import { renderModal } from '../render/view.ts';
import { post } from './api.js';
import { build, byId, toast } from './dom.js';
import { context, personName, store } from './store.js';
import { carryOver, valuesOf } from './values.js';

let drawn;

/** The top view of the stack in a real dialog: the browser holds focus inside it and closes it on Escape. */
export function drawModal() {
  const dialog = byId('modal');
  const view = store.views.at(-1);
  if (view === undefined) {
    drawn = undefined;
    if (dialog.open) dialog.close();
    return;
  }
  const signature = JSON.stringify(view);
  if (signature === drawn) return;
  drawn = signature;
  const form = build(renderModal(view, context()));
  const before = dialog.querySelector('form');
  if (before?.dataset.viewId === view.id) carryOver(before, form);
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
  showErrors(form, view.errors ?? {});
}

/** Slack's `response_action: errors`: each under the block that it names. */
function showErrors(form, errors) {
  for (const block of form.querySelectorAll('[data-input-block]')) {
    const words = errors[block.dataset.inputBlock];
    block.querySelector('.input-error')?.remove();
    if (words === undefined) continue;
    const line = build({
      tag: 'div',
      attributes: { class: 'input-error', role: 'alert' },
      children: [words],
    });
    block.append(line);
  }
  form.querySelector('.input-error')?.scrollIntoView({ block: 'nearest' });
}

/** @returns the required blocks that are empty, with Slack's words */
function missing(form, values) {
  const required = [...form.querySelectorAll('[data-input-block]:not([data-optional])')];
  return Object.fromEntries(
    required
      .map((block) => block.dataset.inputBlock)
      .filter((id) => Object.values(values[id] ?? {}).some(isEmpty))
      .map((id) => [id, 'Please complete this required field.']),
  );
}

function isEmpty({ type: _type, ...chosen }) {
  return Object.values(chosen).every((value) => value === null || value === '' || value?.length === 0);
}

/** @param refresh redraws from the server */
export function mountModal(refresh) {
  const dialog = byId('modal');
  dialog.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const values = valuesOf(form);
    const empty = missing(form, values);
    showErrors(form, empty);
    if (Object.keys(empty).length > 0) return;
    await act(form, () => post('/api/submits', { user: personName(), view_id: form.dataset.viewId, values }));
    await refresh();
  });
  const close = async () => {
    const view = store.views.at(-1);
    if (view === undefined) return;
    await act(dialog.querySelector('form'), () =>
      post('/api/closes', { user: personName(), view_id: view.id }),
    );
    await refresh();
  };
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]') !== null) void close();
  });
}

async function act(form, call) {
  form.classList.add('busy');
  try {
    await call();
  } catch (problem) {
    toast(problem.message);
  }
  form.classList.remove('busy');
}
