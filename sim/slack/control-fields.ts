// Reading what a caller of the control API sent; what is wrong is answered with a sentence.
import type { ActContext } from './acts.ts';
import { ActRefused } from './errors.ts';
import { type Json, textOf } from './json.ts';
import type { Channel, Message, Person, View } from './model.ts';
import { directId } from './state.ts';

export function needed(fields: Json, name: string): string {
  const value = textOf(fields[name]);
  if (!value) throw new ActRefused(400, `The field ${name} is missing.`);
  return value;
}

export function personOf(fields: Json, { state }: ActContext): Person {
  const who = needed(fields, 'user');
  const person = state.person(who);
  if (!person) throw new ActRefused(404, `There is nobody called ${who} here.`);
  return person;
}

export function channelOf(fields: Json, { state }: ActContext): Channel {
  const which = needed(fields, 'channel');
  const channel = state.channel(which) ?? talkOf(which, state);
  if (!channel) throw new ActRefused(404, `There is no channel called ${which} here.`);
  return channel;
}

/** A person may open the talk with the app before the app does. */
function talkOf(which: string, state: ActContext['state']): Channel | undefined {
  const person = [...state.people.keys()].find((id) => directId(id) === which);
  return person === undefined ? undefined : state.directMessage(person);
}

/** A message of the channel, or one that only this person sees. */
export function messageOf(fields: Json, context: ActContext, channel: Channel): Message {
  const ts = needed(fields, 'ts');
  const ephemeral = context.state.ephemerals.get(ts);
  const isMine = ephemeral?.visibleTo === personOf(fields, context).id && ephemeral.channel === channel.id;
  const message = isMine ? ephemeral : context.state.findMessage(channel.id, ts);
  if (!message) throw new ActRefused(404, `There is no message ${ts} here.`);
  return message;
}

/** An open modal of this person's, or their Home tab. */
export function viewOf(fields: Json, context: ActContext): View {
  const id = needed(fields, 'view_id');
  const person = personOf(fields, context);
  const home = context.state.homes.get(person.id);
  const view = home?.id === id ? home : context.state.views.get(id);
  if (!view || view.user !== person.id) throw new ActRefused(404, `${person.name} has no view ${id} open.`);
  return view;
}
