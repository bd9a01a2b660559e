import { auditAnchor } from './audit-anchor/audit-anchor.ts';
import type { Job } from './job.ts';
import { leaseSweep } from './lease-sweep/lease-sweep.ts';
import { leaseWeek } from './lease-week/lease-week.ts';
import { queueWatch } from './queue-watch/queue-watch.ts';
import { retention } from './retention/retention.ts';
import { syncFindings } from './sync/sync.ts';

export const jobs: readonly Job[] = [
  ...[auditAnchor, leaseSweep, leaseWeek, queueWatch, retention, syncFindings],
];
