import { SlackError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Person } from '../model.ts';
import { app, type WorkspaceState } from '../state.ts';
import { type Method, pageOf } from './method.ts';

/** docs.slack.dev/reference/methods/users.info; the language is told only when asked for. */
const info: Method = {
  name: 'users.info',
  tier: 4,
  run(call, { state }) {
    const id = call.required('user', 'user_not_found');
    const locale = call.flag('include_locale');
    if (id === app.botUser) return { user: presentBot(state) };
    return { user: presentPerson(personById(state, id), state, locale) };
  },
};

/** docs.slack.dev/reference/methods/users.lookupByEmail: neither who left nor who belongs elsewhere is found. */
const lookupByEmail: Method = {
  name: 'users.lookupByEmail',
  tier: 3,
  run(call, { state }) {
    const email = call.required('email', 'users_not_found').toLowerCase();
    const person = [...state.people.values()].find((each) => each.email.toLowerCase() === email);
    if (!person || person.deleted || person.stranger) throw new SlackError('users_not_found');
    return { user: presentPerson(person, state, false) };
  },
};

const list: Method = {
  name: 'users.list',
  tier: 2,
  run(call, { state }) {
    const locale = call.flag('include_locale');
    const everyone = [
      ...[...state.people.values()].map((person) => presentPerson(person, state, locale)),
      presentBot(state),
    ];
    const { page, cursor } = pageOf(everyone, call, call.limit(200, 1000));
    return { members: page, response_metadata: { next_cursor: cursor } };
  },
};

function personById(state: WorkspaceState, id: string): Person {
  const person = state.people.get(id);
  if (!person) throw new SlackError('user_not_found');
  return person;
}

export function presentPerson(person: Person, state: WorkspaceState, locale: boolean): Json {
  return {
    id: person.id,
    team_id: state.teamOf(person),
    name: person.name,
    real_name: person.realName,
    deleted: person.deleted ?? false,
    tz: person.timeZone,
    profile: {
      real_name: person.realName,
      display_name: person.name,
      email: person.email,
      title: person.title,
    },
    is_bot: person.bot ?? false,
    is_app_user: false,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === 'ultra_restricted',
    ...(person.stranger && { is_stranger: true }),
    ...(locale && { locale: person.locale }),
  };
}

function presentBot(state: WorkspaceState): Json {
  return {
    id: app.botUser,
    team_id: state.team.id,
    name: app.botName,
    real_name: app.botName,
    deleted: false,
    profile: { real_name: app.botName, display_name: app.botName, bot_id: app.botId, api_app_id: app.appId },
    is_bot: true,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
}

export const userMethods: readonly Method[] = [info, lookupByEmail, list];
