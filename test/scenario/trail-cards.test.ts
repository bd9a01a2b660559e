import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { yagura } from '../cli/yagura.ts';
import { guardDuty } from '../support/bodies.ts';
import { textOf } from '../support/tools.ts';
import {
  manyFailuresRule,
  rulesIn,
  s3Notice,
  stopLoggingRule,
  trailBucket,
  trailEvent,
  trailFile,
  trailKey,
  trailNotice,
  trailRecord,
} from '../support/trail.ts';
import { cardKeys, startWorld, totalOf, type World, type WorldOptions } from '../support/world.ts';

let folder: string;
let world: World;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-trail-'));
});
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(aws: object = {}, options: WorldOptions = {}): Promise<void> {
  const rules = rulesIn(folder, [stopLoggingRule, manyFailuresRule]);
  world = await startWorld({
    buckets: [{ name: trailBucket }],
    config: () => ({
      aws: { region: 'us-east-1', buckets: [{ name: trailBucket }], attempts: 2, ...aws },
      rules,
    }),
    ...options,
  });
}

const settled = { timeout: 20_000, interval: 100 };
const inLedger = (total: number) =>
  vi.waitUntil(async () => totalOf(await world.ledger()) === total, settled);
const shown = () => vi.waitUntil(async () => (await world.dirtyCards()) === 0, settled);

async function cardTexts(): Promise<string[]> {
  return (await world.messages('sec-alerts'))
    .filter((one) => one.metadata?.event_type === 'yagura_card')
    .map((one) => `${one.text}\n${textOf(one.blocks)}${textOf(one.attachments)}`);
}

it('a file with an attack in it becomes one card and one row; read again it changes nothing', async () => {
  await start();
  const records = Array.from({ length: 500 }, (_, id) => trailRecord({ id: `calm-${id}` }));
  records.splice(250, 0, trailRecord({ id: 'stop-1', name: 'StopLogging' }));
  records.splice(300, 0, trailRecord({ id: 'stop-2', name: 'StopLogging' }));
  await world.aws.putObject(trailBucket, trailKey('a'), trailFile(records));
  await world.startBot();
  await world.send([s3Notice(trailKey('a')), guardDuty({ id: 'f-1', at: Date.now() })]);
  await inLedger(502 + 1);
  expect(await world.ledger()).toMatchObject({ posted: 2, merged: 1, dropped: 500, quarantined: 0 });
  await shown();
  const [card] = (await cardTexts()).filter((text) => text.includes('CloudTrail'));
  expect(card).toContain('switched off the trail main-trail');
  expect(card).toContain('switch it on again');
  expect(card).toContain('2 times');

  await world.send([trailNotice([trailKey('a')])]);
  await inLedger(502 + 1 + 502);
  expect(await world.ledger()).toMatchObject({ posted: 2, merged: 1, duplicate: 2, dropped: 1_000 });
  await shown();
  expect(cardKeys(await world.messages('sec-alerts'))).toHaveLength(2);
});

it('a single record makes the same alert as its file, once', async () => {
  await start();
  const record = trailRecord({ id: 'stop-1', name: 'StopLogging' });
  await world.aws.putObject(trailBucket, trailKey('a'), trailFile([record]));
  await world.startBot();
  await world.send([trailEvent(record)]);
  await inLedger(1);
  // The other account's copy of a call has an id of its own, and the shared one.
  await world.send([s3Notice(trailKey('a')), trailEvent(trailRecord({ id: 'calm' }))]);
  await inLedger(3);
  expect(await world.ledger()).toMatchObject({ posted: 1, duplicate: 1, dropped: 1 });
  await shown();
  const [card, ...others] = await cardTexts();
  expect(others).toEqual([]);
  expect(card).not.toContain('times');
});

it('says nothing below the threshold of a rule, across messages', async () => {
  await start();
  await world.startBot();
  const at = Date.now();
  const denied = (id: number, later = 0) =>
    trailEvent(trailRecord({ id: `denied-${id}`, errorCode: 'AccessDenied', at: at + later }));
  await world.send([denied(1)]);
  await inLedger(1);
  await world.send([denied(2, 60_000), denied(2, 60_000), denied(9, 3_600_000)]);
  await inLedger(4);
  expect(await world.ledger()).toMatchObject({ posted: 0, merged: 3, duplicate: 1 });
  await world.send([denied(3, 120_000)]);
  await inLedger(5);
  expect(await world.ledger()).toMatchObject({ posted: 1 });
});

it('a new rule holds without a restart', async () => {
  await start({}, { speed: 5 });
  await world.aws.putObject(
    trailBucket,
    trailKey('a'),
    trailFile([trailRecord({ id: 'x', name: 'DeleteTrail' })]),
  );
  await world.startBot();
  writeFileSync(
    join(folder, 'rules', 'new.yml'),
    stopLoggingRule.replace('StopLogging', 'DeleteTrail').replace('-0001-', '-0009-'),
  );
  let sent = 0;
  await vi.waitUntil(
    async () => {
      await world.send([trailEvent(trailRecord({ id: `delete-${sent++}`, name: 'DeleteTrail' }))]);
      return (await world.ledger()).posted === 1;
    },
    { timeout: 30_000, interval: 500 },
  );
  await world.send([s3Notice(trailKey('a'))]);
  await inLedger(sent + 1);
  expect((await world.ledger()).posted + (await world.ledger()).merged).toBeGreaterThan(1);
});

