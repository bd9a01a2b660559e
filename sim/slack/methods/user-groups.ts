import { SlackError } from '../errors.ts';
import type { Json } from '../json.ts';
import { slackbot, type WorkspaceState } from '../state.ts';
import type { UserGroup } from '../user-groups.ts';
import type { Arguments, Method } from './method.ts';

/** docs.slack.dev/reference/methods/usergroups.list: not a page at a time; what is disabled only when asked for. */
const list: Method = {
  name: 'usergroups.list',
  tier: 2,
  run(call, { state }) {
    requirePaidPlan(state);
    return { usergroups: shown(call, state).map((group) => presentGroup(group, state, call)) };
  },
};

/** docs.slack.dev/reference/methods/usergroups.users.list */
const usersList: Method = {
  name: 'usergroups.users.list',
  tier: 2,
  run(call, { state }) {
    requirePaidPlan(state);
    const id = call.required('usergroup', 'no_such_subteam');
    const group = shown(call, state).find((each) => each.id === id);
    if (!group) throw new SlackError('no_such_subteam');
    return { users: group.users };
  },
};

function requirePaidPlan(state: WorkspaceState): void {
  if (!state.userGroups.paid) throw new SlackError('plan_upgrade_required');
}

function shown(call: Arguments, state: WorkspaceState): UserGroup[] {
  const withDisabled = call.flag('include_disabled');
  return state.userGroups.all().filter((group) => withDisabled || !group.disabled);
}

function presentGroup(group: UserGroup, state: WorkspaceState, call: Arguments): Json {
  return {
    id: group.id,
    team_id: state.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_create: group.createdAt,
    date_update: group.updatedAt,
    date_delete: group.disabled ? group.updatedAt : 0,
    auto_type: null,
    auto_provision: false,
    created_by: slackbot,
    updated_by: slackbot,
    deleted_by: group.disabled ? slackbot : null,
    prefs: { channels: [], groups: [] },
    ...(call.flag('include_users') && { users: group.users }),
    ...(call.flag('include_count') && { user_count: group.users.length }),
  };
}

export const userGroupMethods: readonly Method[] = [list, usersList];
