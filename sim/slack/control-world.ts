// The part of the control API that changes the workspace itself: people, groups, the plan, faults, forged deliveries.
import { type ActContext, deliverAct, failureOf } from './acts.ts';
import { channelOf, needed } from './control-fields.ts';
import { ActRefused } from './errors.ts';
import type { FaultRule, Faults } from './faults.ts';
import { isJson, type Json, textOf } from './json.ts';
import type { Person, PersonSeed } from './model.ts';
import { changePerson, changeUserGroup } from './world-acts.ts';

export interface ControlContext extends ActContext {
  faults: Faults;
}

export type Route = (fields: Json, context: ControlContext) => unknown;

const deliveryKinds = ['slash_commands', 'interactive', 'events_api'] as const;
const faultKinds = [
  'ratelimited',
  'http500',
  'timeout',
  'unreachable',
  'appliedButLost',
  'platformError',
] as const;
const guests = ['restricted', 'ultra_restricted'] as const;

export const worldRoutes: Readonly<Record<string, Route>> = {
  'GET /api/usergroups': (_fields, { state }) => ({
    paid: state.userGroups.paid,
    usergroups: state.userGroups.all(),
  }),
  'POST /api/usergroups': async (fields, context) => {
    const users = fields['users'] === undefined ? undefined : people(fields['users'], context);
    const group = await changeUserGroup(context, {
      handle: needed(fields, 'handle'),
      ...(textOf(fields['name']) !== undefined && { name: needed(fields, 'name') }),
      ...(users && { users: users.map(({ id }) => id) }),
      ...(typeof fields['disabled'] === 'boolean' && { disabled: fields['disabled'] }),
    });
    return { usergroup: group };
  },
  'POST /api/plan': (fields, { state }) => {
    state.userGroups.paid = fields['paid'] !== false;
    return { paid: state.userGroups.paid };
  },
  'POST /api/people': async (fields, context) => {
    const channels = listOf(fields['channels']).map((channel) => channelOf({ channel }, context));
    const person = await changePerson(context, seedOf(fields));
    for (const channel of channels) channel.members.add(person.id);
    return { person };
  },
  'POST /api/faults': (fields, { faults }) => {
    if (fields['clear'] === true) faults.clear();
    else faults.add(faultOf(fields));
    return {};
  },
  'GET /api/deliveries': (_fields, { state }) => ({ deliveries: state.deliveries }),
  'POST /api/deliveries': async (fields, context) => {
    const kind = oneOf(deliveryKinds, fields, 'kind');
    if (!isJson(fields['payload'])) throw new ActRefused(400, 'The field payload is missing.');
    try {
      return { ack: await deliverAct(context, kind, fields['payload']) };
    } catch (error) {
      return { error: failureOf(error) };
    }
  },
};

/** What is named is changed; `guest: null` makes a full member again. */
function seedOf(fields: Json): PersonSeed {
  const texts = ['realName', 'email', 'locale', 'timeZone', 'title'] as const;
  const flags = ['deleted', 'stranger', 'bot'] as const;
  const given = (name: string, type: string) => (typeof fields[name] === type ? [[name, fields[name]]] : []);
  return {
    name: needed(fields, 'name'),
    ...Object.fromEntries(texts.flatMap((name) => given(name, 'string'))),
    ...Object.fromEntries(flags.flatMap((name) => given(name, 'boolean'))),
    ...(fields['guest'] === null && { guest: undefined }),
    ...(textOf(fields['guest']) !== undefined && { guest: oneOf(guests, fields, 'guest') }),
  };
}

function faultOf(fields: Json): FaultRule {
  const { count, probability, retryAfter, error } = fields;
  return {
    kind: oneOf(faultKinds, fields, 'kind'),
    method: needed(fields, 'method'),
    ...(typeof count === 'number' && { count }),
    ...(typeof probability === 'number' && { probability }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
    ...(typeof error === 'string' && { error }),
  };
}

function people(given: unknown, { state }: ActContext): Person[] {
  return listOf(given).map((who) => {
    const person = state.person(who);
    if (!person) throw new ActRefused(404, `There is nobody called ${who} here.`);
    return person;
  });
}

function listOf(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function oneOf<Name extends string>(names: readonly Name[], fields: Json, field: string): Name {
  const given = needed(fields, field);
  const found = names.find((name) => name === given);
  if (found === undefined) throw new ActRefused(400, `The field ${field} is one of ${names.join(', ')}.`);
  return found;
}
