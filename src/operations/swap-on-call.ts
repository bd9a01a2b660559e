import { type Override, onCallAt } from '../calendar/on-call.ts';
import { personOf } from './case-act.ts';
import { plannedWithin, swapsAhead } from './on-call-plan.ts';
import type { Operation } from './operation.ts';

export interface SwapOnCall {
  /** Slack user id of a full member of the workspace; whoever asks has looked. */
  readonly userId: string;
  /** Epoch ms; null: now. */
  readonly from: number | null;
  /** Epoch ms; null: until the turn of whoever is on call then ends. */
  readonly until: number | null;
}

export type Swapped =
  | { readonly kind: 'swapped' | 'already'; readonly override: Override }
  /** The configuration puts nobody on call, so there is nobody to stand in for. */
  | { readonly kind: 'no-plan' }
  /** A group is on call for ever: it has to be said until when somebody stands in. */
  | { readonly kind: 'no-end' }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'too-long'; readonly most: number };

const longestSwap = 28 * 86_400_000;

/** Somebody stands in for whoever is on call. */
export const swapOnCall: Operation<SwapOnCall, Swapped> = {
  name: 'swapOnCall',
  needs: 'responder',
  async run(transaction, { userId, from: asked, until: end }, context) {
    const { now } = context;
    const { onCall } = context.rules.settings;
    if (onCall.kind === 'none') return { kind: 'no-plan' };
    const from = Math.max(asked ?? now, now);
    await transaction.holdDecisions();
    const overrides = await transaction.overrides(now);
    const until = end ?? onCallAt(onCall, [], from).until;
    if (until === null) return { kind: 'no-end' };
    if (until <= from) return { kind: 'in-the-past' };
    if (until - from > longestSwap) return { kind: 'too-long', most: longestSwap };
    const override: Override = { from, until, userId, by: personOf(context) };
    const held = swapsAhead(onCall, overrides, from).some(
      (swap) => swap.userId === userId && swap.from <= from && until <= swap.until,
    );
    const planned = plannedWithin(onCall, from, until).every((shift) => shift.first === userId);
    const coming = overrides.some((one) => one.from < until && one.until > from);
    if (held || (planned && !coming)) return { kind: 'already', override };
    await transaction.addOverride(override);
    return { kind: 'swapped', override };
  },
  audit({ userId }, answer) {
    if (answer.kind === 'already') return null;
    if (answer.kind !== 'swapped') return { outcome: 'refused', target: userId, after: { why: answer.kind } };
    const { from, until } = answer.override;
    return { outcome: 'done', target: userId, after: { onCall: userId, from, until } };
  },
};
