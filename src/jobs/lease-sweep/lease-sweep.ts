import type { Job } from '../job.ts';

/** Looks for what leases left in AWS; which accounts are due at this moment is known to whoever looks. */
export const leaseSweep: Job = {
  name: 'lease-sweep',
  cron: '*/5 * * * *',
  run: (deps, signal) => deps.sweepLeases(signal),
};
