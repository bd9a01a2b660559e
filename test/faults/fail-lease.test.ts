import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AwsFault } from '../../sim/aws/faults.ts';
import { isolation, lentAccess, type Story } from '../support/lease-stories.ts';
import type { LeaseWorld } from '../support/leases.ts';
import { createTeller, startTellings, type Telling } from '../support/tellings.ts';

let world: LeaseWorld;
let teller: ReturnType<typeof createTeller>;
beforeEach(async () => {
  world = await startTellings();
  teller = createTeller(world);
});
afterEach(() => world.stop());

const round = async () => (await world.round()) > 0;

/** Told once, with nothing in the way: every call that the engine makes, act by act. */
async function callsOf(story: Story): Promise<readonly (readonly string[])[]> {
  const telling = teller.begin(story);
  await teller.tell([telling], round);
  expect(telling.untrue).toBeNull();
  return telling.calls;
}

/** What strikes at a call that the engine makes, before it is applied; `late`: so many calls after the one meant. */
type Strike = (telling: Telling, late: number, n: number) => void;

/**
 * A telling for each call, all beside each other, and each struck at its own; those that came out wrong. What an act was
 * struck by is over when the next begins, so one telling serves a call of each.
 */
async function everywhere(
  story: Story,
  strike: Strike,
  isMeant = (_call: string) => true,
): Promise<string[]> {
  const calls = await callsOf(story);
  const most = Math.max(...calls.map((ofAct) => ofAct.length));
  const tellings = Array.from({ length: most }, () => teller.begin(story));
  await teller.tell(tellings, round, (telling, { act, at }, { phase, n }) => {
    const late = at - tellings.indexOf(telling);
    if (phase === 'before' && late >= 0 && isMeant(calls[act]?.[at - late] ?? '')) strike(telling, late, n);
  });
  expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
  return tellings.flatMap(({ untrue }, at) => {
    const struck = story.acts.map((name, act) => `${name} ${at}: ${calls[act]?.[at] ?? 'nothing'}`);
    return untrue === null ? [] : [`${struck.join(', ')}: ${untrue}`];
  });
}

const faults: readonly (readonly [string, AwsFault['kind'], number])[] = [
  ['fails once', 'error', 1],
  ['fails three times', 'error', 3],
  ['is throttled three times', 'throttled', 3],
  ['is done and not answered', 'cut', 1],
];

describe.each([lentAccess, isolation])(
  '$name ends in time, leaves nothing, keeps what is others’',
  (story) => {
    test.each(faults)('when a call, whichever, %s', async (_, kind, times) => {
      const strike: Strike = (_telling, late, n) => {
        if (late < times) world.aws.fault({ kind, n, count: 1 });
      };
      expect(await everywhere(story, strike)).toEqual([]);
    });

    test('when every call that there is fails at first', async () => {
      const telling = teller.begin(story);
      const struck = new Set<string>();
      await teller.tell([telling], round, (_, { act }, { phase, action, n }) => {
        if (phase === 'before' && !struck.has(`${act} ${action}`))
          world.aws.fault({ kind: 'error', n, count: 1 });
        struck.add(`${act} ${action}`);
      });
      expect(telling.untrue).toBeNull();
    });

    test('when somebody changes the groups at any call but between our last look and our change', async () => {
      const strike: Strike = ({ told }, late) => {
        if (late === 0) told.meddle();
      };
      const isMeant = (call: string) => !call.endsWith('ModifyNetworkInterfaceAttribute');
      expect(await everywhere(story, strike, isMeant)).toEqual([]);
    });

    test.each([500, 2_000, 5_000, 10_000])('when AWS shows everything %s ms late', async (ms) => {
      world.aws.world.ec2Everywhere.lag(ms);
      await callsOf(story);
      expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
    });
  },
);
