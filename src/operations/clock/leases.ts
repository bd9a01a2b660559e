import { type Lease, leaseLabel } from '../../finding/lease.ts';
import type { LeasePolicy } from '../../finding/lease-policy.ts';
import { reminderAt } from '../../finding/lease-time.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import type { Store } from '../../store/store.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { auditByClock } from '../audited.ts';
import { alarm, moved, saveLease } from '../lease/lease-act.ts';
import type { Ticked } from './ticked.ts';

const leasesAtOnce = 50;

/** Requests that lapse, approvers who are reminded, isolations that somebody should look at again. */
export async function passLeases(
  store: Pick<Store, 'act'>,
  rules: TriageRules,
  policy: LeasePolicy | null,
  now: number,
): Promise<Ticked> {
  return store.act(async (transaction) => {
    const due = await transaction.leases.timedOut(now, leasesAtOnce);
    for (const lease of due) {
      if (lease.state === 'requested') await waitOn(transaction, lease, { rules, policy, now });
      else await askAgain(transaction, lease, { rules, policy, now });
    }
    return { changed: due.length > 0, more: due.length === leasesAtOnce };
  });
}

interface Passing {
  readonly rules: TriageRules;
  readonly policy: LeasePolicy | null;
  readonly now: number;
}

async function waitOn(
  transaction: ActTransaction,
  lease: Lease,
  { rules, policy, now }: Passing,
): Promise<void> {
  const lapsed = lease.requestUntil <= now ? moved(lease, 'lapse') : null;
  if (lapsed !== null) {
    const target = leaseLabel(lease.id);
    auditByClock(transaction, now, { act: 'lease.lapse', outcome: 'done', target });
    await saveLease(transaction, lapsed, now);
    return;
  }
  // After a downtime the reminders that were missed count as one.
  let reminders = lease.reminders;
  while (reminderAt(lease, reminders) <= now) reminders += 1;
  await saveLease(transaction, { ...lease, reminders }, now, { material: false });
  const approvers = policy?.approvers[lease.place.account] ?? [];
  await alarm(transaction, lease, { now, rules }, 'reminder', approvers);
}

/** It goes on as it is until a person decides: an isolation never opens by itself. */
async function askAgain(
  transaction: ActTransaction,
  lease: Lease,
  { rules, policy, now }: Passing,
): Promise<void> {
  auditByClock(transaction, now, { act: 'lease.review', outcome: 'done', target: leaseLabel(lease.id) });
  const reviewAt = policy === null ? null : now + policy.reviewAfter;
  await transaction.leases.page(lease.id, 'trigger', now);
  await alarm(transaction, lease, { now, rules }, 'review');
  await saveLease(transaction, { ...lease, reviewAt, pagedAt: now }, now);
}
