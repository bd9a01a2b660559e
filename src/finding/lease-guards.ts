import type { Place } from './lease.ts';
import type { EnvironmentPolicy, LeasePolicy } from './lease-policy.ts';
import type { IngressRule, LeaseSpec } from './lease-spec.ts';
import { networkOf } from './network.ts';
import { type Role, roles } from './role.ts';

/** Why the configuration does not let somebody have what they ask for. */
type GuardCode =
  | 'account-not-allowed'
  | 'role-too-small'
  | 'protocol-not-allowed'
  | 'port-not-allowed'
  | 'no-network'
  | 'open-to-world'
  | 'too-wide'
  | 'too-long'
  | 'no-duration';

export interface Guarded {
  readonly code: GuardCode;
  /** What was asked. */
  readonly value: string;
  /** What would be allowed, or who may. */
  readonly limit: string | null;
}

/** Who asks for what, and where. */
export interface Asked {
  readonly spec: LeaseSpec;
  readonly place: Place;
  /** The account's; null: it has none. */
  readonly environment: string | null;
  /** What the person is in that account. */
  readonly role: Role;
  /** In ms; null: until a person ends it. */
  readonly duration: number | null;
}

/** What holds in an environment; one without a name is as all others. */
export function environmentPolicy(policy: LeasePolicy, environment: string | null): EnvironmentPolicy | null {
  return (
    (environment === null ? undefined : policy.environments[environment]) ?? policy.environments['*'] ?? null
  );
}

/** All that stands against it, in the order in which people should hear it; empty: nothing. */
export function guardsOf(asked: Asked, policy: LeasePolicy): Guarded[] {
  const there = placeGuards(asked, policy);
  const here = environmentPolicy(policy, asked.environment);
  if (there.length > 0 || here === null || asked.spec.kind !== 'security-group') return there;
  const { spec, role, duration } = asked;
  return [...ruleGuards(spec.rule, role, policy), ...lengthGuards(duration, role, here)];
}

/** Why somebody may ask for nothing at all there, nor be told what is there. */
export function placeGuards(
  { place, role, environment }: Pick<Asked, 'place' | 'role' | 'environment'>,
  policy: LeasePolicy,
): Guarded[] {
  if (!policy.accounts.includes(place.account))
    return [{ code: 'account-not-allowed', value: place.account, limit: null }];
  const here = environmentPolicy(policy, environment);
  // What nobody said anything about is closed.
  if (here === null) return [{ code: 'account-not-allowed', value: place.account, limit: null }];
  const needs = here.needs ?? 'responder';
  if (roles.indexOf(role) < roles.indexOf(needs))
    return [{ code: 'role-too-small', value: role, limit: needs }];
  return [];
}

function lengthGuards(duration: number | null, role: Role, { longest }: EnvironmentPolicy): Guarded[] {
  if (duration === null) return [{ code: 'no-duration', value: '', limit: String(longest[role]) }];
  // Asked so that what is no number at all is too long.
  if (duration > 0 && duration <= longest[role]) return [];
  return [{ code: 'too-long', value: String(duration), limit: String(longest[role]) }];
}

function ruleGuards(rule: IngressRule, role: Role, policy: LeasePolicy): Guarded[] {
  const guards: Guarded[] = [];
  if (!policy.protocols.includes(rule.protocol))
    guards.push({ code: 'protocol-not-allowed', value: rule.protocol, limit: policy.protocols.join(', ') });
  const fits = policy.ports.some(({ from, to }) => from <= rule.fromPort && rule.toPort <= to);
  if (!(fits && rule.fromPort <= rule.toPort))
    guards.push({
      code: 'port-not-allowed',
      value: portText(rule.fromPort, rule.toPort),
      limit: portsText(policy),
    });
  if (rule.source.kind === 'cidr') guards.push(...widthGuards(rule.source.cidr, role, policy));
  return guards;
}

/** How wide a network may be; also for the entries of a prefix list. */
export function widthGuards(cidr: string, role: Role, policy: Pick<LeasePolicy, 'prefix'>): Guarded[] {
  const network = networkOf(cidr);
  // A text that we write otherwise than it came would be compared with AWS's for ever.
  if (network === null || network.cidr !== cidr) return [{ code: 'no-network', value: cidr, limit: null }];
  if (role === 'admin') return [];
  if (network.prefix === 0) return [{ code: 'open-to-world', value: cidr, limit: 'admin' }];
  const least = policy.prefix[network.family];
  return network.prefix < least ? [{ code: 'too-wide', value: cidr, limit: `/${least}` }] : [];
}

/** `22`, `8000-8010`. */
function portText(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function portsText({ ports }: LeasePolicy): string {
  return ports.map(({ from, to }) => portText(from, to)).join(', ');
}
