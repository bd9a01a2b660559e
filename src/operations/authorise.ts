import { type Need, type Role, roles } from '../finding/role.ts';
import { everywhere, type Grant, isEnough } from './grants.ts';

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

/** A Slack user id (`U…`, `W…`) or user group id (`S…`), who holds a role everywhere, or only there; null: any. */
type Holder = string | ({ readonly who: string } & Omit<Grant, 'role'>);

/** From the configuration. */
export interface RoleBindings {
  readonly viewer: 'channel-members' | readonly string[];
  readonly responder: readonly Holder[];
  readonly approver: readonly Holder[];
  readonly admin: readonly Holder[];
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
      /** The greatest role that they hold, wherever that is. */
      readonly role: Role;
      /** Every role that they hold, and where. */
      readonly grants: readonly Grant[];
    }
  | {
      readonly allowed: false;
      readonly needs: Need;
      /** Ids of users and groups bound to the role or to a greater one; `channel-members` is said in words. */
      readonly holders: readonly string[];
      readonly why: Refusal;
    };

export interface Authoriser {
  /** Never throws: what cannot be found out is refused. */
  authorise(person: { readonly userId: string; readonly teamId: string }, needs: Need): Promise<Decision>;
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
  async function refusalOf(person: { userId: string; teamId: string }, needs: Need): Promise<Refusal | null> {
    const ours = await teamId();
    if (person.teamId !== ours) return 'stranger';
    const facts = await people.person(person.userId);
    if (facts === null) return 'unknown';
    if (facts.deactivated) return 'deactivated';
    if (facts.teamId !== ours || facts.stranger) return 'stranger';
    if (facts.bot) return 'bot';
    if (needs === 'member') return facts.guest ? 'guest' : null;

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

  /** Everything that they hold; what cannot be found out is not held. */
  async function grantsOf(userId: string): Promise<Grant[]> {
    const facts = await people.person(userId);
    const held: Grant[] = [];
    for (const role of roles)
      for (const holder of holdersOf(bindings(), role)) {
        const who = idOf(holder);
        const group = isGroup(who) && facts?.guest === false ? [who] : [];
        const holds = who === userId || (await isInAny(people, group, userId).catch(() => false));
        if (holds) held.push(grantOf(holder, role));
      }
    return held;
  }

  return {
    async authorise(person, needs) {
      const why = await refusalOf(person, needs).catch((): Refusal => 'slack-unreachable');
      const least = needs === 'member' ? 'viewer' : needs;
      if (why !== null) return { allowed: false, needs, holders: boundTo(bindings(), least), why };
      const held = await grantsOf(person.userId).catch(() => []);
      // Whoever is in an alert channel may look, and who is asked may answer, though nobody named them.
      const grants = held.length === 0 && least === 'viewer' ? everywhere('viewer') : held;
      const role = [...roles].reverse().find((one) => grants.some((grant) => grant.role === one));
      // Slack went away between two questions.
      if (role === undefined || !isEnough(role, least))
        return { allowed: false, needs, holders: [], why: 'slack-unreachable' };
      return { allowed: true, role, grants };
    },
  };
}

/** Everybody who is named for the role, or for a greater one. */
function boundTo(bindings: RoleBindings, needs: Role): string[] {
  const named = roles
    .filter((role) => isEnough(role, needs))
    .flatMap((role) => holdersOf(bindings, role).map(idOf));
  return [...new Set(named)];
}

function holdersOf(bindings: RoleBindings, role: Role): readonly Holder[] {
  const named = bindings[role];
  return named === 'channel-members' ? [] : named;
}

function idOf(holder: Holder): string {
  return typeof holder === 'string' ? holder : holder.who;
}

function grantOf(holder: Holder, role: Role): Grant {
  const { accounts, environments } =
    typeof holder === 'string' ? { accounts: null, environments: null } : holder;
  return { role, accounts, environments };
}

async function isInAny(people: People, groups: readonly string[], userId: string): Promise<boolean> {
  for (const group of groups) if ((await people.groupMembers(group)).has(userId)) return true;
  return false;
}

function isGroup(id: string): boolean {
  return id.startsWith('S');
}
