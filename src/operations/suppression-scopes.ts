import { createHash } from 'node:crypto';
import type { Match } from '../finding/match.ts';
import type { Role } from '../finding/role.ts';
import type { FindingView } from '../finding/view.ts';
import { escapeGlob } from '../triage/glob.ts';
import { mayOn } from './grants.ts';
import type { Actor } from './operation.ts';

/** How much a suppression made from a case is to cover. */
export interface Scope {
  /** The same for the same facts, so that a window may be open for a while; at most 40 characters. */
  readonly key: string;
  readonly kind: 'finding' | 'resource' | 'account' | 'tag' | 'principal' | 'address';
  readonly match: Match;
  /** What the words about it are made of; untrusted text. */
  readonly type: string;
  /** The resource, the account, `key=value`, the principal or the address; how many findings, for `finding`. */
  readonly about: string;
}

const mostTags = 3;
/** A longer list would be no scope that anybody can read. */
const mostListed = 50;

/**
 * The scopes that a case's own facts offer, the narrowest first. `views`: its findings, the worst first; the first one
 * gives the facts. All of it is taken literally: a star in a resource's name is a star.
 */
export function scopesOf(views: readonly FindingView[]): Scope[] {
  const [first] = views;
  if (first === undefined) return [];
  const type = first.type;
  const named: Match = first.kind === 'control' ? { control: literal(type) } : { type: literal(type) };
  // Whoever is tired of tests is not to miss the real thing.
  const sameType: Match = first.sample ? { ...named, sample: true } : named;
  const inAccount: Match = { ...sameType, account: literal(first.account.id) };
  const scopes: Scope[] = [];
  if (views.length <= mostListed) {
    const identity = views.map((view) => view.identity);
    scopes.push({ key: 'finding', kind: 'finding', match: { identity }, type, about: String(views.length) });
  }
  const ids = first.resources.map((resource) => resource.id);
  if (ids.length > 0 && ids.length <= mostListed) {
    const match = { ...inAccount, resource: ids.map(escapeGlob) };
    scopes.push({ key: 'resource', kind: 'resource', match, type, about: nameOf(first) });
  }
  if (first.principal !== undefined) {
    const match = { ...inAccount, principal: literal(first.principal) };
    scopes.push({ key: 'principal', kind: 'principal', match, type, about: first.principal });
  }
  if (first.remoteAddress !== undefined) {
    const match = { ...inAccount, remoteAddress: literal(first.remoteAddress) };
    scopes.push({ key: 'address', kind: 'address', match, type, about: first.remoteAddress });
  }
  for (const [key, value] of sharedTags(first).slice(0, mostTags)) {
    const match = { ...sameType, resourceTag: { [key]: escapeGlob(value) } };
    scopes.push({ key: tagKey(key, value), kind: 'tag', match, type, about: `${key}=${value}` });
  }
  const about = first.account.name ?? first.account.id;
  scopes.push({ key: 'account', kind: 'account', match: inAccount, type, about });
  return scopes;
}

/**
 * Those of them that somebody who `needs` this role may use: what is not bound to accounts reaches into all of them, so
 * it takes a role that holds everywhere.
 */
export function scopesFor(views: readonly FindingView[], actor: Pick<Actor, 'grants'>, needs: Role): Scope[] {
  const everywhere = mayOn(actor, needs, { account: null, environment: null });
  const isBound = ({ account, identity }: Match) => account !== undefined || identity !== undefined;
  return scopesOf(views).filter(({ match }) => everywhere || isBound(match));
}

function literal(text: string): readonly [string] {
  return [escapeGlob(text)];
}

function nameOf({ resources }: FindingView): string {
  const [first] = resources;
  const name = first?.name ?? first?.id ?? '';
  return resources.length > 1 ? `${name} +${resources.length - 1}` : name;
}

/** A suppression has to be right about every resource, so only tags that all of them bear are of use. */
function sharedTags({ resources }: FindingView): [string, string][] {
  const [first, ...others] = resources;
  return Object.entries(first?.tags ?? {})
    .filter(([key, value]) => others.every((other) => other.tags?.[key] === value))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function tagKey(key: string, value: string): string {
  return `tag-${createHash('sha256').update(`${key}\n${value}`).digest('hex').slice(0, 16)}`;
}
