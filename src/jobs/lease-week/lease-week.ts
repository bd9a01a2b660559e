import type { LeaseWeekData } from '../../finding/card-data.ts';
import { daysAfter } from '../../shared/zoned-day.ts';
import type { Job } from '../job.ts';

const weekMs = 7 * 86_400_000;

/** Once a week: what one person did alone, and what there is to be said of security groups. A quiet week says nothing. */
export const leaseWeek: Job = {
  name: 'lease-week',
  cron: '0 0 * * 1',
  async run({ store, clock, leaseReview }, signal) {
    const now = clock.now();
    const { channel, takeStock } = leaseReview;
    if (channel() === null) return;
    const key = `lease-week:${mondayOf(now)}`;
    // It also runs at each start; what was said of a week is said.
    if (await store.cards.byKey(key)) return;
    const alone = await store.leases.breakGlassSince(now - weekMs);
    const { rows, missed } = await takeStock(signal);
    if (alone.length === 0 && rows.length === 0 && missed === 0) return;
    const data: LeaseWeekData = { breakGlass: alone.map((lease) => lease.id), stock: tally(rows), missed };
    const to = channel() ?? '';
    await store.cards.put({ key, channel: to, severity: 'Informational', now, material: true, data });
  },
};

/** The Monday of the week, in UTC: `2026-11-23`. */
function mondayOf(now: number): string {
  const day = new Date(now);
  return daysAfter(day.toISOString().slice(0, 10), -((day.getUTCDay() + 6) % 7));
}

/** How many of each kind there are in an account. */
function tally(
  rows: readonly { readonly account: string; readonly finding: string }[],
): LeaseWeekData['stock'] {
  const counts = new Map<string, number>();
  for (const { account, finding } of rows) {
    const place = `${account} ${finding}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) => {
    const [account = '', finding = ''] = place.split(' ');
    return { account, finding, count };
  });
}
