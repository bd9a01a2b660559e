import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { CaseQuery } from '../../src/store/ports/cases.ts';
import { guardDuty } from '../support/bodies.ts';
import { cardKeys, type ShownMessage, startWorld, totalOf, type World } from '../support/world.ts';

const release = 15;
const hex = (number: number) => number.toString(16).padStart(32, '0');

let world: World;
beforeEach(async () => {
  world = await startWorld({ speed: 20, config: () => ({ storms: { release }, defaults: false }) });
});
afterEach(() => world.stop());

/** `count` findings of one severity, in a channel of their severity. */
function findings(first: number, count: number, severity: number): string[] {
  const at = world.clock.now();
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return guardDuty({ id: hex(number), at, severity, instance: `i-${hex(number).slice(-17)}` });
  });
}

async function cardsIn(channel: string): Promise<{ cases: ShownMessage[]; storms: ShownMessage[] }> {
  const messages = await world.messages(channel);
  const of = (kind: string) => messages.filter((one) => cardKeys([one])[0]?.startsWith(kind));
  return { cases: of('case:'), storms: of('storm:') };
}

/** What the storm cards in Slack say they stand for. */
function counted(storms: readonly ShownMessage[]): number {
  return storms.reduce(
    (sum, one) => sum + Number(/\d[\d,]*/.exec(one.text)?.[0]?.replaceAll(',', '') ?? 0),
    0,
  );
}

/** How many open cases `/secfind` lists. */
async function listed(): Promise<number> {
  const store = await openStore(world.config.database);
  const everything: CaseQuery = {
    ...{ text: [], severity: [], account: [], region: [], type: [], control: [], resource: [], state: [] },
    ...{ assignee: [], source: [], since: null, overdueAt: null, unowned: false },
  };
  try {
    return (await store.cases.search(everything, { offset: 0, limit: 1 })).total;
  } finally {
    await store.close();
  }
}

const eventually = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 25_000, interval: 50 });

describe('a storm', () => {
  it('folds what does not fit, never Critical or High, and sets free what fits when it is over', async () => {
    await world.startBot();
    const medium = 220;
    await world.send([...findings(1_000, medium, 5), ...findings(2_000, 4, 8), ...findings(3_000, 3, 9.5)]);
    await eventually(async () => {
      const { cases, storms } = await cardsIn('sec-alerts');
      expect(storms).toHaveLength(1);
      expect((await cardsIn('sec-critical')).cases).toHaveLength(3);
      expect(cases.filter((one) => one.text.includes('High'))).toHaveLength(4);
      expect(counted(storms) + cases.length).toBe(medium + 4);
    });
    expect(await listed()).toBe(medium + 7);
    const before = (await cardsIn('sec-alerts')).cases.length;

    await eventually(async () => {
      const { cases, storms } = await cardsIn('sec-alerts');
      expect(storms.map((one) => one.text)).toEqual([expect.stringContaining('The storm is over')]);
      expect(cases).toHaveLength(before + release);
      expect(await world.dirtyCards()).toBe(0);
    });
    const freed = (await cardsIn('sec-alerts')).cases
      .slice(before)
      .map((one) => Number(cardKeys([one])[0]?.slice(5)));
    expect(freed).toEqual([...freed].sort((a, b) => a - b));
    expect(totalOf(await world.ledger())).toBe(medium + 7);
    expect(await listed()).toBe(medium + 7);
    expect(world.slack.state.calls.filter((call) => call.status === 429)).toEqual([]);
  });

  it('goes on after a restart, and what becomes worse leaves it', async () => {
    const first = await world.startBot();
    await world.send(findings(1_000, 120, 5));
    await eventually(async () => expect((await cardsIn('sec-alerts')).storms).toHaveLength(1));
    await first.stop();
    await world.send(findings(1_120, 80, 5));
    await world.startBot();
    await eventually(async () => {
      const { cases, storms } = await cardsIn('sec-alerts');
      expect(storms).toHaveLength(1);
      expect(counted(storms) + cases.length).toBe(200);
    });
    const posted = new Set(cardKeys((await cardsIn('sec-alerts')).cases));
    expect(posted.size).toBe((await cardsIn('sec-alerts')).cases.length);

    const worse = 1_119;
    await world.send([
      guardDuty({
        id: hex(worse),
        at: world.clock.now() + 1,
        severity: 8,
        instance: `i-${hex(worse).slice(-17)}`,
      }),
    ]);
    await eventually(async () => {
      const { cases } = await cardsIn('sec-alerts');
      expect(cases.filter((one) => one.text.includes('High'))).toHaveLength(1);
    });
    expect(await listed()).toBe(200);
  });
});
