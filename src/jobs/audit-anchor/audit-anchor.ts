import type { AuditAnchorData } from '../../finding/card-data.ts';
import type { Job, JobDeps } from '../job.ts';

/**
 * Tells the outside, once a day, up to which row the audit log stands. Whoever can write to the database can make up a
 * whole log, but not what Slack was told before.
 */
export const auditAnchor: Job = { name: 'audit-anchor', cron: '5 0 * * *', run: tellAnchor };

export async function tellAnchor({
  store,
  clock,
  intakeCard,
}: Pick<JobDeps, 'store' | 'clock' | 'intakeCard'>): Promise<void> {
  const now = clock.now();
  const key = `audit-anchor:${new Date(now).toISOString().slice(0, 10)}`;
  // It also runs at each start; once a day is enough.
  if ((await store.cards.byKey(key)) !== null) return;
  const anchor = await store.audit.anchor(now);
  if (anchor === null) return;
  const { channel } = intakeCard(now);
  const data: AuditAnchorData = { ...anchor, at: now };
  await store.cards.put({ key, channel, severity: 'Informational', now, material: false, data });
}
