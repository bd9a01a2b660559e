import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingFixture, noon, take } from '../../../test/support/store-fixtures.ts';
import { FakeClock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { Pacer } from './pacer.ts';
import { createStormKeeper, type StormKeeper } from './storm-keeper.ts';

const channel = '#sec-alerts';
let store: Store;
let clock: FakeClock;
let isSender: boolean;
let changes: number;
let seen: { open: number; folded: number }[];
let keeper: StormKeeper;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = new FakeClock(noon);
  [isSender, changes, seen] = [true, 0, []];
  keeper = createStormKeeper({
    ...{ cards: store.cards, pacer: new Pacer(noon), clock, logger: silentLogger },
    mayAct: async () => isSender,
    release: () => 5,
    onChange() {
      changes += 1;
    },
    onStorms: (storms) => void seen.push(storms),
  });
});
afterEach(async () => {
  await Promise.all([keeper.stop(), clock.advance(2_000)]);
  await store.close();
});

async function come(first: number, count: number): Promise<void> {
  for (let number = first; number < first + count; number += 1)
    await take(store, findingFixture(`f${number}`, { severity: 'Low' }), { arrivedAt: clock.now() });
}

/** Time passes, with turns enough for every look in it. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await clock.advance(1_000);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the storm keeper', () => {
  it('folds what does not fit, goes on while more comes, and ends it when it is calm', async () => {
    await come(0, 58);
    keeper.start();
    await pass(1);
    expect(keeper.isOpenIn(channel)).toBe(true);
    const [{ stormKey = null } = {}] = await store.cards.pressure(clock.now());
    expect(stormKey).toMatch(/^storm:#sec-alerts:\d+$/);
    expect(await store.cards.storm(stormKey ?? '')).toMatchObject({ total: 58, endedAt: null });
    await come(58, 3);
    await pass(2);
    expect(await store.cards.storm(stormKey ?? '')).toMatchObject({ total: 61 });
    expect(seen.some((one) => one.open === 1)).toBe(true);
    expect(seen.reduce((sum, one) => sum + one.folded, 0)).toBe(61);
    await pass(125);
    expect(keeper.isOpenIn(channel)).toBe(false);
    expect(await store.cards.storm(stormKey ?? '')).toMatchObject({ total: 56, freed: 5 });
    expect(changes).toBe(3);
  });

  it('leaves everything to the process that sends', async () => {
    isSender = false;
    await come(0, 58);
    keeper.start();
    await pass(2);
    expect(keeper.isOpenIn(channel)).toBe(false);
    expect(await store.cards.pressure(clock.now())).toMatchObject([{ waiting: 58, stormKey: null }]);
  });
});
