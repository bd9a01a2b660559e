import { type Suppression, suppressionLabel } from '../finding/suppression.ts';
import { personOf } from './case-act.ts';
import type { Operation } from './operation.ts';
import { putSuppressionCard } from './suppression-card.ts';

export interface Lift {
  readonly suppressionId: number;
}

export type Lifted =
  | { readonly kind: 'no-suppression'; readonly suppressionId: number }
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
    if (suppression.ended !== null) return { kind: 'already', suppression };
    const ended = { how: 'lifted', at: now, by: personOf(context) } as const;
    await transaction.endSuppression(suppressionId, ended);
    await putSuppressionCard(transaction, suppression, now);
    return { kind: 'lifted', suppression: { ...suppression, ended } };
  },
  audit({ suppressionId }, answer) {
    const target = suppressionLabel(suppressionId);
    if (answer.kind === 'no-suppression') return { outcome: 'refused', target, after: { why: answer.kind } };
    if (answer.kind === 'already') return null;
    const { until, ended } = answer.suppression;
    return { outcome: 'done', target, before: { until, ended: null }, after: { ended: { ...ended } } };
  },
};
