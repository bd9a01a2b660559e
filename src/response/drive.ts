import type { Lease } from '../finding/lease.ts';
import { isOver } from '../finding/lease-time.ts';
import type { LeaseChange } from '../operations/lease/record-lease.ts';
import type { ResponseKind } from './kind.ts';
import { type Work, walk } from './step.ts';

/** How often a living lease is compared with AWS. */
const lookEveryMs = 60_000;

export interface Driving {
  readonly kind: ResponseKind;
  readonly work: Work;
  /** Writes it down, under the claim. */
  record(change: LeaseChange): Promise<void>;
  /** Its instance is cut off, or is to be, by another lease. */
  isIsolated(lease: Lease): Promise<boolean>;
}

/**
 * THE STORY of a lease: from what SQL wants to the next thing done about AWS. Whatever it is interrupted by, it is told
 * again from here, and every step looks at AWS before it does anything.
 *
 *     approved ──► attaching ──► active ──► ending ──► ended
 */
export async function drive({ kind, work, record, isIsolated }: Driving): Promise<void> {
  const { lease } = work;
  const end = (reason: 'expired' | 'isolated') => record({ kind: 'move', event: 'end', reason });
  switch (lease.state) {
    case 'approved':
      if (isOver(lease, work.now())) return end('expired');
      return record({ kind: 'move', event: 'begin', reason: null });

    case 'attaching':
      if (isOver(lease, work.now())) return end('expired');
      if (await isIsolated(lease)) return end('isolated');
      await walk(kind.apply, work);
      return record({ kind: 'move', event: 'applied', reason: null });

    case 'active': {
      if (isOver(lease, work.now())) return end('expired');
      if (await isIsolated(lease)) return end('isolated');
      const drift = await kind.verify(work);
      if (drift.length === 0) await walk(kind.upkeep, work);
      return record({ kind: 'seen', drift, nextAt: nextLook(lease, work.now()) });
    }

    case 'ending':
      await walk(kind.revert, work);
      return record({ kind: 'move', event: 'reverted', reason: null });

    default:
      // Over, or not yet granted: nothing of it is in AWS.
      return;
  }
}

/** In time for its end. */
function nextLook({ endsAt }: Lease, now: number): number {
  return Math.min(now + lookEveryMs, endsAt ?? Number.POSITIVE_INFINITY);
}
