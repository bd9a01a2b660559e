import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import { openStore } from '../../store/open.ts';
import type { QueueWatch } from '../../store/ports/jobs.ts';
import type { Store } from '../../store/store.ts';
import { queueWatch } from './queue-watch.ts';

const clock = new FakeClock();
const key = 'intake:2026-11-22';
let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

function queue(name: string, dead: number): QueueWatch {
  const deadLetter = { depth: dead, oldestSentAt: null };
  return { queue: name, depth: 0, oldestSentAt: null, deadLetter, seenAt: clock.now() };
}

function run(...answers: readonly Promise<QueueWatch>[]): Promise<void> {
  const deps = {
    ...{ store, clock, logger: silentLogger, retention: { bodies: 1, closedCases: 1, ledger: 1 } },
    sync: null,
    anchorPlace: null,
    intakeCard: () => ({ key, channel: 'sec-alerts' }),
    readQueues: () => answers,
    sweepLeases: async () => undefined,
    leaseReview: { channel: () => null, takeStock: async () => ({ rows: [], missed: 0 }) },
  };
  return queueWatch.run(deps, new AbortController().signal);
}

describe('the look at the queues', () => {
  it('says what lies dead, and edits the card when that is gone', async () => {
    await run(Promise.resolve(queue('a', 0)));
    expect(await store.cards.byKey(key)).toBeNull();
    await run(Promise.resolve(queue('a', 2)));
    expect(await store.cards.byKey(key)).toMatchObject({ wanted: 1, material: 1 });
    await run(Promise.resolve(queue('a', 0)));
    expect(await store.cards.byKey(key)).toMatchObject({ wanted: 2, material: 1 });
  });

  it('is not blind to a queue because another one cannot be asked', async () => {
    const forbidden = Promise.reject(new Error('AccessDenied'));
    await expect(run(forbidden, Promise.resolve(queue('b', 1)))).rejects.toThrow('AccessDenied');
    expect(await store.watch.all()).toMatchObject([{ queue: 'b' }]);
    expect(await store.cards.byKey(key)).not.toBeNull();
  });
});
