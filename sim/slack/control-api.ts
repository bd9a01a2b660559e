import type { IncomingMessage, ServerResponse } from 'node:http';
import { clickMessage, clickView, command, globalShortcut, shortcut } from './acts.ts';
import { channelOf, messageOf, needed, personOf, viewOf } from './control-fields.ts';
import { messagesIn, presentOpen, presentState, presentToPeople } from './control-present.ts';
import { type ControlContext, type Route, worldRoutes } from './control-world.ts';
import { ActRefused } from './errors.ts';
import { openHome, post } from './events.ts';
import { answerJson, readFields } from './http.ts';
import { isJson, type Json, textOf } from './json.ts';
import { close, submit } from './modal-acts.ts';
import type { Change, Message, Person } from './model.ts';
import { escapePost } from './payloads.ts';
import { type Sight, watchPerson } from './sight.ts';
import { app } from './state.ts';
import { reactTo } from './world-acts.ts';

/**
 * What the demo's page, the tests and curl use to be a person in this workspace. Reads answer at once; acts answer
 * `{responses, views}`: what that person sees, once acked and quiet.
 */
const routes: Readonly<Record<string, Route>> = {
  'GET /api/state': (_fields, context) => presentState(context),
  'GET /api/calls': (_fields, { state }) => ({ calls: state.calls }),
  'GET /api/messages': (fields, context) => ({ messages: messagesIn(channelOf(fields, context)) }),
  'GET /api/inbox': (fields, context) => {
    const person = personOf(fields, context);
    const channel = textOf(fields['channel']) === undefined ? undefined : channelOf(fields, context);
    const mine = [...context.state.ephemerals.values()].filter(
      (message) => message.visibleTo === person.id && (!channel || message.channel === channel.id),
    );
    return { messages: mine.map(presentToPeople) };
  },
  'GET /api/views': (fields, context) => ({
    views: context.state.viewsOf(personOf(fields, context).id).map((view) => presentOpen(view, context)),
  }),
  'GET /api/home': async (fields, context) => {
    const person = personOf(fields, context);
    if (fields['peek'] !== undefined) return presentHome(person, context);
    const isMine = (change: Change) => change.kind === 'home' && change.view.user === person.id;
    const patience = context.state.homes.has(person.id) ? 0 : 1000;
    await watchPerson(context.state, { isSeen: isMine, patience, act: () => openHome(context, person) });
    return presentHome(person, context);
  },
  'POST /api/commands': (fields, context) => {
    if (fields['thread_ts'] !== undefined)
      throw new ActRefused(400, 'Slash commands do not work in threads.');
    const channel = channelOf(fields, context);
    return seen(fields, context, 3000, (person) => command(context, person, channel, needed(fields, 'text')));
  },
  'POST /api/clicks': (fields, context) => {
    const press = {
      actionId: needed(fields, 'action_id'),
      blockId: textOf(fields['block_id']),
      value: textOf(fields['value']),
      selected: fields['selected'],
    };
    if (fields['view_id'] !== undefined) {
      const view = viewOf(fields, context);
      return seen(fields, context, 1000, (person) => clickView(context, person, view, press));
    }
    const channel = channelOf(fields, context);
    const message = messageOf(fields, context, channel);
    return seen(fields, context, 1000, (person) => clickMessage(context, person, channel, message, press));
  },
  'POST /api/submits': (fields, context) => {
    const view = viewOf(fields, context);
    const values = isJson(fields['values']) ? fields['values'] : {};
    return seen(fields, context, 1000, (person) => submit(context, person, view, values));
  },
  'POST /api/closes': (fields, context) => {
    const view = viewOf(fields, context);
    return seen(fields, context, 0, (person) => close(context, person, view));
  },
  'POST /api/shortcuts': (fields, context) => {
    const callbackId = needed(fields, 'callback_id');
    if (fields['channel'] === undefined) {
      return seen(fields, context, 1000, (person) => globalShortcut(context, person, callbackId));
    }
    const channel = channelOf(fields, context);
    const message = messageOf(fields, context, channel);
    return seen(fields, context, 1000, (person) => shortcut(context, person, channel, message, callbackId));
  },
  'POST /api/posts': (fields, context) => say(fields, context, needed(fields, 'text')),
  'POST /api/mentions': (fields, context) =>
    say(fields, context, `@${app.botName} ${needed(fields, 'text')}`),
  'POST /api/reactions': (fields, context) => {
    const channel = channelOf(fields, context);
    const message = messageOf(fields, context, channel);
    const reaction = { name: needed(fields, 'name'), remove: fields['remove'] === true };
    return seen(fields, context, 0, (person) => reactTo(context, person, channel, message, reaction));
  },
  ...worldRoutes,
};

