import type { SlackPeople } from './receive/people.ts';

/** From least to most; each may do all that the ones before it may. */
export const roles = ['viewer', 'responder', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

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
  | { readonly allowed: true }
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
  readonly people: SlackPeople;
  /** The one workspace that this deployment serves. */
  readonly teamId: () => Promise<string>;
}

/**
 * Decides by user id and workspace, never by name: names can be changed by whoever bears them. Without a binding
 * nobody acts. Everything that Slack does not say clearly is a refusal.
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
    for (const group of bound.filter(isGroup))
      if ((await people.groupMembers(group)).has(person.userId)) return null;

    if (needs !== 'viewer' || bindings().viewer !== 'channel-members') return 'no-role';
    for (const channel of await alertChannels())
      if ((await people.channelMembers(channel)).has(person.userId)) return null;
    return 'not-member';
  }

  return {
    async authorise(person, needs) {
      const why = await refusalOf(person, needs).catch((): Refusal => 'slack-unreachable');
      return why === null
        ? { allowed: true }
        : { allowed: false, needs, holders: boundTo(bindings(), needs), why };
    },
  };
}

/** Everybody who is named for the role, or for a greater one. */
function boundTo(bindings: RoleBindings, needs: Role): string[] {
  const enough = roles.slice(roles.indexOf(needs));
  const named = enough.flatMap((role) => (bindings[role] === 'channel-members' ? [] : [...bindings[role]]));
  return [...new Set(named)];
}

function isGroup(id: string): boolean {
  return id.startsWith('S');
}
