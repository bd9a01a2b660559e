import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AwsCall } from '../../sim/aws/calls.ts';
import { isolation, lentAccess, type Story } from '../support/lease-stories.ts';
import type { LeaseWorld } from '../support/leases.ts';
import { createTeller, type Place, startTellings, type Telling } from '../support/tellings.ts';
import { kill } from './spawn-bot.ts';
import { createShift } from './spawn-lessor.ts';

/** Where the process is killed that works on a telling. */
interface Doom extends Place {
  readonly phase: AwsCall['phase'];
  readonly call: string;
}

/** So many are told beside each other. Fewer than the connections that a process has to one host: a held call keeps one. */
const together = 16;

let folder: string;
let world: LeaseWorld;
let teller: ReturnType<typeof createTeller>;
let shift: ReturnType<typeof createShift>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-lease-'));
  const database = `sqlite:${join(folder, 'leases.db')}`;
  world = await startTellings(database);
  teller = createTeller(world);
  shift = createShift({ database, awsUrl: world.aws.url }, join(folder, 'compiled'));
});
afterEach(async () => {
  await shift.stop();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Rounds by a process; where it is killed another takes its place, and somebody else changes the groups meanwhile. */
const roundOf = (tellings: readonly Telling[]) => async () => {
  const due = await shift.present().round(world);
  if (due !== null) return due > 0;
  shift.relieve();
  for (const { told } of tellings) told.meddle();
  return true;
};

/** Told once, with nothing in the way: every call that a process makes, in the order and in the round in which it does. */
async function dooms(story: Story): Promise<readonly Doom[][]> {
  const telling = teller.begin(story);
  const byRound: Doom[][] = [[]];
  const round = roundOf([telling]);
  await teller.tell(
    [telling],
    () => {
      byRound.push([]);
      return round();
    },
    (_, place, { phase, service, action }) => {
      byRound.at(-1)?.push({ ...place, phase, call: `${service}:${action}` });
    },
  );
  expect(telling.untrue).toBeNull();
  return byRound;
}

/**
 * Tells a story beside itself, once for each doom. All come to their doomed call in the same round: there each is held,
 * and once all are, their process is killed. So each is killed exactly there, and nowhere else.
 */
async function killAt(story: Story, all: readonly Doom[]): Promise<string[]> {
  const waiting = new Map(all.map((doom) => [teller.begin(story), doom]));
  const tellings = [...waiting.keys()];
  const fate = Promise.withResolvers<void>();
  let isDead = false;
  await teller.tell(tellings, roundOf(tellings), async (telling, { act, at }, { phase, n }) => {
    const doom = waiting.get(telling);
    if (doom === undefined && !isDead) telling.untrue = 'it went on while it was held';
    if (doom?.act !== act || doom.at !== at || doom.phase !== phase) return;
    waiting.delete(telling);
    // Whoever asked is dead then: what was not yet applied is not applied any more.
    if (phase === 'before') world.aws.fault({ kind: 'timeout', n, count: 1 });
    if (waiting.size === 0) {
      await kill(shift.present().process);
      isDead = true;
      fate.resolve();
    }
    await fate.promise;
  });
  expect([...waiting.values()], 'killed').toEqual([]);
  return tellings.flatMap(({ untrue }, index) => {
    const doom = all[index];
    return untrue === null ? [] : [`${doom?.phase} ${story.acts[doom?.act ?? 0]} ${doom?.call}: ${untrue}`];
  });
}

describe.each([lentAccess, isolation])('$name, killed before and after every outside call', (story) => {
  it('ends in time, leaves nothing of ours, and keeps what others did', async () => {
    const untrue: string[] = [];
    for (const ofRound of await dooms(story))
      for (let from = 0; from < ofRound.length; from += together)
        untrue.push(...(await killAt(story, ofRound.slice(from, from + together))));
    expect(untrue).toEqual([]);
    expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
  });
});
