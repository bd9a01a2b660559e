import { afterEach, describe, expect, it, vi } from 'vitest';
import { startAws } from '../../sim/aws/aws.ts';
import { parseConfig } from '../../src/config/config.ts';
import { accessOf } from '../../src/open-access.ts';
import { syncOnce } from '../../src/open-sync.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { failingControl, miner } from '../support/bus.ts';
import { queryFixture } from '../support/store-fixtures.ts';
import { cardKeys, startWorld, totalOf } from '../support/world.ts';

const [administrator, member, region] = ['000000000000', '111122223333', 'us-east-1'];
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const text = JSON.stringify({
  aws: { region, administrator, regions: [region] },
  queues: [{ url: 'https://sqs.us-east-1.amazonaws.com/000000000000/alerts' }],
  slack: { channel: 'sec-alerts' },
  accounts: [{ id: member, name: 'payments-prod' }],
  rules: { shipped: false },
});

/** AWS, SQL and the pipeline, and nobody else. */
async function setUp() {
  const aws = await startAws({ port: 0, queues: [], rates: fast });
  const config = parseConfig(text, 'test');
  const store = await openStore('sqlite::memory:');
  const clock = systemClock();
  const access = accessOf(() => config, { endpoint: aws.url, credentials }, clock);
  ends.push(
    () => aws.stop(),
    () => store.close(),
    async () => access.destroy(),
  );
  const rules = compileTriage(triageSettings(config));
  const deps = pipelineDeps(config, rules, store, () => clock.now(), silentLogger);
  const options = {
    ...{ config, store, clock, logger: silentLogger, owner: 'a' },
    access: { ...access, pace: async () => undefined },
    process: (messages: Parameters<typeof processMessages>[0], baseline: boolean) =>
      processMessages(messages, { ...deps, baseline }),
  };
  /** All that SQL says of cases and cards. */
  const everything = async () => ({
    ledger: await store.ledger.counts(0),
    cases: await store.cases.search(queryFixture({ state: ['all'] }), { offset: 0, limit: 500 }),
    cards: await Promise.all(Array.from({ length: 200 }, (_, id) => store.cards.byKey(`case:${id}`))),
  });
  return {
    ...{ store, everything },
    hub: aws.world.securityHub(member, region),
    detector: aws.world.guardDuty(member, region),
    calls: () => aws.calls(),
    sync: (how: { since?: number } = {}) => syncOnce(options, new AbortController().signal, how),
    /** Ends in the middle of the second page. */
    async cutOff() {
      let pages = 0;
      const process: typeof options.process = async (messages, baseline) => {
        pages += 1;
        if (pages === 2) cut.abort();
        cut.signal.throwIfAborted();
        return options.process(messages, baseline);
      };
      const cut = new AbortController();
      await expect(syncOnce({ ...options, process }, cut.signal)).rejects.toThrow();
    },
    disable: () => aws.world.securityHub(administrator, region).enable(false),
  };
}

const fast = {
  'securityhub:GetFindings': { perSecond: 1_000, burst: 1_000 },
  'guardduty:GetFindings': { perSecond: 1_000, burst: 1_000 },
};

describe('the first look', () => {
  it('opens a case for everything, tells of what is recent and severe, and sums up the rest', async () => {
    const config = { aws: { region, administrator, regions: [region] }, sync: 'on' };
    const world = await startWorld({ speed: 10, config: () => config });
    ends.push(() => world.stop());
    const hub = world.aws.world.securityHub(member, region);
    const detector = world.aws.world.guardDuty(member, region);
    const old = new Date(world.clock.now() - 30 * 86_400_000).toISOString();
    for (let number = 0; number < 130; number += 1) await hub.put(failingControl(number));
    await hub.put(failingControl(900, { Severity: { Label: 'CRITICAL' } }));
    await detector.put(miner('recent'));
    await detector.put(miner('mild', { severity: 5 }));
    await detector.put(miner('old', { service: { eventFirstSeen: old, eventLastSeen: old } }));
    await world.startBot();
    const keys = async () => [
      ...cardKeys(await world.messages('sec-alerts')),
      ...cardKeys(await world.messages('sec-critical')),
    ];
    await vi.waitFor(
      async () => {
        expect((await keys()).filter((key) => key.startsWith('baseline:'))).toHaveLength(1);
        expect(await world.dirtyCards()).toBe(0);
      },
      { timeout: 30_000, interval: 100 },
    );
    expect((await keys()).filter((key) => key.startsWith('case:'))).toHaveLength(2);
    expect(await world.ledger()).toMatchObject({ posted: 2, merged: 132, quarantined: 0 });
    const shown = JSON.stringify(await world.messages('sec-alerts'));
    expect(shown).toContain('132 findings were there before Yagura');
    expect(shown).toContain('2 more have cards of their own');
    expect(JSON.stringify(await world.type('carol', 'sec-alerts', '/secfind'))).toContain('134');
  });
});

describe('a first look that is no whole one', () => {
  it('is gone on with after it was cut off, and one summary tells of all of it', async () => {
    const { sync, cutOff, hub, store } = await setUp();
    for (let number = 0; number < 130; number += 1) await hub.put(failingControl(number));
    await cutOff();
    expect((await store.ledger.counts(0)).merged).toBe(100);
    expect(await sync()).toMatchObject({ read: 130, baseline: true });
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 0, merged: 130 });
    expect((await store.cards.lastPut('baseline:'))?.data).toMatchObject({ told: 0, untold: 130 });
  });

  it('by its age leaves the rest to the next', async () => {
    const { sync, hub, store } = await setUp();
    const old = new Date(Date.now() - 30 * 86_400_000).toISOString();
    await hub.put(failingControl(1, { UpdatedAt: old }));
    await hub.put(failingControl(2));
    expect(await sync({ since: Date.now() - 86_400_000 })).toMatchObject({ read: 1, baseline: true });
    expect(await sync()).toMatchObject({ read: 2, baseline: true });
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 0, merged: 2 });
  });
});

describe('what EventBridge missed', () => {
  it('is read back, a hundred findings at once, and a second time changes nothing', async () => {
    const { sync, hub, detector, everything, store, calls } = await setUp();
    expect(await sync()).toMatchObject({ read: 0, baseline: true, problems: [] });
    for (let number = 0; number < 60; number += 1) await hub.put(failingControl(number));
    for (let number = 0; number < 40; number += 1) await detector.put(miner(`m${number}`));
    expect(totalOf(await store.ledger.counts(0))).toBe(0);
    expect(await sync()).toMatchObject({ read: 100, baseline: false, problems: [] });
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 100, quarantined: 0 });
    const before = await everything();
    const asked = calls().length;
    expect(await sync()).toMatchObject({ read: 100, problems: [] });
    expect(calls().length).toBeGreaterThan(asked);
    expect(await everything()).toEqual(before);
    expect(calls().some((call) => call.mutating && call.service !== 'sts')).toBe(false);
  });

  it('closes what passed or was archived meanwhile, and nothing because it is not there', async () => {
    const { sync, hub, store, disable } = await setUp();
    await sync();
    for (const number of [1, 2, 3]) await hub.put(failingControl(number));
    await sync();
    const passed = { ...failingControl(1).Compliance, Status: 'PASSED' };
    await hub.put(failingControl(1, { Compliance: passed }));
    await hub.put(failingControl(2, { RecordState: 'ARCHIVED' }));
    await sync();
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 3, closed: 2 });
    disable();
    expect((await sync())?.problems).toMatchObject([expect.stringContaining('securityhub')]);
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 3, closed: 2 });
  });
});
