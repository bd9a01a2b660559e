import type { Lease } from '../../finding/lease.ts';
import type { RunbookRun } from '../../finding/runbook.ts';
import { leaseStory, runStory, type StoryLine } from '../../finding/story.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';

type Teller = Pick<ActTransaction, 'tell'>;

/** What became of a lease, in its own thread, and in that of the case it was asked from. */
export function tellLease(
  transaction: Teller,
  before: Lease | null,
  after: Lease,
  by: string | null,
  now: number,
): Promise<void> {
  return tellOf(transaction, `lease:${after.id}`, after.caseId, leaseStory(before, after, by, now));
}

/** The same of a run of a runbook. */
export function tellRun(
  transaction: Teller,
  before: RunbookRun | null,
  after: RunbookRun,
  now: number,
): Promise<void> {
  return tellOf(transaction, `run:${after.id}`, after.caseId, runStory(before, after, now));
}

async function tellOf(
  transaction: Teller,
  about: string,
  caseId: number | null,
  lines: readonly StoryLine[],
): Promise<void> {
  const cards = caseId === null ? [about] : [about, `case:${caseId}`];
  if (lines.length > 0)
    await transaction.tell(
      cards,
      lines.map((line) => ({ ...line, values: { ...line.values, about } })),
    );
}