function presentHome(person: Person, context: ControlContext): Json {
  const home = context.state.homes.get(person.id);
  return { user: person.id, view: home ? presentOpen(home, context) : null };
}

/** A message by a person; what the bot then says in its thread, or beside it in a direct message, is an answer. */
function say(fields: Json, context: ControlContext, text: string): Promise<Json> {
  const channel = channelOf(fields, context);
  const threadTs = textOf(fields['thread_ts']);
  let own: string | undefined;
  const isAnswer = (message: Message) =>
    message.channel === channel.id &&
    message.user === app.botUser &&
    (message.thread_ts === threadTs || message.thread_ts === own);
  // An app that is spoken to acks the event first and answers a moment later.
  const patience =
    channel.directWith || escapePost(context.state, text).includes(`<@${app.botUser}`) ? 1000 : 0;
  const act = async (person: Person) => {
    const posted = post(context, person, channel, text, threadTs);
    // It stands in the channel before the app hears of it.
    own = channel.messages.at(-1)?.ts;
    await posted;
  };
  return seen(fields, context, patience, act, isAnswer);
}

/** Answers a request of the control API; false when the address is none of its. */
export async function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  context: ControlContext,
): Promise<boolean> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const route = routes[`${request.method} ${path}`];
  const isEvents = request.method === 'GET' && path === '/api/events';
  if (!route && !isEvents) return false;
  if (isEvents) streamChanges(request, response, context);
  else if (route) await answerRoute(request, response, context, route);
  return true;
}

async function answerRoute(
  request: IncomingMessage,
  response: ServerResponse,
  context: ControlContext,
  route: Route,
): Promise<void> {
  try {
    answerJson(response, 200, await route(await readFields(request), context));
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    answerJson(response, error.status, { error: error.message });
  }
}

/** Server-Sent Events: one line a change, so that the page knows what to draw again. */
function streamChanges(request: IncomingMessage, response: ServerResponse, { state }: ControlContext): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (about: Json) =>
    response.write(`data: ${JSON.stringify({ version: state.version, ...about })}\n\n`);
  send({ kind: 'hello' });
  const stop = state.watch((change) => {
    const { kind, how } = change;
    if ('message' in change) {
      const { ts, channel, visibleTo } = change.message;
      send({ kind, how, channel, ts, ...(visibleTo !== undefined && { user: visibleTo }) });
    } else if ('view' in change) {
      send({ kind, how, user: change.view.user, view_id: change.view.id });
    } else {
      send({ kind, how, user: change.person.id });
    }
  });
  request.on('close', stop);
}

/** Does the act and gathers what the person sees of it. */
async function seen(
  fields: Json,
  context: ControlContext,
  patience: number,
  act: (person: Person) => Promise<unknown>,
  isAnswer: (message: Message) => boolean = () => false,
): Promise<Json> {
  const person = personOf(fields, context);
  const { state } = context;
  const isSeen = (change: Change) => {
    if (change.kind === 'view') return change.view.user === person.id;
    if (change.kind === 'home' || change.kind === 'people') return false;
    const { message } = change;
    if (change.kind === 'ephemeral') return message.visibleTo === person.id;
    const isDirect =
      state.channels.get(message.channel)?.directWith === person.id && message.user === app.botUser;
    return change.answering === person.id || isDirect || isAnswer(message);
  };
  const sight: Sight = await watchPerson(state, { isSeen, patience, act: () => act(person) });
  return {
    responses: sight.messages.map(presentToPeople),
    views: state.viewsOf(person.id).map((view) => presentOpen(view, context)),
  };
}
