import type { LeaseDraft } from './lease.ts';

const minuteMs = 60_000;
/** Approvers hear of a request again after a quarter of an hour, then half an hour later, then an hour … */
const firstReminderMs = 15 * minuteMs;

/** When approvers are reminded for the `count`-th time, from 0. */
export function reminderAt({ requestedAt }: Pick<LeaseDraft, 'requestedAt'>, count: number): number {
  return requestedAt + firstReminderMs * (2 ** (Math.min(count, 20) + 1) - 1);
}

/** When the clock next has something to do: remind, let a request lapse, ask for a review; null: never. */
export function wakeAt(lease: LeaseDraft): number | null {
  switch (lease.state) {
    case 'requested':
      return Math.min(lease.requestUntil, reminderAt(lease, lease.reminders));
    case 'active':
      return lease.reviewAt;
    default:
      return null;
  }
}

/** Its time is over. */
export function isOver({ endsAt }: Pick<LeaseDraft, 'endsAt'>, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}
