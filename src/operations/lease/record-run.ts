import type { RunbookRun } from '../../finding/runbook.ts';
import type { Claim } from '../../store/ports/cards.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { auditByClock } from '../audited.ts';
import type { Operation } from '../operation.ts';
import { tellRun } from './tell-lease.ts';

export interface RecordRun {
  readonly runId: number;
  readonly claim: Claim;
  readonly change: Partial<
    Pick<RunbookRun, 'state' | 'executionId' | 'endedAt' | 'step' | 'output' | 'attempts'>
  > &
    Pick<RunbookRun, 'nextAt'>;
}

/** What whoever follows a run has seen of it; also lets go of it. False: the claim was no longer theirs. */
export const recordRun: Operation<RecordRun, boolean> = {
  name: 'recordRun',
  needs: 'admin',
  async run(transaction, { runId, claim, change }, { now }) {
    const run = await transaction.leases.heldRun(runId, claim);
    if (run === null) return false;
    const after = { ...run, ...change };
    await transaction.leases.saveRun(after);
    await tellRun(transaction, run, after, now);
    if (after.state !== run.state || after.step !== run.step) await showRun(transaction, after, now);
    if (after.state !== run.state)
      auditByClock(transaction, now, {
        ...{ act: 'runbook.run', target: `run:${runId}` },
        outcome: after.state === 'failed' || after.state === 'timed-out' ? 'failed' : 'done',
        ...{ before: { state: run.state }, after: { state: after.state, execution: after.executionId } },
      });
    return true;
  },
  audit: () => null,
};

/** `run:<id>`; drawn from the table of runs. */
export function showRun(
  transaction: Pick<ActTransaction, 'putCard'>,
  { id, channel }: RunbookRun,
  now: number,
): Promise<void> {
  return transaction.putCard({
    ...{ key: `run:${id}`, channel, severity: 'High', now, material: true, data: null },
  });
}
