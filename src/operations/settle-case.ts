import type { Case, NoticeDraft, Resolution } from '../finding/case.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { ended } from '../triage/case-life.ts';
import { personOf, saveAct } from './case-act.ts';
import type { ActContext } from './operation.ts';

/** How a person closes a case. */
export interface Ending {
  readonly resolution: Exclude<Resolution, 'gone' | 'external' | 'folded'>;
  readonly note: string | null;
  /** The case that tells the same, of a duplicate. */
  readonly into?: Pick<Case, 'id' | 'key'>;
}

/** Closes a case by a person's word: only what is newer than this moment brings it back. */
export function settleCase(
  transaction: ActTransaction,
  before: Case,
  { resolution, note, into }: Ending,
  context: ActContext,
): Promise<Case> {
  const { now } = context;
  const by = personOf(context);
  const changed: Case = {
    ...before,
    ...ended,
    state: 'resolved',
    resolution,
    foldedInto: into?.key ?? null,
    closedAt: now,
    closedBy: by,
    handledAt: resolution === 'handled' ? now : before.handledAt,
  };
  const values: NoticeDraft['values'] = {
    ...{ by, resolution },
    ...(note === null ? {} : { note }),
    ...(into === undefined ? {} : { into: into.id }),
  };
  return saveAct(transaction, context, changed, { kind: 'settled', mentions: [], values }, 'resolve');
}