it('what is no log file, and what lies elsewhere, is not read', async () => {
  await start();
  await world.startBot();
  const digest = trailKey('a').replace('/CloudTrail/', '/CloudTrail-Digest/');
  await world.send([s3Notice(digest), s3Notice(trailKey('a'), 'somebody-elses-bucket')]);
  await inLedger(2);
  expect(await world.ledger()).toMatchObject({ dropped: 1, quarantined: 1 });
});

it('a file that could not be read is read by a replay, once somebody let us', async () => {
  await start({ attempts: 1 });
  const allow = world.aws.objectFault({ kind: 'denied' });
  await world.aws.putObject(
    trailBucket,
    trailKey('a'),
    trailFile([trailRecord({ id: 'calm' }), trailRecord({ id: 'stop', name: 'StopLogging' })]),
  );
  await world.startBot();
  await world.send([trailNotice([trailKey('a'), trailKey('a')]), s3Notice(trailKey('a'))]);
  await inLedger(2);
  expect(await world.ledger()).toMatchObject({ quarantined: 2 });
  const config = join(folder, 'yagura.yaml');
  writeFileSync(config, world.configText);
  const env = { AWS_ENDPOINT_URL: world.aws.url, AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
  const still = await yagura(['replay', '-c', config], { env });
  expect(still.stdout).toBe('2 read again; 2 inner events still in quarantine (before: 2).\n');
  allow();
  const ended = await yagura(['replay', '-c', config], { env });
  expect(ended.stdout).toBe('2 read again; 0 inner events still in quarantine (before: 2).\n');
  expect(await world.ledger()).toMatchObject({ posted: 1, duplicate: 1, dropped: 2, quarantined: 0 });
  const [card] = await vi.waitUntil(async () => {
    const texts = await cardTexts();
    return texts.some((text) => text.includes('switched off the trail')) && texts;
  }, settled);
  expect(card).toBeDefined();
}, 60_000);

it('the record stands behind its card, the story of its file behind why', async () => {
  await start();
  const stop = trailRecord({ id: 'stop-1', name: 'StopLogging' });
  await world.aws.putObject(trailBucket, trailKey('a'), trailFile([trailRecord({ id: 'calm' }), stop]));
  await world.startBot();
  await world.send([s3Notice(trailKey('a'))]);
  await inLedger(2);
  await shown();
  const store = await openStore(world.config.database);
  const [place] = await store.cases.rawOf(1);
  expect(place?.path).toBe('');
  expect(JSON.parse((await store.ledger.body(place?.messageId ?? ''))?.body ?? '')).toEqual(stop);
  expect(await store.ledger.messages({ since: 0, after: null, limit: 10 })).toHaveLength(1);
  const [why] = await store.cases.why('Y1');
  expect(why?.rows).toMatchObject([
    { outcome: 'posted', reason: { code: 'rule-matches' }, path: '/Records/0', accountId: '111122223333' },
  ]);
  await store.close();
});

it('what happens again after a silence is said again, in the thread and in the channel', async () => {
  await start();
  await world.startBot();
  const now = Date.now();
  const stop = (id: string, hours: number) =>
    trailEvent(trailRecord({ id, name: 'StopLogging', at: now - hours * 3_600_000 }));
  await world.send([stop('a', 300)]);
  await inLedger(1);
  await world.send([stop('b', 299.5)]);
  await inLedger(2);
  expect(await world.ledger()).toMatchObject({ posted: 1, merged: 1 });
  await world.send([stop('c', 1)]);
  await inLedger(3);
  expect(await world.ledger()).toMatchObject({ posted: 2, merged: 1 });
  await shown();
  const channel = await world.messages('sec-alerts');
  expect(cardKeys(channel)).toEqual(['case:1']);
  const replies = channel.flatMap((one) => one.replies ?? []).map(({ text }) => text);
  expect(replies).toEqual([expect.stringContaining('It happened again after a silence.')]);
});

it('rules speak of custom events, too', async () => {
  const rule = `
title: Login as root
id: root-login
level: critical
logsource: {product: linux, service: sshd}
detection: {s: {user: root}, condition: s}
`;
  await start();
  writeFileSync(join(folder, 'rules', 'sshd.yml'), rule);
  await world.startBot();
  const login = (id: string, user: string) =>
    JSON.stringify({
      ...{ schema: 'yagura.custom.v1', source: 'sshd', id, title: `Login of ${user}`, severity: 'low' },
      ...{ resource: { type: 'host', id: 'web-7' }, fields: { user, address: '203.0.113.9' } },
    });
  await world.send([login('1', 'carol'), login('2', 'root')]);
  await inLedger(2);
  await shown();
  const [card] = (await world.messages('sec-critical')).map((one) => textOf(one.attachments));
  expect(card).toContain('web-7');
  expect(await world.ledger()).toMatchObject({ posted: 2 });
});

it('a bucket of another account is read with the role that the configuration names', async () => {
  const theirs = '444455556666';
  const roleArn = `arn:aws:iam::${theirs}:role/yagura-reads-trail`;
  const externalId = 'example-external-id';
  await start(
    { buckets: [{ name: trailBucket, roleArn, externalId }] },
    {
      buckets: [{ name: trailBucket, owner: theirs, readers: [roleArn] }],
      roles: [{ arn: roleArn, trusts: ['000000000000'], externalId }],
    },
  );
  await world.aws.putObject(
    trailBucket,
    trailKey('a', theirs),
    trailFile([trailRecord({ id: 'stop-1', name: 'StopLogging' })]),
  );
  await world.startBot();
  await world.send([s3Notice(trailKey('a', theirs))]);
  await inLedger(1);
  expect(await world.ledger()).toMatchObject({ posted: 1 });
});
