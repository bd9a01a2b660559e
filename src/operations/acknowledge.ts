import { type Case, caseLabel } from '../finding/case.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import type { ActContext, Operation } from './operation.ts';

export interface Acknowledge {
  readonly caseId: number;
  /** For how long, in ms; null: as long as the configuration says for its severity. */
  readonly duration: number | null;
}

export type Acknowledged =
  | NoUse
  /** `until` grew or shrank, since whoever has it said so. */
  | { readonly kind: 'acknowledged' | 'extended'; readonly case: Case }
  /** Somebody has it, maybe whoever asks; the case says who, since when and until when. */
  | { readonly kind: 'already'; readonly case: Case }
  | { readonly kind: 'too-long'; readonly most: number };

/** Takes a case for a while: nobody else needs to, and nobody is called until the time is up. */
export const acknowledge: Operation<Acknowledge, Acknowledged> = {
  name: 'acknowledge',
  needs: 'responder',
  async run(transaction, { caseId, duration }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const most = context.limits.acknowledgement[found.role];
    // What is no number at all would never lapse.
    if (duration !== null && !(duration <= most)) return { kind: 'too-long', most };
    const mine = found.case.assignee === personOf(context);
    const taken = found.case.state === 'acknowledged';
    if (taken && !(mine && duration !== null)) return { kind: 'already', case: found.case };
    const after = await take(transaction, found.case, duration, context);
    return { kind: taken ? 'extended' : 'acknowledged', case: after };
  },
  audit: ({ caseId }, { kind }) =>
    kind === 'acknowledged' || kind === 'extended'
      ? { outcome: 'done', target: caseLabel(caseId) }
      : nothingDone(caseId, kind),
};

/** The actor has the case from now on, whoever had it before. */
export async function take(
  transaction: ActTransaction,
  before: Case,
  duration: number | null,
  context: ActContext,
): Promise<Case> {
  const { now, rules, limits, actor } = context;
  const by = personOf(context);
  const most = limits.acknowledgement[actor.role];
  const until = now + Math.min(duration ?? rules.settings.acknowledgement[before.severity], most);
  const again = before.state === 'acknowledged' && before.assignee === by;
  const changed: Case = {
    ...before,
    state: 'acknowledged',
    verifying: null,
    assignee: by,
    acknowledgedAt: again ? before.acknowledgedAt : now,
    acknowledgedUntil: until,
    // Nobody has to be called any more, neither now nor in the morning.
    escalation: null,
    mentionAt: null,
  };
  const notice = { kind: 'acknowledged' as const, mentions: [], values: { by, until } };
  // Whoever was woken hears that somebody has it; a pager that was never told of the case stays in peace.
  return saveAct(transaction, context, changed, notice, 'acknowledge');
}
