import { type ActContext, deliverAct, failureOf } from './acts.ts';
import { ActRefused, SlackError } from './errors.ts';
import { type Json, objectOf, objectsOf } from './json.ts';
import type { Person, View } from './model.ts';
import { envelopeOf } from './payloads.ts';
import { missingInputs, withGiven } from './view-state.ts';
import { closeModal, openModal, presentView, updateView } from './views.ts';

/** A modal's submit button, with what the person filled in as Slack's `state.values`. */
export async function submit(context: ActContext, person: Person, view: View, given: Json): Promise<void> {
  if (!view.content['submit']) throw new ActRefused(400, 'This view has no submit button.');
  const blocks = objectsOf(view.content['blocks']);
  const { values, unknown } = withGiven(blocks, view.values, given);
  if (unknown.length > 0) throw new ActRefused(400, `This view has no input ${unknown.join(', ')}.`);
  view.values = values;
  const missing = missingInputs(blocks, values);
  if (missing.length > 0) {
    showErrors(
      context,
      view,
      Object.fromEntries(missing.map((id) => [id, 'Please complete this required field.'])),
    );
    return;
  }
  try {
    const ack = await deliverAct(
      context,
      'interactive',
      viewPayload(context, 'view_submission', person, view),
    );
    applyAnswer(context, view, ack);
  } catch (error) {
    const code = failureOf(error);
    // Slack's client says the first line inside the modal, which stays open; the reason is this simulator's kindness.
    const reason = error instanceof SlackError ? `\n${error.message}` : '';
    const sentence = `We had some trouble connecting. Try again?${reason}`;
    context.responses.complain({ user: person.id, channel: '' }, code, sentence);
  }
}

/** The close button or the cross. The app hears of it only if the view asked for `notify_on_close`. */
export async function close(context: ActContext, person: Person, view: View): Promise<void> {
  const { state } = context;
  const clears = view.content['clear_on_close'] === true;
  for (const each of clears ? state.viewsOf(person.id) : [view]) closeModal(state, each);
  if (view.content['notify_on_close'] !== true) return;
  const payload = { ...viewPayload(context, 'view_closed', person, view), is_cleared: clears };
  // Nobody looks at the answer to a closed view, and a failure shows nowhere.
  await deliverAct(context, 'interactive', payload).catch(failureOf);
}

function viewPayload(context: ActContext, type: string, person: Person, view: View): Json {
  const { state, triggers } = context;
  return {
    type,
    ...envelopeOf(state, person, triggers.issue(person.id, view.id)),
    view: presentView(state, view),
    response_urls: [],
  };
}

/** docs.slack.dev/surfaces/modals: nothing closes this view; errors, update, push and clear do as they say. */
function applyAnswer(context: ActContext, view: View, ack: Json): void {
  const { state } = context;
  const action = ack['response_action'];
  if (action === undefined) closeModal(state, view);
  else if (action === 'clear') for (const each of state.viewsOf(view.user)) closeModal(state, each);
  else if (action === 'update') updateView(state, view, ack['view']);
  else if (action === 'push') openModal(state, view.user, ack['view'], view);
  else if (action === 'errors') showErrors(context, view, objectOf(ack['errors']));
  else throw new ActRefused(502, `The app answered with an unknown response_action ${String(action)}.`);
}

/** Errors stand under the inputs with these block ids; an id that is not in the view shows nowhere, so it is refused. */
function showErrors({ state }: ActContext, view: View, errors: Json): void {
  const ids = objectsOf(view.content['blocks'])
    .filter((block) => block['type'] === 'input')
    .map((block) => block['block_id']);
  const stray = Object.keys(errors).filter((id) => !ids.includes(id));
  if (stray.length > 0)
    throw new ActRefused(502, `The app named errors for blocks that are no inputs: ${stray}.`);
  view.errors = Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]));
  state.changed({ kind: 'view', how: 'updated', view });
}
