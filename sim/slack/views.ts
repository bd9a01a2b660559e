import { SlackError } from './errors.ts';
import { type Json, objectsOf, textOf } from './json.ts';
import { withIds } from './messages.ts';
import type { View } from './model.ts';
import { app, type WorkspaceState } from './state.ts';
import { isViewTooLarge, validateView } from './validate/view.ts';
import { initialValues } from './view-state.ts';

/** docs.slack.dev/surfaces/modals: at most three modals on top of each other. */
const maxStack = 3;

/** Checks a view as the app sent it and fills in its ids; throws Slack's refusal. */
function soundContent(state: WorkspaceState, view: unknown, type: View['type']): Json {
  const problems = validateView(view, type);
  if (problems.length > 0) throw new SlackError('invalid_arguments', problems);
  if (isViewTooLarge(view)) throw new SlackError('view_too_large');
  const content = structuredClone(view) as Json;
  return { ...content, blocks: withIds(state, objectsOf(content['blocks'])) };
}

function requireFreshExternalId(state: WorkspaceState, content: Json, self?: View): void {
  const id = textOf(content['external_id']);
  const twin = id && [...state.views.values()].find((view) => view.content['external_id'] === id);
  if (twin && twin !== self) throw new SlackError('duplicate_external_id');
}

/** Opens a modal: the first of a new stack, or on top of `under`. */
export function openModal(state: WorkspaceState, user: string, sent: unknown, under?: View): View {
  const content = soundContent(state, sent, 'modal');
  requireFreshExternalId(state, content);
  if (!under) for (const old of state.viewsOf(user)) closeModal(state, old);
  else if (state.viewsOf(user).length >= maxStack) throw new SlackError('push_limit_reached');
  const id = state.mintId('V');
  const view: View = {
    id,
    type: 'modal',
    user,
    content,
    hash: state.mintId('h'),
    values: initialValues(objectsOf(content['blocks'])),
    rootId: under?.rootId ?? id,
    errors: {},
    ...(under && { previousId: under.id }),
  };
  state.views.set(id, view);
  state.changed({ kind: 'view', how: 'opened', view });
  return view;
}

/** Replaces what a view shows. What people filled in stays where block_id and action_id stay. */
export function updateView(state: WorkspaceState, view: View, sent: unknown): View {
  const content = soundContent(state, sent, view.type);
  requireFreshExternalId(state, content, view);
  const values = initialValues(objectsOf(content['blocks']));
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, answer] of Object.entries(actions)) {
      const before = view.values[blockId]?.[actionId];
      if (before && before['type'] === answer['type']) actions[actionId] = before;
    }
  }
  Object.assign(view, { content, values, hash: state.mintId('h'), errors: {} });
  state.changed(
    view.type === 'home' ? { kind: 'home', how: 'updated', view } : { kind: 'view', how: 'updated', view },
  );
  return view;
}

export function closeModal(state: WorkspaceState, view: View): void {
  state.views.delete(view.id);
  state.changed({ kind: 'view', how: 'closed', view });
}

export function publishHome(state: WorkspaceState, user: string, sent: unknown): View {
  const known = state.homes.get(user);
  if (known) return updateView(state, known, sent);
  const content = soundContent(state, sent, 'home');
  const id = state.mintId('V');
  const view: View = {
    id,
    type: 'home',
    user,
    content,
    hash: state.mintId('h'),
    values: initialValues(objectsOf(content['blocks'])),
    rootId: id,
    errors: {},
  };
  state.homes.set(user, view);
  state.changed({ kind: 'home', how: 'updated', view });
  return view;
}

/** The view as Slack tells it to the app, in answers and in payloads. */
export function presentView(state: WorkspaceState, view: View): Json {
  return {
    id: view.id,
    team_id: state.team.id,
    app_id: app.appId,
    app_installed_team_id: state.team.id,
    bot_id: app.botId,
    title: null,
    close: null,
    submit: null,
    callback_id: '',
    private_metadata: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...view.content,
    type: view.type,
    state: { values: view.values },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
  };
}
