import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AwsCall } from '../../sim/aws/calls.ts';
import { lentAccess, type Story, type Told } from '../support/lease-stories.ts';
import { account, type LeaseWorld, region, startLeases } from '../support/leases.ts';
import { kill } from './spawn-bot.ts';
import { createShift } from './spawn-lessor.ts';

const failsafeRole = `arn:aws:iam::${account}:role/yagura-failsafe`;

interface Sentence {
  readonly at: number;
  readonly phase: AwsCall['phase'];
}

let folder: string;
let world: LeaseWorld;
let shift: ReturnType<typeof createShift>;
afterEach(async () => {
  await shift.stop();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'yagura-lease-'));
  const database = `sqlite:${join(folder, 'leases.db')}`;
  world = await startLeases({
    database,
    roles: [{ arn: failsafeRole, trusts: ['scheduler.amazonaws.com'] }],
  });
  shift = createShift({ database, awsUrl: world.aws.url, failsafeRole }, join(folder, 'compiled'));
}

/** Tells a story once, by processes of which one is killed at the n-th call that it makes; answers with all its calls. */
function telling() {
  let calls: string[] = [];
  let sentence: Sentence | null = null;
  let isWorking = false;
  let state = () => '';

  world.aws.onCall(async ({ service, action, phase }) => {
    if (!isWorking) return;
    if (phase === 'before') calls.push(`${state()} ${service}:${action}`);
    if (sentence === null || calls.length !== sentence.at || phase !== sentence.phase) return;
    sentence = null;
    await kill(shift.present().process);
    // Whoever asked is dead: what was not yet applied is not applied any more.
    if (phase === 'before') world.aws.fault({ kind: 'timeout', count: 1 });
  });

  async function work(told: Told, until: number): Promise<void> {
    for (;;) {
      for (let rounds = 0; rounds < 50; rounds += 1) {
        isWorking = true;
        const due = await shift.present().round(world);
        isWorking = false;
        if (due === 0) break;
        if (due !== null) continue;
        shift.relieve();
        told.meddle();
      }
      if (world.now() >= until) return;
      world.pass(1_000);
    }
  }

  return async (story: Story, doom: Sentence | null): Promise<readonly string[]> => {
    const told = await story.begin(world);
    [calls, sentence] = [[], doom];
    state = () => story.name;
    if (doom === null) told.meddle();
    for (const act of told.acts) {
      state = () => act.name;
      await act.begin();
      await work(told, await act.until());
    }
    expect(sentence, 'it was killed').toBeNull();
    await told.expectTruth();
    return calls;
  };
}

describe.each([lentAccess])('$name, killed before and after every outside call', (story) => {
  it('ends in time, leaves nothing of ours, and keeps what others did', async () => {
    await begin();
    const tell = telling();
    // The very first process asks who it is, too; all others do so while they clear up after another.
    await tell(story, null);
    const calls = await tell(story, null);
    const untrue: string[] = [];
    for (const phase of ['before', 'after'] as const)
      for (let at = 1; at <= calls.length; at += 1)
        await tell(story, { at, phase }).catch((error: unknown) => {
          untrue.push(`killed ${phase} call ${at}, ${calls[at - 1]}: ${String(error)}`);
        });
    expect(untrue).toEqual([]);
    expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
    expect(world.aws.world.scheduler(account, region).schedules()).toEqual([]);
  });
});
