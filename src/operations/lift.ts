import type { Role } from '../finding/role.ts';
import { type Suppression, suppressionLabel } from '../finding/suppression.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { anyCase, personOf } from './case-act.ts';
import { mayOn } from './grants.ts';
import type { ActContext, Operation } from './operation.ts';
import { putSuppressionCard } from './suppression-card.ts';

export interface Lift {
  readonly suppressionId: number;
}

export type Lifted =
  | { readonly kind: 'no-suppression'; readonly suppressionId: number }
  /** They may do such things, but not in all the accounts that it reaches into. */
  | { readonly kind: 'not-yours'; readonly suppressionId: number; readonly needs: Role }
  | { readonly kind: 'lifted'; readonly suppression: Suppression }
  /** It had ended before; its `ended` says how, when and by whom. */
  | { readonly kind: 'already'; readonly suppression: Suppression };

/** Ends a suppression before its time. What it kept quiet and is still there is shown again by the clock. */
export const lift: Operation<Lift, Lifted> = {
  name: 'lift',
  needs: 'responder',
  async run(transaction, { suppressionId }, context) {
    const { now } = context;
    const suppression = await transaction.suppressionById(suppressionId);
    if (suppression === null) return { kind: 'no-suppression', suppressionId };
    if (!(await reaches(transaction, suppression, context)))
      return { kind: 'not-yours', suppressionId, needs: context.needs };
    if (suppression.ended !== null) return { kind: 'already', suppression };
    const ended = { how: 'lifted', at: now, by: personOf(context) } as const;
    await transaction.endSuppression(suppressionId, ended);
    await putSuppressionCard(transaction, suppression, now);
    return { kind: 'lifted', suppression: { ...suppression, ended } };
  },
  audit({ suppressionId }, answer) {
    const target = suppressionLabel(suppressionId);
    if (answer.kind === 'no-suppression' || answer.kind === 'not-yours')
      return { outcome: 'refused', target, after: { why: answer.kind } };
    if (answer.kind === 'already') return null;
    const { until, ended } = answer.suppression;
    return { outcome: 'done', target, before: { until, ended: null }, after: { ended: { ...ended } } };
  },
};

/** True: whoever lifts it may do so in every account that it keeps quiet. */
async function reaches(
  transaction: ActTransaction,
  { match, caseId }: Suppression,
  context: ActContext,
): Promise<boolean> {
  const { actor, needs, rules } = context;
  if (mayOn(actor, needs, { account: null, environment: null })) return true;
  const { account: accounts } = match;
  if (accounts !== undefined)
    return accounts.every((account) =>
      mayOn(actor, needs, { account, environment: rules.accountOf(account)?.environment ?? null }),
    );
  if (match.identity === undefined || caseId === null) return false;
  return (await anyCase(transaction, caseId, context)).kind === 'found';
}
