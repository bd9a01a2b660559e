import { gzipSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { startAws } from '../../sim/aws/aws.ts';
import { PermanentError, RetryableError } from '../../src/shared/errors.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { TrailMatch } from '../../src/trail/matcher.ts';
import { startTrailThread, type TrailThread } from '../../src/trail/trail-thread.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Says which records have one of the wanted names; some names end it otherwise. */
const module = `data:text/javascript,${encodeURIComponent(`
  export function createMatcher(wanted) {
    if (!Array.isArray(wanted)) throw new Error('no list of names');
    return ({ eventName }) => {
      if (eventName === 'Throw') throw new Error('a rule with a bug');
      if (eventName === 'Exit') process.exit(1);
      return wanted.includes(eventName) ? [eventName] : [];
    };
  }
`)}`;

const object = { bucket: 'logs', key: 'AWSLogs/a.json.gz' };
const fileOf = (names: readonly string[]) =>
  gzipSync(
    JSON.stringify({
      Records: names.map((eventName, id) => ({
        eventSource: 'iam.amazonaws.com',
        eventName,
        eventID: String(id),
      })),
    }),
  );

async function start(names: readonly string[], wanted: unknown = ['StopLogging']) {
  const aws = await startAws({ port: 0, queues: [], buckets: [{ name: 'logs' }] });
  closers.push(() => aws.stop());
  await aws.putObject('logs', object.key, fileOf(names));
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const thread = await startTrailThread({
    buckets: { region: aws.region, endpoint: aws.url, credentials },
    matcher: { module, data: wanted },
    logger: silentLogger,
  });
  closers.push(() => thread.stop());
  return { aws, thread };
}

async function read(thread: TrailThread, from = 0) {
  const matches: TrailMatch[] = [];
  const reading = await thread.read({ object, from }, (batch) => {
    matches.push(...batch);
  });
  return { reading, matches, places: matches.map(({ index }) => index) };
}

it('only what matches comes back, with its record and its place', async () => {
  const { thread } = await start(['GetUser', 'StopLogging', 'Throw', 'GetUser', 'StopLogging']);
  const { reading, matches } = await read(thread);
  expect(reading).toMatchObject({ problem: null, records: 5, matched: 2, unmatched: 1 });
  expect(matches).toEqual(
    [1, 4].map((index) => ({
      index,
      record: { eventSource: 'iam.amazonaws.com', eventName: 'StopLogging', eventID: String(index) },
      matches: ['StopLogging'],
    })),
  );
  expect((await read(thread, 2)).places).toEqual([4]);
});

it('many files at once, and the faults of one are its own', async () => {
  const { aws, thread } = await start(
    Array.from({ length: 3_000 }, (_, id) => (id % 3 ? 'GetUser' : 'StopLogging')),
  );
  const readings = Array.from({ length: 5 }, () => read(thread));
  const missing = thread.read({ object: { bucket: 'logs', key: 'nothing' } }, () => undefined);
  for (const { reading, places } of await Promise.all(readings)) {
    expect(reading).toMatchObject({ problem: null, matched: 1_000 });
    expect(places).toEqual(Array.from({ length: 1_000 }, (_, index) => index * 3));
  }
  expect((await missing).problem).toMatchObject({ kind: 'missing' });
  aws.objectFault({ kind: 'silent' });
  const stopping = new AbortController();
  const stopped = thread.read({ object }, () => undefined, stopping.signal);
  stopping.abort();
  expect((await stopped).problem).toMatchObject({ kind: 'stopped', retry: true });
});

it('waits for whoever takes care of the matches', async () => {
  const { thread } = await start(Array<string>(20_000).fill('StopLogging'));
  const taking = Promise.withResolvers<void>();
  let batches = 0;
  let last = -1;
  const reading = thread.read({ object }, async (matches) => {
    batches += 1;
    last = matches.at(-1)?.index ?? last;
    await taking.promise;
  });
  await vi.waitUntil(() => batches > 0);
  expect(batches).toBe(1);
  taking.resolve();
  expect(await reading).toMatchObject({ problem: null, matched: 20_000 });
  expect(last).toBe(19_999);
});

it('what cannot be taken care of ends the reading with that error', async () => {
  const { thread } = await start(Array<string>(20_000).fill('StopLogging'));
  let batches = 0;
  const reading = thread.read({ object }, async () => {
    batches += 1;
    throw new RetryableError('the database is away');
  });
  await expect(reading).rejects.toThrow('the database is away');
  expect(batches).toBe(1);
  expect((await read(thread)).reading).toMatchObject({ matched: 20_000 });
});

it('takes new rules, and keeps the old where the new cannot be loaded', async () => {
  const { thread } = await start(['GetUser', 'StopLogging', 'GetUser']);
  await expect(thread.reload({ module, data: 'GetUser' })).rejects.toBeInstanceOf(PermanentError);
  expect((await read(thread)).places).toEqual([1]);
  await thread.reload({ module, data: ['GetUser'] });
  expect((await read(thread)).places).toEqual([0, 2]);
});

it('does not start with rules that cannot be loaded', async () => {
  await expect(start([], 'no list')).rejects.toBeInstanceOf(PermanentError);
});

it('a thread that dies costs what it was reading, and is replaced with the newest rules', async () => {
  const { aws, thread } = await start(['Exit']);
  await thread.reload({ module, data: ['GetUser'] });
  await expect(read(thread)).rejects.toBeInstanceOf(RetryableError);
  await expect(read(thread)).rejects.toBeInstanceOf(RetryableError);
  await aws.putObject('logs', object.key, fileOf(['GetUser', 'StopLogging']));
  const again = await vi.waitUntil(() => read(thread).catch(() => null), 10_000);
  expect(again?.places).toEqual([0]);
  await thread.stop();
  await expect(read(thread)).rejects.toBeInstanceOf(RetryableError);
});
