import type { Clock } from './clock.ts';
import { type Ack, type Delivery, DeliveryError, type DeliveryKind, withDeadline } from './delivery.ts';
import { ActRefused, SlackError } from './errors.ts';
import { type Json, objectsOf } from './json.ts';
import { TooManyRequests } from './methods/method.ts';
import type { Channel, Message, Person, View } from './model.ts';
import {
  aboutMessage,
  commandPayload,
  envelopeOf,
  escapeCommand,
  messageContainer,
  viewContainer,
} from './payloads.ts';
import type { Place, Responses } from './responses.ts';
import type { WorkspaceState } from './state.ts';
import type { Triggers } from './triggers.ts';
import { elementsOf } from './validate/blocks.ts';
import { answerOf, holdsAnswer, initialValues } from './view-state.ts';
import { presentView } from './views.ts';

/** An ack must come within this, or the person sees `operation_timeout`. */
const ackTime = 3000;

export interface ActContext {
  state: WorkspaceState;
  clock: Clock;
  /** How fast the clock runs: the app's own speed is not scaled, so its three seconds are real ones. */
  speed: number;
  triggers: Triggers;
  responses: Responses;
  delivery(): Delivery;
  /** The manifest's `bot_events`; undefined: all. */
  events: ReadonlySet<string> | undefined;
  /** Aborts when the workspace stops. */
  stopped: AbortSignal;
}

/** Which element of a message or view the person uses, and what they choose there. */
export interface Press {
  actionId: string;
  blockId?: string | undefined;
  /** Picks one of several buttons with the same action_id. */
  value?: string | undefined;
  /** What is chosen or typed: an option's value, a user id, a date, a text, or several. */
  selected?: unknown;
}

/** Sends an interaction and waits for its ack, three real seconds at most. */
export async function deliverAct(
  context: ActContext,
  kind: DeliveryKind,
  payload: Json,
  retry?: { attempt: number },
): Promise<Ack> {
  const told = context.state.recordDelivery({ kind, payload });
  const begun = performance.now();
  const ack = await withDeadline(context.clock, ackTime * context.speed, (signal) =>
    context.delivery().deliver(kind, payload, signal, retry),
  );
  told.ackedAfter = performance.now() - begun;
  return ack;
}

/** Slack's word for what went wrong on the way; anything else is a bug of ours. */
export function failureOf(error: unknown): string {
  if (error instanceof DeliveryError || error instanceof SlackError) return error.code;
  if (error instanceof TooManyRequests) return 'ratelimited';
  throw error;
}

