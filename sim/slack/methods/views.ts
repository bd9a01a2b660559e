import { SlackError } from '../errors.ts';
import type { View } from '../model.ts';
import type { WorkspaceState } from '../state.ts';
import { openModal, presentView, publishHome, updateView } from '../views.ts';
import type { Arguments, Method } from './method.ts';

/** docs.slack.dev/reference/methods/views.open: within three seconds of the press, once. */
const open: Method = {
  name: 'views.open',
  tier: 4,
  run(call, { state, triggers }) {
    const triggerId = call.required('trigger_id');
    const { user } = triggers.check(triggerId);
    const view = openModal(state, user, call.object('view'));
    triggers.use(triggerId);
    return { view: presentView(state, view) };
  },
};

/** docs.slack.dev/reference/methods/views.push: on top of the modal in which the person acted. */
const push: Method = {
  name: 'views.push',
  tier: 4,
  run(call, { state, triggers }) {
    const triggerId = call.required('trigger_id');
    const trigger = triggers.check(triggerId);
    const under = state.views.get(trigger.view ?? '');
    if (!under) throw new SlackError('not_found');
    const view = openModal(state, trigger.user, call.object('view'), under);
    triggers.use(triggerId);
    return { view: presentView(state, view) };
  },
};

/** docs.slack.dev/reference/methods/views.update: by view_id or external_id; `hash` guards against races. */
const update: Method = {
  name: 'views.update',
  tier: 4,
  run(call, { state }) {
    const view = findView(state, call);
    if (!view) throw new SlackError('not_found');
    requireHash(call, view);
    return { view: presentView(state, updateView(state, view, call.object('view'))) };
  },
};

/** docs.slack.dev/reference/methods/views.publish: a person's Home tab. */
const publish: Method = {
  name: 'views.publish',
  tier: 4,
  run(call, { state }) {
    const user = call.required('user_id', 'user_not_found');
    if (!state.people.has(user)) throw new SlackError('user_not_found');
    requireHash(call, state.homes.get(user));
    return { view: presentView(state, publishHome(state, user, call.object('view'))) };
  },
};

function findView(state: WorkspaceState, call: Arguments): View | undefined {
  const id = call.text('view_id');
  if (id !== undefined) {
    return state.views.get(id) ?? [...state.homes.values()].find((home) => home.id === id);
  }
  const externalId = call.required('external_id');
  return [...state.views.values()].find((view) => view.content['external_id'] === externalId);
}

function requireHash(call: Arguments, view: View | undefined): void {
  const hash = call.text('hash');
  if (hash !== undefined && hash !== view?.hash) throw new SlackError('hash_conflict');
}

export const viewMethods: readonly Method[] = [open, push, update, publish];
