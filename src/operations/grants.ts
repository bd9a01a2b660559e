import { type Role, roles } from '../finding/role.ts';
import { totalCount } from '../finding/tally.ts';
import { viewOf } from '../finding/view.ts';
import type { CaseInHand } from '../store/ports/transactions.ts';
import type { TriageRules } from '../triage/rules.ts';

/** A role that somebody holds, and where; null: wherever. Of both, both have to hold. */
export interface Grant {
  readonly role: Role;
  /** Ids. */
  readonly accounts: readonly string[] | null;
  readonly environments: readonly string[] | null;
}

/** What an act is about. Null: not known, so only whoever may act anywhere may act. */
interface Whereabouts {
  readonly account: string | null;
  readonly environment: string | null;
}

interface Holder {
  readonly grants: readonly Grant[];
}

/** The grant of whoever is named without a place. */
export function everywhere(role: Role): readonly Grant[] {
  return [{ role, accounts: null, environments: null }];
}

/** True when somebody who has `role` may do what needs `needs`. */
export function isEnough(role: Role, needs: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needs);
}

/** True when they may do there what needs `needs`. */
export function mayOn(actor: Holder, needs: Role, where: Whereabouts): boolean {
  return isEnough(roleOn(actor, [where]), needs);
}

/** The greatest role that they hold in all of these places at once; without one they only look. */
export function roleOn({ grants }: Holder, places: readonly Whereabouts[]): Role {
  const held = (role: Role) =>
    places.every((place) => grants.some((grant) => isEnough(grant.role, role) && covers(grant, place)));
  return [...roles].reverse().find(held) ?? 'viewer';
}

function covers({ accounts, environments }: Grant, { account, environment }: Whereabouts): boolean {
  const named = (list: readonly string[] | null, word: string | null) =>
    list === null || (word !== null && list.includes(word));
  return named(accounts, account) && named(environments, environment);
}

/** Where a case's findings are. With more of them than are at hand, one may be anywhere. */
export function placesOf(
  { case: one, findings }: Pick<CaseInHand, 'case' | 'findings'>,
  rules: Pick<TriageRules, 'accountOf'>,
): Whereabouts[] {
  const ids = new Set(
    findings.flatMap(({ records }) => (records.length > 0 ? [viewOf(records).account.id] : [])),
  );
  const known = [...ids].map((id) => ({
    account: id,
    environment: rules.accountOf(id)?.environment ?? null,
  }));
  const all = known.length > 0 && totalCount(one.tally) <= findings.length;
  return all ? known : [...known, { account: null, environment: null }];
}
