import { schedule } from 'node-cron';
import { messageOf } from '../shared/errors.ts';
import type { Job, JobDeps } from './job.ts';

/** Longer than any job may take; a replica that dies in the middle frees it by then. */
const lockMs = 10 * 60_000;

/**
 * Starts every job at once, for what was due while nobody ran, and then on its schedule, each behind a lock in SQL
 * so that one replica runs it. One that is still at work is not begun again.
 */
export function scheduleJobs(jobs: readonly Job[], deps: JobDeps, owner: string): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const begin = (job: Job) => {
    // The lock is this process's own already and would let it in.
    if (running.has(job.name)) return;
    const run = runJob(job, deps, owner, stopping.signal).finally(() => running.delete(job.name));
    running.set(job.name, run);
  };
  const tasks = jobs.map((job) => {
    begin(job);
    return schedule(job.cron, () => begin(job), { timezone: 'UTC', name: job.name });
  });
  return {
    async stop() {
      stopping.abort();
      for (const task of tasks) await task.stop();
      await Promise.all(running.values());
    },
  };
}

/** Runs one job now, unless another replica is at it. Never throws: the next time may go better. */
async function runJob(job: Job, deps: JobDeps, owner: string, signal: AbortSignal): Promise<void> {
  const lock = `job:${job.name}`;
  try {
    if (!(await deps.store.locks.acquire(lock, owner, deps.clock.now(), lockMs))) return;
    try {
      await job.run(deps, signal);
    } finally {
      await deps.store.locks.release(lock, owner);
    }
  } catch (error) {
    deps.logger.error(
      { job: job.name, error: messageOf(error) },
      'a job failed and is tried again at its next time',
    );
  }
}
