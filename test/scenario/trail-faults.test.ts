import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import {
  rulesIn,
  s3Notice,
  stopLoggingRule,
  trailBucket,
  trailFile,
  trailKey,
  trailNotice,
  trailRecord,
} from '../support/trail.ts';
import { cardKeys, startWorld, totalOf, type World } from '../support/world.ts';

let folder: string;
let world: World;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-trail-'));
  world = await startWorld({
    buckets: [{ name: trailBucket }],
    config: () => ({
      aws: { region: 'us-east-1', buckets: [{ name: trailBucket }], attempts: 2 },
      rules: rulesIn(folder, [stopLoggingRule]),
    }),
  });
});
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settled = { timeout: 40_000, interval: 100 };
const inLedger = (total: number) =>
  vi.waitUntil(async () => totalOf(await world.ledger()) === total, settled);
const put = (name: string, body: Buffer) => world.aws.putObject(trailBucket, trailKey(name), body);
const cards = async () => cardKeys(await world.messages('sec-alerts'));

/** Of `count` calls those at `places` switch the trail off, each by somebody else. */
function records(count: number, places: readonly number[]) {
  return Array.from({ length: count }, (_, id) =>
    places.includes(id)
      ? trailRecord({ id: `stop-${id}`, name: 'StopLogging', user: `mallory-${id}` })
      : trailRecord({ id: `calm-${id}-${Math.sin(id)}` }),
  );
}

it('a file that breaks off is tried again, and then put aside with what was found before', async () => {
  const whole = trailFile(records(20_000, [3]));
  await put('a', whole.subarray(0, whole.length / 2));
  await world.startBot();
  await world.send([s3Notice(trailKey('a'))]);
  await vi.waitUntil(async () => (await cards()).includes('case:1'), settled);
  expect(totalOf(await world.ledger())).toBe(0);
  await vi.waitUntil(async () => (await world.ledger()).quarantined === 1, settled);
  const { posted, dropped } = await world.ledger();
  expect(posted).toBe(1);
  expect(dropped).toBeGreaterThan(1_000);
  const said = await vi.waitUntil(
    async () => (await world.messages('sec-alerts')).find(({ text }) => text.includes('not understood')),
    settled,
  );
  expect(JSON.stringify(said)).toContain('files that are damaged');
});

it.each(['missing', 'denied', 'broken', 'cut'] as const)(
  'what is %s at first is read later',
  async (kind) => {
    await put('a', trailFile(records(10, [4])));
    world.aws.objectFault({ kind, key: trailKey('a'), count: kind === 'broken' ? 3 : 1 });
    await world.startBot();
    await world.send([s3Notice(trailKey('a'))]);
    await inLedger(10);
    expect(await world.ledger()).toMatchObject({ posted: 1, dropped: 9, quarantined: 0 });
  },
);

it('a bomb is put aside at once, and says so', async () => {
  await put(
    'bomb',
    gzipSync(Buffer.concat([Buffer.from('{"Records":["'), Buffer.alloc(200 * 1_048_576, 32)])),
  );
  await world.startBot();
  await world.send([s3Notice(trailKey('bomb')), guardDuty({ id: 'f-1', at: Date.now() })]);
  await inLedger(2);
  expect(await world.ledger()).toMatchObject({ quarantined: 1, posted: 1 });
});

it('a hundred thousand records: every match is found, and every record is counted', async () => {
  const places = [0, 1, 50_000, 99_999];
  await put('large', trailFile(records(100_000, places)));
  await world.startBot();
  await world.send([s3Notice(trailKey('large'))]);
  await inLedger(100_000);
  expect(await world.ledger()).toMatchObject({ posted: 4, dropped: 99_996 });
}, 60_000);

it('every record of a file matches, and it is one case', async () => {
  const all = Array.from({ length: 2_000 }, (_, id) =>
    trailRecord({ id: `stop-${id}`, name: 'StopLogging' }),
  );
  await put('loud', trailFile(all));
  await world.startBot();
  await world.send([s3Notice(trailKey('loud'))]);
  await inLedger(2_000);
  expect(await world.ledger()).toMatchObject({ posted: 1, merged: 1_999 });
  await vi.waitUntil(async () => (await world.dirtyCards()) === 0, settled);
  expect(await cards()).toEqual(['case:1']);
}, 60_000);

it('stopped in the middle of a file and started again: nothing is missed, nothing is said twice', async () => {
  const file = trailFile(records(30_000, [10, 29_999]));
  await put('a', file);
  const fast = world.aws.objectFault({ kind: 'slow', bytesPerSecond: Math.ceil(file.length / 6) });
  const first = await world.startBot();
  await world.send([s3Notice(trailKey('a'))]);
  await vi.waitUntil(async () => (await cards()).length === 1, settled);
  await first.stop();
  expect(totalOf(await world.ledger())).toBe(0);
  fast();
  await world.startBot();
  await inLedger(30_000);
  expect(await world.ledger()).toMatchObject({ posted: 2, dropped: 29_998 });
  await vi.waitUntil(async () => (await world.dirtyCards()) === 0, settled);
  expect((await cards()).sort()).toEqual(['case:1', 'case:2']);
}, 60_000);

it('the same file by three notices, at once and later, makes each alert once', async () => {
  await put('a', trailFile(records(200, [7, 8])));
  await world.startBot();
  await world.send([s3Notice(trailKey('a')), trailNotice([trailKey('a')]), s3Notice(trailKey('a'))]);
  await inLedger(600);
  expect(await world.ledger()).toMatchObject({ posted: 2, duplicate: 4, dropped: 594 });
});

it('files of several accounts in one notice, one of them not there', async () => {
  await put('a', trailFile(records(10, [1])));
  const other = trailKey('b', '444455556666');
  await world.aws.putObject(trailBucket, other, trailFile([trailRecord({ id: 'calm' })]));
  await world.startBot();
  await world.send([trailNotice([trailKey('a'), other, trailKey('gone')])]);
  await inLedger(10 + 1 + 1);
  expect(await world.ledger()).toMatchObject({ posted: 1, dropped: 10, quarantined: 1 });
});

it('alerts of the same queue do not wait for a slow file', async () => {
  const file = trailFile(records(20_000, []));
  await put('slow', file);
  const heal = world.aws.objectFault({ kind: 'slow', bytesPerSecond: Math.ceil(file.length / 30) });
  await world.startBot();
  await world.send(Array.from({ length: 8 }, () => s3Notice(trailKey('slow'))));
  const at = Date.now();
  await world.send([guardDuty({ id: 'f-1', at, severity: 9.5 })]);
  await vi.waitUntil(async () => cardKeys(await world.messages('sec-critical')).length === 1, settled);
  expect(Date.now() - at).toBeLessThan(5_000);
  heal();
});
