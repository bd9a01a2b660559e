import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import {
  rulesIn,
  s3Notice,
  stopLoggingRule,
  trailBucket,
  trailFile,
  trailKey,
  trailRecord,
} from '../support/trail.ts';
import { cardKeys, startWorld, totalOf, type World } from '../support/world.ts';
import { isGone, kill, spawnBot } from './spawn-bot.ts';

const size = 20_000;
const kills = 5;
/** Each of so many people switches the trail off twice, once in each half of the file. */
const people = 10;
const step = size / (2 * people);
const readingSeconds = 5;

function records(): object[] {
  return Array.from({ length: size }, (_, id) =>
    id % step === step - 1
      ? trailRecord({
          id: `stop-${id}`,
          name: 'StopLogging',
          user: `mallory-${Math.floor(id / step) % people}`,
        })
      : trailRecord({ id: `calm-${id}-${Math.sin(id)}` }),
  );
}

let folder: string;
let world: World;
let postgres: PostgresServer | null = null;
let bot: ChildProcess | null = null;
afterEach(async () => {
  if (bot) await kill(bot);
  await world.stop();
  await postgres?.stop();
  postgres = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Kills the bot at the n-th post that it makes from now on, before Slack takes it or before Slack's answer arrives. */
function sentencing() {
  let left = Number.POSITIVE_INFINITY;
  let phaseOfDeath = 'before';
  world.slack.faults.onCall(async ({ method, phase }) => {
    if (bot && isGone(bot)) return 'drop';
    if (!bot || method !== 'chat.postMessage' || phase !== phaseOfDeath) return undefined;
    left -= 1;
    if (left > 0) return undefined;
    left = Number.POSITIVE_INFINITY;
    await kill(bot);
    return 'drop';
  });
  return (posts: number, phase: 'before' | 'after') => {
    [left, phaseOfDeath] = [posts, phase];
  };
}

/** What the alerts of the file have counted. */
async function timesByPerson(): Promise<number[]> {
  const store = await openStore(world.config.database);
  try {
    const views = await Promise.all(Array.from({ length: people + 1 }, (_, id) => store.cases.view(id + 1)));
    return views.flatMap((one) => one?.findings.map(({ count }) => count) ?? []);
  } finally {
    await store.close();
  }
}

describe.each(['sqlite', 'postgres'] as const)(
  `killed ${kills} times within a file, on %s`,
  (database) => {
    it('leaves no record unseen, says no alert twice, and counts each record once', async () => {
      folder = mkdtempSync(join(tmpdir(), 'yagura-kill-'));
      postgres = database === 'postgres' ? await startPostgres() : null;
      world = await startWorld({
        speed: 20,
        buckets: [{ name: trailBucket }],
        config: () => ({
          aws: { region: 'us-east-1', buckets: [{ name: trailBucket }] },
          rules: rulesIn(folder, [stopLoggingRule]),
        }),
        ...(postgres ? { database: await postgres.createDatabase() } : {}),
      });
      const file = trailFile(records());
      await world.aws.putObject(trailBucket, trailKey('a'), file);
      const heal = world.aws.objectFault({
        kind: 'slow',
        bytesPerSecond: Math.ceil(file.length / readingSeconds),
      });
      await world.send([s3Notice(trailKey('a'))]);

      const sentence = sentencing();
      for (let round = 0; round < kills; round += 1) {
        sentence(2, round % 2 === 0 ? 'before' : 'after');
        bot = spawnBot(world);
        const doomed = bot;
        await vi.waitUntil(() => isGone(doomed), { timeout: 25_000, interval: 20 });
        // It died while it read: of a file that was read to its end there is a row.
        expect(totalOf(await world.ledger())).toBe(0);
      }

      heal();
      bot = spawnBot(world);
      await vi.waitFor(
        async () => {
          expect(totalOf(await world.ledger())).toBe(size);
          expect(await world.dirtyCards()).toBe(0);
        },
        { timeout: 25_000, interval: 250 },
      );
      expect(await world.ledger()).toMatchObject({
        ...{ posted: people, merged: people, dropped: size - 2 * people },
        ...{ duplicate: 0, quarantined: 0 },
      });
      const shown = await world.messages('sec-alerts');
      expect(
        cardKeys(shown)
          .filter((key) => key.startsWith('case:'))
          .sort(),
      ).toEqual(Array.from({ length: people }, (_, id) => `case:${id + 1}`).sort());
      expect(shown.flatMap(({ replies }) => replies ?? [])).toEqual([]);
      expect(await timesByPerson()).toEqual(Array(people).fill(2));
    });
  },
  60_000,
);
