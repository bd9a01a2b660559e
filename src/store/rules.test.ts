import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { bodyFixture, emptyBatch, ledgerFixture, noon } from '../../test/support/store-fixtures.ts';
import { openStore } from './open.ts';
import type { RuleAlert, RuleHit } from './ports/rules.ts';
import type { Store } from './store.ts';

const nothing = { hits: [], alerts: [], windows: new Map() };

function hit(eventId: string, over: Partial<RuleHit> = {}): RuleHit {
  return {
    ...{ eventId, ruleId: 'r1', identity: 'rule:r1|carol', at: noon, outcome: 'posted' },
    ...{ messageId: 'm-1', path: '/Records/0', ...over },
  };
}

function alert(identity: string, times = 1): RuleAlert {
  return {
    ...{ identity, firstAt: noon - 1_000, lastAt: noon, times, severity: 'High' },
    ...{ episode: noon - 1_000, alertedAt: noon + times },
  };
}

describe.each(databases)('what rules remember on $name', ({ start }) => {
  let server: DatabaseServer;
  let address: string;
  let store: Store;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    address = await server.create();
    store = await openStore(address);
  });
  afterEach(() => store.close());

  const save = (changes: object, now = noon) =>
    store.intake((transaction) => transaction.rules.save({ ...nothing, ...changes }, now));

  test('a hit stays as it was first; of an event all rules are known', async () => {
    await save({ hits: [hit('e1'), hit('e1', { ruleId: 'r2', outcome: 'merged' }), hit('e2')] });
    await save({ hits: [hit('e1', { messageId: 'm-2', outcome: 'duplicate' })] });
    const known = await store.intake((transaction) => transaction.rules.hits(['e1', 'e9']));
    expect(known.sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))).toEqual([
      hit('e1'),
      hit('e1', { ruleId: 'r2', outcome: 'merged' }),
    ]);
  });

  test('times of one alert within a span, both ends included', async () => {
    await save({
      hits: [0, 1, 2, 3].map((minute) => hit(`e${minute}`, { at: noon + minute * 60_000 })),
    });
    await save({ hits: [hit('other', { identity: 'rule:r1|oscar' })] });
    const times = await store.intake((transaction) =>
      transaction.rules.times('rule:r1|carol', noon, noon + 120_000),
    );
    expect(times.sort()).toEqual([noon, noon + 60_000, noon + 120_000]);
  });

  test('alerts and windows are as they were saved last; what was never saved is not there', async () => {
    await save({ alerts: [alert('a'), alert('b')], windows: new Map([['w', { entries: [1] }]]) });
    await save({ alerts: [alert('a', 7)], windows: new Map([['w', { entries: [1, 2] }]]) });
    await store.intake(async ({ rules }) => {
      expect(await rules.alerts(['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', alert('a', 7)],
          ['b', alert('b')],
        ]),
      );
      const windows = await rules.windows(['w', 'none']);
      expect(windows.get('w')).toEqual({ entries: [1, 2] });
      expect(windows.get('none') ?? null).toBeNull();
    });
  });

  test('two processes that count the same do so one after the other', async () => {
    const other = await openStore(address);
    const count = (one: Store) =>
      one.intake(async ({ rules }) => {
        const times = (await rules.alerts(['a'])).get('a')?.times ?? 0;
        await rules.save({ ...nothing, alerts: [alert('a', times + 1)] }, noon);
      });
    await Promise.all(Array.from({ length: 10 }, (_, at) => count(at % 2 ? store : other)));
    const found = await store.intake(({ rules }) => rules.alerts(['a']));
    expect(found.get('a')?.times).toBe(10);
    await other.close();
  });

  test('counts of a day and a week, by rule', async () => {
    const day = 86_400_000;
    await save({ hits: [hit('e1')] }, noon);
    await save({ hits: [hit('e2'), hit('e3', { ruleId: 'r2' })] }, noon - 2 * day);
    await save({ hits: [hit('e4')] }, noon - 8 * day);
    const counts = await store.rules.counts(noon + 1);
    expect(counts.sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))).toEqual([
      { ruleId: 'r1', day: 1, week: 2 },
      { ruleId: 'r2', day: 0, week: 1 },
    ]);
  });

  test('a rule is as old as its first start', async () => {
    await store.rules.seenSince(['r1'], noon);
    expect(await store.rules.seenSince(['r1', 'r2'], noon + 5)).toEqual(
      new Map([
        ['r1', noon],
        ['r2', noon + 5],
      ]),
    );
  });

  test('what is old is forgotten', async () => {
    await save({ hits: [hit('e1')], alerts: [alert('a')], windows: new Map([['w', {}]]) }, noon - 1);
    await save({ hits: [hit('e2')] }, noon);
    const never = { bodiesBefore: 0, ledgerBefore: 0, closedCasesBefore: 0, limit: 10 };
    expect(await store.retention.sweep(never)).toBe(0);
    expect(await store.retention.sweep({ ...never, rulesBefore: noon })).toBe(3);
    expect(await store.retention.sweep({ ...never, rulesBefore: noon })).toBe(0);
  });

  test('the row of a file counts its records, each once; read anew it counts anew', async () => {
    const row = ledgerFixture('m-1', 'quarantined', { path: '/Records/0' });
    const file = { ...row, counts: { posted: 1, dropped: 98, quarantined: 1 } };
    const write = (one: object) =>
      store.intake((transaction) =>
        transaction.save({ ...emptyBatch, ledger: [{ ...row, ...one }], bodies: [bodyFixture('m-1', '{}')] }),
      );
    await write(file);
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 1, dropped: 98, quarantined: 1, merged: 0 });
    await write({ outcome: 'posted', counts: { posted: 1, dropped: 99 } });
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 1, dropped: 99, quarantined: 0 });
  });
});
