import { type Role, roles } from '../finding/role.ts';

/** What the workspace says of one account. */
export interface Person {
  readonly teamId: string;
  /** As colleagues see it; for reading, never for deciding. */
  readonly name: string;
  readonly deactivated: boolean;
  /** Single- or multi-channel guest. */
  readonly guest: boolean;
  /** From another workspace, seen through a shared channel. */
  readonly stranger: boolean;
  readonly bot: boolean;
  /** As Slack spells it: `ja-JP`; null when it does not say. */
  readonly locale: string | null;
  /** As Slack spells it: `Asia/Tokyo`; null when it does not say. */
  readonly timeZone: string | null;
}

/** Who is who. Answers are at most 60 s old; everything throws when the workspace does not answer. */
export interface People {
  /** Null: no such account is known. */
  person(userId: string): Promise<Person | null>;
  channelMembers(channelId: string): Promise<ReadonlySet<string>>;
  groupMembers(groupId: string): Promise<ReadonlySet<string>>;
}

/** Slack user ids (`U…`, `W…`) and user group ids (`S…`), from the configuration. */
export interface RoleBindings {
  readonly viewer: 'channel-members' | readonly string[];
  readonly responder: readonly string[];
  readonly approver: readonly string[];
  readonly admin: readonly string[];
}

/** Why somebody may not; each has its words in the catalogue. */
export type Refusal =
  | 'no-role'
  | 'not-member'
  | 'guest'
  | 'deactivated'
  | 'stranger'
  | 'bot'
  | 'unknown'
  | 'slack-unreachable';

export type Decision =
  | {
      readonly allowed: true;
      /** The greatest role that they hold. */
      readonly role: Role;
    }
  | {
      readonly allowed: false;
      readonly needs: Role;
      /** Ids of users and groups bound to the role or to a greater one; `channel-members` is said in words. */
      readonly holders: readonly string[];
      readonly why: Refusal;
    };

export interface Authoriser {
  /** Never throws: what cannot be found out is refused. */
  authorise(person: { readonly userId: string; readonly teamId: string }, needs: Role): Promise<Decision>;
}

export interface AuthoriserOptions {
  /** Read at each decision, so that a changed configuration holds at once. */
  readonly bindings: () => RoleBindings;
  /** Ids of the channels that carry cards; their full members are viewers by default. */
  readonly alertChannels: () => Promise<readonly string[]>;
  readonly people: People;
  /** The one workspace that this deployment serves. */
  readonly teamId: () => Promise<string>;
}

/**
 * Decides by user id and workspace, never by name: names can be changed by whoever bears them. Without a binding
 * nobody acts. Everything that the workspace does not say clearly is a refusal.
 */
export function createAuthoriser({ bindings, alertChannels, people, teamId }: AuthoriserOptions): Authoriser {
  async function refusalOf(person: { userId: string; teamId: string }, needs: Role): Promise<Refusal | null> {
    const ours = await teamId();
    if (person.teamId !== ours) return 'stranger';
    const facts = await people.person(person.userId);
    if (facts === null) return 'unknown';
    if (facts.deactivated) return 'deactivated';
    if (facts.teamId !== ours || facts.stranger) return 'stranger';
    if (facts.bot) return 'bot';

    const bound = boundTo(bindings(), needs);
    // A guest has to be named: a channel or a group lets guests in without anybody thinking of alerts.
    if (bound.includes(person.userId)) return null;
    if (facts.guest) return 'guest';
    if (await isInAny(people, bound.filter(isGroup), person.userId)) return null;

    if (needs !== 'viewer' || bindings().viewer !== 'channel-members') return 'no-role';
    for (const channel of await alertChannels())
      if ((await people.channelMembers(channel)).has(person.userId)) return null;
    return 'not-member';
  }

  /** Of those roles that are more than they needed; what cannot be found out is not held. */
  async function greatestOf(userId: string, atLeast: Role): Promise<Role> {
    const facts = await people.person(userId);
    for (const role of [...roles].reverse()) {
      if (role === atLeast) break;
      const bound = boundTo(bindings(), role);
      if (bound.includes(userId)) return role;
      const groups = facts?.guest === false ? bound.filter(isGroup) : [];
      if (await isInAny(people, groups, userId).catch(() => false)) return role;
    }
    return atLeast;
  }

  return {
    async authorise(person, needs) {
      const why = await refusalOf(person, needs).catch((): Refusal => 'slack-unreachable');
      if (why !== null) return { allowed: false, needs, holders: boundTo(bindings(), needs), why };
      return { allowed: true, role: await greatestOf(person.userId, needs).catch(() => needs) };
    },
  };
}

/** True when somebody who has `role` may do what needs `needs`. */
export function isEnough(role: Role, needs: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needs);
}

/** Everybody who is named for the role, or for a greater one. */
function boundTo(bindings: RoleBindings, needs: Role): string[] {
  const named = roles
    .filter((role) => isEnough(role, needs))
    .flatMap((role) => (bindings[role] === 'channel-members' ? [] : [...bindings[role]]));
  return [...new Set(named)];
}

async function isInAny(people: People, groups: readonly string[], userId: string): Promise<boolean> {
  for (const group of groups) if ((await people.groupMembers(group)).has(userId)) return true;
  return false;
}

function isGroup(id: string): boolean {
  return id.startsWith('S');
}