/** A slash command typed in a channel. Settles when it is acked and answered, or has failed visibly. */
export async function command(
  context: ActContext,
  person: Person,
  channel: Channel,
  typed: string,
): Promise<void> {
  const { state, responses, triggers } = context;
  const [, name = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
  if (!name) throw new ActRefused(400, 'A command begins with a slash, such as /secfind.');
  requireMember(person, channel);
  const place: Place = { user: person.id, channel: channel.id };
  const payload = commandPayload(state, person, channel, {
    name,
    text: escapeCommand(state, text),
    triggerId: triggers.issue(person.id),
    responseUrl: responses.issueUrl(place),
  });
  try {
    const ack = await deliverAct(context, 'slash_commands', payload);
    if (Object.keys(ack).length === 0) return;
    if (ack['response_type'] === 'in_channel') showTyped(state, person, channel, typed);
    responses.show(place, ack);
  } catch (error) {
    const code = error instanceof SlackError ? 'invalid_command_response' : failureOf(error);
    // Slack says no more than the first line; the reason is this simulator's kindness.
    const reason = error instanceof SlackError ? `\n${error.message}` : '';
    responses.complain(place, code, `${name} failed with the error "${code}"${reason}`);
  }
}

/** An `in_channel` answer also shows the command to everybody. */
function showTyped(state: WorkspaceState, person: Person, channel: Channel, typed: string): void {
  state.addMessage({
    type: 'message',
    ts: state.mintTs(),
    channel: channel.id,
    user: person.id,
    team: state.team.id,
    text: typed,
    notifies: [],
  });
}

/** A press on a message, one that everybody or only this person sees. */
export async function clickMessage(
  context: ActContext,
  person: Person,
  channel: Channel,
  message: Message,
  press: Press,
): Promise<void> {
  const { state, triggers, responses } = context;
  requireMember(person, channel);
  const parts = [
    { id: undefined, blocks: message.blocks ?? [] },
    ...objectsOf(message.attachments).map(({ id, blocks }) => ({ id, blocks: objectsOf(blocks) })),
  ];
  const part = parts.find(({ blocks }) => findElement(blocks, press));
  if (!part) throw new ActRefused(404, `This message has no element with action_id ${press.actionId}.`);
  const action = actionOf(state, part.blocks, press);
  const place = placeOf(person, message);
  const payload = {
    type: 'block_actions',
    ...envelopeOf(state, person, triggers.issue(person.id)),
    container: messageContainer(message, part.id),
    ...aboutMessage(channel, message),
    state: { values: withChoice(initialValues(parts.flatMap(({ blocks }) => blocks)), action) },
    response_url: responses.issueUrl(place),
    actions: [action],
  };
  await deliverOrComplain(context, place, payload);
}

/** What has just been chosen stands in the message's `state.values` too; a button has no place there. */
function withChoice(values: ReturnType<typeof initialValues>, action: Json): Json {
  const { action_id: actionId, block_id: blockId, action_ts: _at, ...answer } = action;
  const slot = values[String(blockId)];
  if (!slot?.[String(actionId)]) return values;
  return { ...values, [String(blockId)]: { ...slot, [String(actionId)]: answer } };
}

/** A press inside a modal or on the Home tab. */
export async function clickView(
  context: ActContext,
  person: Person,
  view: View,
  press: Press,
): Promise<void> {
  const { state, triggers } = context;
  const blocks = objectsOf(view.content['blocks']);
  const action = actionOf(state, blocks, press);
  const slot = view.values[String(action['block_id'])];
  const found = findElement(blocks, press);
  const answer =
    found && holdsAnswer(found.element) && answerOf(found.element, press.selected ?? press.value);
  if (slot && answer) slot[press.actionId] = answer;
  const payload = {
    type: 'block_actions',
    ...envelopeOf(state, person, triggers.issue(person.id, view.type === 'modal' ? view.id : undefined)),
    container: viewContainer(view),
    view: presentView(state, view),
    state: { values: view.values },
    actions: [action],
  };
  await deliverOrComplain(context, { user: person.id, channel: '' }, payload);
}

/** A message shortcut, from the message's own menu. */
export async function shortcut(
  context: ActContext,
  person: Person,
  channel: Channel,
  message: Message,
  callbackId: string,
): Promise<void> {
  const { state, triggers, responses } = context;
  requireMember(person, channel);
  if (message.visibleTo !== undefined) throw new ActRefused(400, 'Private answers have no menu.');
  const place = placeOf(person, message);
  const payload = {
    type: 'message_action',
    ...envelopeOf(state, person, triggers.issue(person.id)),
    callback_id: callbackId,
    action_ts: state.mintTs(),
    message_ts: message.ts,
    response_url: responses.issueUrl(place),
    ...aboutMessage(channel, message),
  };
  await deliverOrComplain(context, place, payload);
}

/** A global shortcut, from the search or the plus: it belongs to no channel, so nothing can answer but a modal. */
export async function globalShortcut(context: ActContext, person: Person, callbackId: string): Promise<void> {
  const { state, triggers } = context;
  const payload = {
    type: 'shortcut',
    ...envelopeOf(state, person, triggers.issue(person.id)),
    callback_id: callbackId,
    action_ts: state.mintTs(),
  };
  await deliverOrComplain(context, { user: person.id, channel: '' }, payload);
}

/** Interactions are only acked; whatever the app wants to show comes by another way. */
async function deliverOrComplain(context: ActContext, place: Place, payload: Json): Promise<void> {
  try {
    await deliverAct(context, 'interactive', payload);
  } catch (error) {
    const code = failureOf(error);
    context.responses.complain(place, code, `This action failed with the error "${code}"`);
  }
}

function placeOf(person: Person, source: Message): Place {
  const { channel, thread_ts: threadTs } = source;
  return { user: person.id, channel, source, ...(threadTs !== undefined && { threadTs }) };
}

function requireMember(person: Person, channel: Channel): void {
  if (!channel.members.has(person.id)) {
    throw new ActRefused(403, `${person.name} is not in #${channel.name || channel.id}.`);
  }
}

function findElement(blocks: readonly Json[], press: Press): { block: Json; element: Json } | undefined {
  const matches = blocks
    .filter((block) => press.blockId === undefined || block['block_id'] === press.blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element['action_id'] === press.actionId);
  return (
    matches.find(({ element }) => press.value !== undefined && element['value'] === press.value) ?? matches[0]
  );
}

/** The one entry of `actions[]`: the element, with the person's choice. */
function actionOf(state: WorkspaceState, blocks: readonly Json[], press: Press): Json {
  const found = findElement(blocks, press);
  if (!found) throw new ActRefused(404, `There is no element with action_id ${press.actionId} here.`);
  const { block, element } = found;
  const common = { action_id: press.actionId, block_id: block['block_id'], action_ts: state.mintTs() };
  const answer = answerOf(element, press.selected ?? press.value);
  if (answer) return { ...answer, ...common };
  if (!['button', 'workflow_button', 'icon_button'].includes(String(element['type']))) {
    throw new ActRefused(
      400,
      `${String(press.selected ?? press.value)} cannot be chosen in ${press.actionId}.`,
    );
  }
  const { type, text, value, style, url } = element;
  if (press.value !== undefined && press.value !== value) {
    throw new ActRefused(404, `No button ${press.actionId} here has the value ${press.value}.`);
  }
  return {
    type,
    text,
    ...(value !== undefined && { value }),
    ...(style !== undefined && { style }),
    ...(url !== undefined && { url }),
    ...common,
  };
}
