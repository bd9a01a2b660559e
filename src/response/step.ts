import type { JournalEntry, Lease, LeaseFacts } from '../finding/lease.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { Reach } from './reach.ts';
import { isSureOfNothing, Trouble, troubleOf } from './trouble.ts';

/** One change to AWS. Done twice it changes nothing more; whether it is done is read from AWS, never remembered. */
export interface Step {
  readonly name: string;
  /** Reads AWS only; may remember what it finds. */
  isDone(work: Work): Promise<boolean>;
  do(work: Work): Promise<void>;
  /** It asks AWS for one change alone, so that a refusal leaves nothing of it behind. */
  readonly isOneChange?: true;
}

/** What a step works with. */
export interface Work {
  /** As SQL has it now. */
  readonly lease: Lease;
  readonly reach: Reach;
  /** Null: nothing ends a lease while this program is dead. */
  readonly failsafe: LeasePolicy['failsafe'];
  now(): number;
  /** Written into SQL before it resolves; throws LostClaim where it may not be written any more. */
  note(step: string, outcome: JournalEntry['outcome']): Promise<void>;
  remember(facts: Partial<LeaseFacts>): Promise<void>;
}

/**
 * So long AWS may take to show what it answered that it did (EC2 API Reference, "Eventual consistency": most within
 * seconds). Within it we look again instead of doing it again, and nothing is taken for gone.
 */
export const settleMs = 15_000;

/** Does what is not done, in order. Each step is written down before AWS is asked, and read back afterwards. */
export async function walk(steps: readonly Step[], work: Work): Promise<void> {
  for (const step of steps) {
    if (await step.isDone(work)) continue;
    // AWS has done it and does not show it yet.
    if (isFresh(work, step.name)) throw new Trouble('not-yet', step.name);
    const before = work.lease.journal[step.name];
    await work.note(step.name, 'tried');
    try {
      await step.do(work);
    } catch (error) {
      // One that was tried before may have been made.
      const untried = before === undefined || before.outcome === 'refused';
      if (untried && step.isOneChange && isSureOfNothing(troubleOf(error)))
        await work.note(step.name, 'refused');
      throw error;
    }
    await work.note(step.name, 'done');
    if (!(await step.isDone(work))) throw new Trouble('not-yet', step.name);
  }
}

/** AWS answered so short a time ago that it says it was done. */
function isFresh(work: Pick<Work, 'lease' | 'now'>, step: string): boolean {
  const entry = work.lease.journal[step];
  return entry?.outcome === 'done' && work.now() - entry.at < settleMs;
}

/** AWS was changed, or may have been, so short a time ago that what it does not show may be there. `by`: default any step. */
export function isSettling({ lease, now }: Pick<Work, 'lease' | 'now'>, by?: string): boolean {
  return Object.entries(lease.journal).some(
    ([step, { at, outcome }]) =>
      (by === undefined || step === by) && outcome !== 'refused' && now() - at < settleMs,
  );
}
