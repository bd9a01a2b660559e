import type { AuditNote, Json } from '../../finding/audit.ts';
import { type Lease, leaseLabel } from '../../finding/lease.ts';

interface Answer {
  readonly kind: string;
  readonly lease?: Lease;
}

/** Answers that changed something, and answers that are a refusal; whatever is neither changed nothing and said so. */
interface Sorted {
  readonly done: readonly string[];
  readonly refused: readonly string[];
}

/** What the log keeps of an act on a lease. `target`: where the answer bears no lease. */
export function leaseNote(
  answer: Answer,
  { done, refused }: Sorted,
  target: string | null,
  said: { readonly after?: Readonly<Record<string, Json>>; readonly reason?: string } = {},
): AuditNote | null {
  const about = answer.lease === undefined ? target : leaseLabel(answer.lease.id);
  if (done.includes(answer.kind)) {
    const after = { ...(answer.lease && factsOf(answer.lease)), ...said.after };
    return { outcome: 'done', target: about, after, reason: said.reason ?? null };
  }
  if (!refused.includes(answer.kind)) return null;
  return {
    outcome: 'refused',
    target: about,
    after: { ...said.after, why: answer.kind },
    reason: said.reason ?? null,
  };
}

/** What somebody who reads the log years later wants to know of a lease. */
function factsOf(lease: Lease): Record<string, Json> {
  const { spec, place, subject, state, planHash, endsAt, needed, approvals, breakGlass } = lease;
  const approved = approvals.map(({ by }) => by);
  return {
    ...{ kind: spec.kind, account: place.account, region: place.region, subject, state, planHash, endsAt },
    ...{ needed, approvals: approved, breakGlass },
    spec: JSON.parse(JSON.stringify(spec)) as Json,
  };
}
