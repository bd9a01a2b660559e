import type { Config } from '../../config/config.ts';
import { openAnchorBucket } from '../../open-archive.ts';
import { systemClock } from '../../shared/clock.ts';
import { openStore } from '../../store/open.ts';
import { type Check, clause } from './check.ts';

/** The bucket that the audit log's anchors are kept in: is it there, does it lock, may we write, and are all there? */
export async function checkArchive(
  config: Pick<Config, 'audit' | 'database'>,
  s3: Parameters<typeof openAnchorBucket>[2] = {},
): Promise<Check[]> {
  const clock = systemClock();
  const opened = await openAnchorBucket(config, clock, s3);
  if (opened === null) return [];
  const { bucket, place } = opened;
  const what = `audit anchors in ${place}`;
  try {
    if (!(await bucket.isLocking()))
      return [{ state: 'bad', what, todo: 'The bucket has no Object Lock: turn it on, or name another.' }];
    await bucket.tryWriting(clock.now());
    return [await checkCopies(config.database, place, what)];
  } catch (error) {
    const todo = `${clause(error)}. Check audit.bucket, its Region, and what deploy/iam/audit.json allows (docs/iam.md).`;
    return [{ state: 'bad', what, todo }];
  } finally {
    opened.destroy();
  }
}

async function checkCopies(database: string, place: string, what: string): Promise<Check> {
  const store = await openStore(database);
  try {
    const { kept, waiting, problem } = await store.anchorCopies.state(place);
    if (problem === null) return { state: 'good', what: `${what}: ${kept} kept, ${waiting} to come` };
    const todo = `The oldest of them failed with ${problem}; it is tried again every few minutes.`;
    return { state: 'warning', what: `${what}: ${kept} kept, ${waiting} are not`, todo };
  } finally {
    await store.close();
  }
}
