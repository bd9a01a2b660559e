import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ActContext, clickMessage, clickView, command, shortcut } from './acts.ts';
import { ActRefused } from './errors.ts';
import { openHome, post } from './events.ts';
import { answerJson, readFields } from './http.ts';
import { isJson, type Json, textOf } from './json.ts';
import { presentMessage } from './messages.ts';
import { isInChannel, threadsOf } from './methods/conversations.ts';
import { close, submit } from './modal-acts.ts';
import type { Change, Channel, Message, Person, View } from './model.ts';
import { type Sight, watchPerson } from './sight.ts';
import { app } from './state.ts';
import { presentView } from './views.ts';

type Route = (fields: Json, context: ActContext) => unknown;

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
    const isMine = (change: Change) => change.kind === 'home' && change.view.user === person.id;
    const patience = context.state.homes.has(person.id) ? 0 : 1000;
    await watchPerson(context.state, { isSeen: isMine, patience, act: () => openHome(context, person) });
    const home = context.state.homes.get(person.id);
    return { user: person.id, view: home ? presentOpen(home, context) : null };
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
    const channel = channelOf(fields, context);
    const message = messageOf(fields, context, channel);
    const callbackId = needed(fields, 'callback_id');
    return seen(fields, context, 1000, (person) => shortcut(context, person, channel, message, callbackId));
  },
  'POST /api/posts': (fields, context) => {
    const channel = channelOf(fields, context);
    const [text, threadTs] = [needed(fields, 'text'), textOf(fields['thread_ts'])];
    const isAnswer = (message: Message) =>
      message.channel === channel.id && message.user === app.botUser && message.thread_ts === threadTs;
    return seen(fields, context, 0, (person) => post(context, person, channel, text, threadTs), isAnswer);
  },
};

/** Answers a request of the control API; false when the address is none of its. */
export async function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  context: ActContext,
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
  context: ActContext,
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
function streamChanges(request: IncomingMessage, response: ServerResponse, { state }: ActContext): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (about: Json) =>
    response.write(`data: ${JSON.stringify({ version: state.version, ...about })}\n\n`);
  send({ kind: 'hello' });
  const stop = state.watch((change) => {
    const { kind, how } = change;
    if ('message' in change) {
      const { ts, channel, visibleTo } = change.message;
      send({ kind, how, channel, ts, ...(visibleTo !== undefined && { user: visibleTo }) });
    } else {
      send({ kind, how, user: change.view.user, view_id: change.view.id });
    }
  });
  request.on('close', stop);
}

/** Does the act and gathers what the person sees of it. */
async function seen(
  fields: Json,
  context: ActContext,
  patience: number,
  act: (person: Person) => Promise<unknown>,
  isAnswer: (message: Message) => boolean = () => false,
): Promise<Json> {
  const person = personOf(fields, context);
  const { state } = context;
  const isSeen = (change: Change) => {
    if (change.kind === 'view') return change.view.user === person.id;
    if (change.kind === 'home') return false;
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

function presentState({ state }: ActContext): Json {
  return {
    version: state.version,
    team: state.team,
    bot: { id: app.botUser, name: app.botName },
    people: [...state.people.values()],
    channels: [...state.channels.values()].map((channel) => ({
      id: channel.id,
      name: channel.name,
      is_private: channel.isPrivate,
      is_archived: channel.isArchived,
      direct_with: channel.directWith ?? null,
      members: [...channel.members],
      messages: channel.messages.length,
      latest: channel.messages.at(-1)?.ts ?? null,
    })),
  };
}

/** What stands in a channel, in ts order, each parent with its replies. */
function messagesIn(channel: Channel): Json[] {
  const threads = threadsOf(channel);
  return channel.messages.filter(isInChannel).map((message) => ({
    ...presentToPeople(message),
    replies: (threads.get(message.ts) ?? []).map(presentToPeople),
  }));
}

/** Everything about a message, with whom it rings up; `type` says who sees it and whether Slack itself speaks. */
function presentToPeople(message: Message): Json {
  const { visibleTo, error, channel, notifies } = message;
  return {
    ...presentMessage(message, true),
    type: error !== undefined ? 'error' : visibleTo !== undefined ? 'ephemeral' : 'message',
    channel,
    notifies,
    ...(visibleTo !== undefined && { is_ephemeral: true, visible_to: visibleTo }),
    ...(error !== undefined && { error }),
  };
}

function presentOpen(view: View, { state }: ActContext): Json {
  return { ...presentView(state, view), user: view.user, errors: view.errors };
}

function needed(fields: Json, name: string): string {
  const value = textOf(fields[name]);
  if (!value) throw new ActRefused(400, `The field ${name} is missing.`);
  return value;
}

function personOf(fields: Json, { state }: ActContext): Person {
  const who = needed(fields, 'user');
  const person = state.person(who);
  if (!person) throw new ActRefused(404, `There is nobody called ${who} here.`);
  return person;
}

function channelOf(fields: Json, { state }: ActContext): Channel {
  const which = needed(fields, 'channel');
  const channel = state.channel(which);
  if (!channel) throw new ActRefused(404, `There is no channel called ${which} here.`);
  return channel;
}

/** A message of the channel, or one that only this person sees. */
function messageOf(fields: Json, context: ActContext, channel: Channel): Message {
  const ts = needed(fields, 'ts');
  const ephemeral = context.state.ephemerals.get(ts);
  const isMine = ephemeral?.visibleTo === personOf(fields, context).id && ephemeral.channel === channel.id;
  const message = isMine ? ephemeral : context.state.findMessage(channel.id, ts);
  if (!message) throw new ActRefused(404, `There is no message ${ts} here.`);
  return message;
}

/** An open modal of this person's, or their Home tab. */
function viewOf(fields: Json, context: ActContext): View {
  const id = needed(fields, 'view_id');
  const person = personOf(fields, context);
  const home = context.state.homes.get(person.id);
  const view = home?.id === id ? home : context.state.views.get(id);
  if (!view || view.user !== person.id) throw new ActRefused(404, `${person.name} has no view ${id} open.`);
  return view;
}
