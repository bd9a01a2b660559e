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
  anchorPlace,
}: Pick<JobDeps, 'store' | 'clock' | 'intakeCard' | 'anchorPlace'>): Promise<void> {
  const now = clock.now();
  const key = `audit-anchor:${new Date(now).toISOString().slice(0, 10)}`;
  // It also runs at each start; once a day is enough.
  if ((await store.cards.byKey(key)) !== null) return;
  // Asked before there is a new one, which had no time yet.
  const unkept = anchorPlace === null ? null : await unkeptAt(anchorPlace, store);
  const anchor = await store.audit.anchor(now);
  if (anchor === null) return;
  const { channel } = intakeCard(now);
  const data: AuditAnchorData = { ...anchor, at: now, ...(unkept && { unkept }) };
  await store.cards.put({ key, channel, severity: 'Informational', now, material: false, data });
}

/** What waits without having failed was made a moment ago, or the bucket was named a moment ago. */
async function unkeptAt(
  place: string,
  { anchorCopies }: Pick<JobDeps['store'], 'anchorCopies'>,
): Promise<AuditAnchorData['unkept'] | null> {
  const { waiting: count, problem } = await anchorCopies.state(place);
  return problem === null ? null : { place, count, problem };
}
