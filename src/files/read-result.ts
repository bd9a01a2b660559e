import type { Outcome, Reason, ReasonCode } from '../finding/ledger.ts';
import { detailOf } from '../intake/detail.ts';
import type { ObjectReference } from '../trail/pointers.ts';
import type { TrailProblem, TrailProblemKind } from '../trail/problem.ts';
import type { TrailReading } from '../trail/thread/protocol.ts';

export type Counts = Partial<Record<Outcome, number>>;

/** What stands in the ledger for one file. */
export interface FileVerdict {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** How many of its records became what; absent: none was read. */
  readonly counts?: Counts;
}

const codes: Readonly<Record<TrailProblemKind, ReasonCode>> = {
  'access-denied': 'object-denied',
  missing: 'object-missing',
  archived: 'object-archived',
  throttled: 'object-unreachable',
  away: 'object-unreachable',
  truncated: 'object-broken',
  corrupt: 'object-broken',
  'too-large': 'object-too-large',
  bomb: 'object-too-large',
  'not-a-log': 'object-no-log',
  stopped: 'object-unreachable',
};

/** A file that was not read to its end, and will not be tried again. What was found before stays. */
export function givenUp(
  object: ObjectReference,
  problem: TrailProblem,
  reading: TrailReading,
  found: Counts,
): FileVerdict {
  const said = problem.detail === undefined ? '' : `: ${problem.detail}`;
  const reason = { code: codes[problem.kind], detail: detailOf(`${nameOf(object)}${said}`) };
  if (reading.records === 0) return { outcome: 'quarantined', reason };
  // The rest of it, whatever there was, is one thing that nobody understood.
  const { counts } = readWhole(object, reading, found);
  return {
    outcome: 'quarantined',
    reason,
    counts: { ...counts, quarantined: (counts?.quarantined ?? 0) + 1 },
  };
}

/** A file that was read to its end. `found`: what became of the records that rules matched. */
export function readWhole(object: ObjectReference, reading: TrailReading, found: Counts): FileVerdict {
  const { records, matched, unmatched, refused } = reading;
  const unread = Object.values(refused).reduce((sum, one) => sum + one, unmatched);
  const counts: Counts = {
    ...found,
    dropped: (found.dropped ?? 0) + records - matched - unmatched,
    quarantined: (found.quarantined ?? 0) + unread,
  };
  const detail = nameOf(object);
  if (unread > 0) {
    const reason = { code: 'unreadable-records', detail: detailOf(`${unread} in ${detail}`) } as const;
    return { outcome: 'quarantined', reason, counts };
  }
  const order: readonly Outcome[] = ['posted', 'closed', 'merged', 'suppressed', 'duplicate', 'quarantined'];
  const outcome = order.find((one) => (counts[one] ?? 0) > 0) ?? 'dropped';
  const code =
    outcome === 'quarantined' ? 'account-not-allowed' : outcome === 'dropped' ? 'no-finding' : 'rule-matches';
  return { outcome, reason: { code, detail }, counts };
}

function nameOf({ bucket, key }: ObjectReference): string {
  return detailOf(`s3://${bucket}/${key}`);
}
