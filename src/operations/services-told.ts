import { caseLabel } from '../finding/case.ts';
import type { MarkWord } from '../finding/mark.ts';
import type { TellableSource, Wish } from '../finding/wish.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import type { WishResult } from '../store/ports/wishes.ts';
import { auditByClock } from './audited.ts';
import type { Operation } from './operation.ts';

/** What became of one claimed wish, and what it was about. */
export interface Told {
  readonly source: TellableSource;
  readonly caseId: number;
  readonly result: WishResult;
  /** What the service said before, and says now; null: nothing was written. */
  readonly change: {
    readonly before: MarkWord | null;
    readonly after: MarkWord;
    readonly why: Wish | null;
  } | null;
}

/** Services were told, or did not take it. The program's own; whoever decided stands in what was decided. */
export const servicesTold: Operation<{ readonly told: readonly Told[] }, null> = {
  name: 'servicesTold',
  needs: 'admin',
  async run(transaction, { told }, { now }) {
    const results = told.map((one) => one.result);
    await transaction.settleWishes(results, now);
    for (const alike of Map.groupBy(told, rowOf).values()) auditAlike(transaction, alike, now);
    return null;
  },
  audit: () => null,
};

/** What goes into one row of the audit log. */
function rowOf({ caseId, source, change, result }: Told): string {
  const problem = result.kind === 'failed' ? result.problem : null;
  return JSON.stringify([caseId, source, change?.before, change?.after, problem]);
}

/** What was tried and is tried again is not written down before it ends one way or the other. */
function auditAlike(transaction: ActTransaction, alike: readonly Told[], now: number): void {
  const [first] = alike;
  if (!first) return;
  const { source, caseId, change, result } = first;
  const note = { act: 'write-back', target: caseLabel(caseId) };
  const copies = alike.length;
  if (result.kind === 'failed' && result.nextAt === null)
    auditByClock(transaction, now, {
      ...note,
      ...{ outcome: 'failed', after: { source, copies }, reason: result.problem },
    });
  if (change !== null)
    auditByClock(transaction, now, {
      ...note,
      outcome: 'done',
      before: { source, says: change.before },
      after: { source, says: change.after, copies, why: change.why?.why ?? null, by: change.why?.by ?? null },
    });
}
