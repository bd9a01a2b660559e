import type { Match } from './match.ts';

/** Strictest first. `track`: a card until it is fixed; the others make none. */
export const policyActions = ['track', 'notify', 'accept', 'disable'] as const;
export type PolicyAction = (typeof policyActions)[number];

/** What may make one case of several findings. `tag:<key>` is a resource's tag. */
export const groupFields = ['account', 'region', 'type', 'control', 'resource', 'principal'] as const;
export type GroupField = (typeof groupFields)[number] | `tag:${string}`;

/** One rule of the team. The first that matches decides; over a finding's standards the strictest answer wins. */
export interface Policy {
  /** Unique; shown by `why`. */
  readonly name: string;
  /** Where it stands, for people: `policies.3 in yagura.yaml line 41`, `default profile 2`. */
  readonly place: string;
  readonly match: Match;
  readonly then: PolicyAction;
  /** Time from opening until it is due, in ms; null: no deadline. Only with `track`. */
  readonly due: number | null;
  /** False: nobody is called when nobody acknowledges. */
  readonly escalate: boolean;
  /** Empty: each finding is a case. Only with `track`. */
  readonly groupBy: readonly GroupField[];
  readonly channel: string | null;
  readonly owner: string | null;
  /** Who is mentioned when the card is posted; null: by severity. */
  readonly mention: readonly string[] | null;
  /** Whoever seems to be behind it is asked whether it was them; absent: nobody is. Only with `track`. */
  readonly ask?: true;
}
