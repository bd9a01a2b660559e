import { type Case, caseLabel } from '../finding/case.ts';
import { matcherVersion } from '../finding/match.ts';
import type { Severity } from '../finding/severity.ts';
import { type Suppression, type SuppressionDraft, suppressionLabel } from '../finding/suppression.ts';
import { viewOf } from '../finding/view.ts';
import type { ActTransaction, CaseInHand } from '../store/store.ts';
import { hide } from '../triage/redecide.ts';
import { type NoUse, nothingDone, personOf, visibleCase } from './case-act.ts';
import { contextOf } from './deciding.ts';
import { isEnough } from './grants.ts';
import type { ActContext, Operation } from './operation.ts';
import { putSuppressionCard } from './suppression-card.ts';
import { type Scope, scopesOf } from './suppression-scopes.ts';

export interface Suppress {
  readonly caseId: number;
  /** Key of one of the scopes that the case offers. */
  readonly scope: string;
  /** Epoch ms. */
  readonly until: number;
  /** Ends early when nothing matched for so long (ms); null: never early. */
  readonly idle: number | null;
  readonly reason: string;
}

export type Suppressed =
  | NoUse
  | {
      readonly kind: 'suppressed';
      readonly suppression: Suppression;
      /** The case itself is quiet; it stays in sight while it has findings that the scope leaves out. */
      readonly hidden: boolean;
    }
  | { readonly kind: 'already'; readonly suppression: Suppression }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'no-reason'; readonly most: number }
  /** The case is worse than the actor's role may hide. */
  | {
      readonly kind: 'too-severe';
      readonly caseId: number;
      readonly severity: Severity;
      readonly needs: 'approver';
    }
  /** The case no longer has the fact that the scope is made of. */
  | { readonly kind: 'no-scope'; readonly caseId: number };

export const longestReason = 500;

/**
 * Keeps quiet what a case is about, for a while and for a reason. The case itself goes at once; the clock looks
 * through the others. Nothing that is or becomes worse than the case is ever hidden by it.
 */
export const suppress: Operation<Suppress, Suppressed> = {
  name: 'suppress',
  needs: 'responder',
  async run(transaction, input, context) {
    const { now, limits } = context;
    const reason = input.reason.trim();
    if (reason === '' || reason.length > longestReason) return { kind: 'no-reason', most: longestReason };
    // Asked so that what is no number at all is no end either.
    if (!(input.until > now)) return { kind: 'in-the-past' };
    const found = await visibleCase(transaction, input.caseId, context);
    if (found.kind !== 'visible') return found;
    const most = limits.suppression[found.role];
    if (!(input.until - now <= most)) return { kind: 'too-long', most };
    const { severity } = found.case;
    if (severity === 'Critical' && !isEnough(found.role, 'approver'))
      return { kind: 'too-severe', caseId: input.caseId, severity, needs: 'approver' };
    const scope = scopesOf(viewsOf(found)).find((one) => one.key === input.scope);
    if (scope === undefined) return { kind: 'no-scope', caseId: input.caseId };
    const live = (await transaction.suppressions()).filter((one) => one.until > now);
    const twin = live.find((one) => isTwin(one, scope, found.case));
    if (twin) return { kind: 'already', suppression: twin };

    const { channel, id: caseId } = found.case;
    const author = personOf(context);
    const { until, idle } = input;
    const draft: SuppressionDraft = {
      ...{ match: scope.match, matcherVersion, severity, reason, author, caseId, channel },
      ...{ createdAt: now, until, idle },
    };
    const suppression = await transaction.addSuppression(draft);
    const hidden = await hideAtOnce(transaction, found, suppression, context);
    await putSuppressionCard(transaction, suppression, now);
    return { kind: 'suppressed', suppression, hidden };
  },
  audit({ caseId, reason }, answer) {
    if (answer.kind !== 'suppressed') {
      const note = nothingDone(caseId, answer.kind);
      return note && { ...note, reason };
    }
    const { id, match, severity, until, idle } = answer.suppression;
    const made = { suppression: suppressionLabel(id), match: { ...match }, severity, until, idle };
    return { outcome: 'done', target: caseLabel(caseId), after: made, reason };
  },
};

/** A case's findings, the worst first, as `scopesOf` wants them. */
export function viewsOf({ findings }: Pick<CaseInHand, 'findings'>) {
  return findings.filter((one) => one.records.length > 0).map((one) => viewOf(one.records));
}

/** Pressed twice, or by two: the first one counts. */
function isTwin(one: Suppression, { match }: Scope, { severity }: Case): boolean {
  return one.severity === severity && JSON.stringify(one.match) === JSON.stringify(match);
}

async function hideAtOnce(
  transaction: ActTransaction,
  found: CaseInHand,
  suppression: Suppression,
  { now, rules }: ActContext,
): Promise<boolean> {
  const changes = hide(found, suppression, await contextOf(transaction, rules, now));
  if (changes) await transaction.save(changes, now);
  return changes !== null;
}
