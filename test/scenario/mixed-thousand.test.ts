import { afterEach, describe, expect, it, vi } from 'vitest';
import { control, guardDuty } from '../support/bodies.ts';
import { cardKeys, startWorld, totalOf, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.stop());

const caseCount = 60;
const hex = (number: number) => number.toString(16).padStart(32, '0');

/** 1,000 bodies: 60 new cases, many repeats of them, things that passed, unreadable ones. */
function thousand(now: number): string[] {
  const at = now - 3_600_000;
  const threats = Array.from({ length: caseCount }, (_, index) => ({
    id: hex(index + 1),
    at,
    severity: index % 3 === 0 ? 9.5 : index % 3 === 1 ? 8 : 5,
    instance: `i-${hex(index).slice(-17)}`,
  }));
  const repeats = Array.from({ length: 700 }, (_, index) => ({
    ...(threats[index % caseCount] ?? { id: '', at }),
    count: 2 + Math.floor(index / caseCount),
    at: at + 1_000 * (1 + Math.floor(index / caseCount)),
  }));
  return [
    ...threats.map(guardDuty),
    ...repeats.map(guardDuty),
    ...Array.from({ length: 200 }, (_, index) =>
      control({ at, resource: `sg-${hex(index).slice(-17)}`, status: 'PASSED' }),
    ),
    ...Array.from({ length: 30 }, (_, index) => `{"cut off": "${index}`),
    ...Array.from({ length: 10 }, (_, index) => JSON.stringify({ some: 'shape', nobody: 'knows', index })),
  ];
}

async function settled(events: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(totalOf(await world.ledger())).toBe(events);
      expect(await world.dirtyCards()).toBe(0);
    },
    { timeout: 40_000, interval: 100 },
  );
}

describe('a thousand mixed bodies', () => {
  it('become sixty cards, once each; a second run posts nothing; nobody is rate limited', async () => {
    // No faster: a machine's own hiccup of 100 ms is a second at ten times the speed, and posts then reach Slack bunched.
    world = await startWorld({ speed: 10 });
    await world.startBot();
    const bodies = thousand(world.clock.now());
    expect(bodies).toHaveLength(1_000);

    await world.send(bodies);
    await settled(1_000);
    const first = await world.ledger();
    expect(first).toMatchObject({ posted: caseCount, merged: 700, dropped: 200, quarantined: 40 });
    const keys = async () =>
      [
        ...cardKeys(await world.messages('sec-alerts')),
        ...cardKeys(await world.messages('sec-critical')),
      ].filter((key) => key.startsWith('case:'));
    const posted = await keys();
    expect(posted).toHaveLength(caseCount);
    expect(new Set(posted).size).toBe(caseCount);

    await world.send(bodies);
    await settled(2_000);
    expect(await keys()).toHaveLength(caseCount);
    expect(await world.ledger()).toMatchObject({ posted: caseCount });
    expect(world.slack.state.calls.filter((call) => call.status === 429)).toEqual([]);
  });
});
