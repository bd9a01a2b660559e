import { personOf } from './case-act.ts';
import { plannedWithin, type Swap, swapsAhead } from './on-call-plan.ts';
import type { Operation } from './operation.ts';

export type Undone =
  | {
      readonly kind: 'undone';
      readonly swap: Swap /** Who is on call instead, from then on. */;
      readonly first: string;
    }
  | { readonly kind: 'nothing-to-undo' };

/**
 * Ends the swap that is on, or the next one to come: whoever is on call by plan stands in for whoever stands in. So
 * nothing that people said is ever taken out of the record.
 */
export const undoSwap: Operation<null, Undone> = {
  name: 'undoSwap',
  needs: 'responder',
  async run(transaction, _input, context) {
    const { now } = context;
    const { onCall } = context.rules.settings;
    await transaction.holdDecisions();
    const [swap] = swapsAhead(onCall, await transaction.overrides(now), now);
    if (swap === undefined) return { kind: 'nothing-to-undo' };
    const planned = plannedWithin(onCall, swap.from, swap.until);
    const by = personOf(context);
    for (const { from, until, first } of planned)
      if (first !== null && until !== null) await transaction.addOverride({ from, until, userId: first, by });
    const first = planned[0]?.first;
    return first === null || first === undefined
      ? { kind: 'nothing-to-undo' }
      : { kind: 'undone', swap, first };
  },
  audit(_input, answer) {
    if (answer.kind === 'nothing-to-undo') return null;
    const { userId, from, until } = answer.swap;
    const before = { onCall: userId, from, until };
    return { outcome: 'done', target: answer.first, before, after: { ...before, onCall: answer.first } };
  },
};
