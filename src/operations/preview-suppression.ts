import { isVisible } from '../finding/case.ts';
import { matcherVersion } from '../finding/match.ts';
import type { Role } from '../finding/role.ts';
import { type Severity, severityRank } from '../finding/severity.ts';
import type { PreviewFinding } from '../store/ports/decisions.ts';
import type { Store } from '../store/store.ts';
import { compileSaved } from '../triage/match.ts';
import type { TriageRules } from '../triage/rules.ts';
import { type NoUse, viewsOf, visibleCase } from './case-act.ts';
import type { Actor } from './operation.ts';
import { suppress } from './suppress.ts';
import { type Scope, scopesFor } from './suppression-scopes.ts';
import { truthsIn } from './truths.ts';

export interface PreviewRequest {
  readonly caseId: number;
  /** Key of a scope; null, or one that the case no longer offers: the narrowest. */
  readonly scope: string | null;
  /** Who asks. */
  readonly actor: Actor;
}

/** What a suppression would do, before anybody makes it. */
export interface SuppressionPreview {
  readonly kind: 'preview';
  readonly caseId: number;
  /** What whoever asks may do where the case is. */
  readonly role: Role;
  /** The severity it would be made for; whatever is worse stays in sight. */
  readonly severity: Severity;
  /** All that the case offers, the narrowest first. */
  readonly scopes: readonly Scope[];
  readonly scope: Scope;
  /** Findings that are in sight now and would not be. */
  readonly now: CountBySeverity;
  /** Findings of the last 30 days that it would have hidden, those of `now` included. */
  readonly month: CountBySeverity;
  /** The worst and newest of `month`. */
  readonly worst: readonly PreviewExample[];
  /** Findings in its scope that are worse than its severity, and so stay in sight. */
  readonly spared: number;
  /** Findings in its scope, not worse than its severity, whose cases people closed as handled at some time. */
  readonly truths: number;
  /** False: there were too many findings to look at all of them. */
  readonly complete: boolean;
}

export type CountBySeverity = Readonly<Record<Severity, number>>;

interface PreviewExample {
  readonly caseId: number | null;
  readonly severity: Severity;
  readonly title: string;
  readonly account: string;
  readonly lastSeen: number;
}

const monthMs = 30 * 86_400_000;
const atOnce = 500;
const mostLookedAt = 50_000;
const examplesShown = 5;

/** Reads in chunks, and lets whatever else waits for this thread go first between them. */
export async function previewSuppression(
  store: Pick<Store, 'act' | 'suppressions'>,
  rules: TriageRules,
  request: PreviewRequest,
  now: number,
): Promise<SuppressionPreview | NoUse> {
  const asked = { actor: request.actor, rules, needs: suppress.needs };
  const found = await store.act((transaction) => visibleCase(transaction, request.caseId, asked));
  if (found.kind !== 'visible') return found;
  const scopes = scopesFor(viewsOf(found), request.actor, suppress.needs);
  const scope = scopes.find((one) => one.key === request.scope) ?? scopes[0];
  if (scope === undefined) return { kind: 'no-case', caseId: request.caseId };
  const { severity, id: caseId } = found.case;
  const truths = await store.act((transaction) => truthsIn(transaction, scope, severity, rules));
  const tally = createTally(severity);
  const matches = compileSaved(scope.match, matcherVersion);
  let looked = 0;
  let after: string | null = null;
  do {
    const page: PreviewFinding[] = await store.suppressions.findingsSince(now - monthMs, {
      after,
      limit: atOnce,
    });
    for (const one of page) {
      const { view } = one;
      if (matches({ view, account: rules.accountOf(view.account.id), standards: view.standards }))
        tally.add(one);
    }
    looked += page.length;
    after = page.length < atOnce ? null : (page.at(-1)?.view.identity ?? null);
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== null && looked < mostLookedAt);
  const { role } = found;
  return {
    kind: 'preview',
    caseId,
    role,
    severity,
    scopes,
    scope,
    ...tally.result(),
    truths: truths.length,
    complete: after === null,
  };
}

function createTally(severity: Severity) {
  const nowCounts = noCounts();
  const month = noCounts();
  const hidden: PreviewExample[] = [];
  let spared = 0;
  return {
    add({ view, caseId, state }: PreviewFinding): void {
      if (severityRank(view.severity) > severityRank(severity)) {
        spared += 1;
        return;
      }
      month[view.severity] += 1;
      if (view.state === 'active' && state !== null && isVisible(state)) nowCounts[view.severity] += 1;
      const { title, lastSeen } = view;
      const account = view.account.name ?? view.account.id;
      hidden.push({ caseId, severity: view.severity, title, account, lastSeen });
      if (hidden.length >= 2 * atOnce) hidden.splice(0, hidden.length, ...worstOf(hidden));
    },
    result: () => ({ now: nowCounts, month, worst: worstOf(hidden), spared }),
  };
}

function worstOf(examples: readonly PreviewExample[]): PreviewExample[] {
  const inOrder = [...examples].sort(
    (a, b) => severityRank(b.severity) - severityRank(a.severity) || b.lastSeen - a.lastSeen,
  );
  return inOrder.slice(0, examplesShown);
}

function noCounts(): Record<Severity, number> {
  return { Critical: 0, High: 0, Medium: 0, Low: 0, Informational: 0 };
}
