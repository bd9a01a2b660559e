import { afterEach, describe, expect, it, vi } from 'vitest';
import { control, guardDuty, guardDutyAsAsff, guardDutyAsOcsf } from '../support/bodies.ts';
import { cardKeys, startWorld, totalOf, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.stop());

const doors = { direct: guardDuty, asff: guardDutyAsAsff, ocsf: guardDutyAsOcsf };
type Door = keyof typeof doors;
const orders: Door[][] = [
  ['direct', 'asff', 'ocsf'],
  ['direct', 'ocsf', 'asff'],
  ['asff', 'direct', 'ocsf'],
  ['asff', 'ocsf', 'direct'],
  ['ocsf', 'direct', 'asff'],
  ['ocsf', 'asff', 'direct'],
];

/** Waits until the ledger holds so many events and every card shows its present state. */
async function settled(events: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(totalOf(await world.ledger())).toBe(events);
      expect(await world.dirtyCards()).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe('one finding through three doors', () => {
  it.each(orders)('%s, then %s, then %s, with a restart in between: one message', async (...order) => {
    world = await startWorld({ speed: 20 });
    const finding = { id: 'aaaabbbbccccddddeeeeffff00001111', at: world.clock.now() - 60_000 };
    let bot = await world.startBot();
    for (const [index, door] of order.entries()) {
      await world.send([doors[door](finding)]);
      await settled(index + 1);
      if (index === 0) {
        await bot.stop();
        bot = await world.startBot();
      }
    }
    const messages = await world.messages('sec-alerts');
    expect(cardKeys(messages)).toEqual(['case:1']);
    expect(messages).toHaveLength(1);
    const shown = JSON.stringify(messages[0]);
    expect(shown).toContain('GuardDuty');
    expect(shown).toMatch(/Security Hub(?! V2)/);
    expect(shown).toContain('Security Hub V2');
    expect(await world.ledger()).toMatchObject({ posted: 1, merged: 2, quarantined: 0 });
  });
});

describe('one control through two standards', () => {
  it('stays open while one copy fails, and closes when none does', async () => {
    world = await startWorld({ speed: 20 });
    await world.startBot();
    const at = world.clock.now() - 3_600_000;
    const copy = { resource: 'sg-0123456789abcdef0', at };
    await world.send([control({ ...copy, standard: 'fsbp' }), control({ ...copy, standard: 'cis' })]);
    await settled(2);
    await world.send([control({ ...copy, standard: 'fsbp', archived: true, at: at + 1_000 })]);
    await settled(3);
    expect(await world.ledger()).toMatchObject({ posted: 1, merged: 2, closed: 0 });
    expect(JSON.stringify(await world.messages('sec-alerts'))).not.toContain('Closed');

    await world.send([control({ ...copy, standard: 'cis', status: 'PASSED', at: at + 2_000 })]);
    await settled(4);
    expect(await world.ledger()).toMatchObject({ closed: 1 });
    const closed = await world.messages('sec-alerts');
    expect(cardKeys(closed)).toEqual(['case:1']);
    expect(closed[0]?.text).toContain('Closed');

    await world.send([control({ ...copy, standard: 'cis', at: at + 3_000 })]);
    await settled(5);
    const reopened = (await world.messages('sec-alerts')).filter(
      (one) => one.metadata?.event_type === 'yagura_card',
    );
    expect(reopened).toHaveLength(1);
    expect(reopened[0]?.replies?.map((one) => one.metadata?.event_type)).toContain('yagura_notice');
  });
});
