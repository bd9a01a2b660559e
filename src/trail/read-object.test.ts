import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { constants, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FakeClock, systemClock } from '../shared/clock.ts';
import { type ReadOptions, readRecords } from './read-object.ts';

const clock = systemClock();
const recordOf = (id: number | string) => ({
  eventVersion: '1.09',
  eventSource: 'iam.amazonaws.com',
  eventName: 'GetUser',
  eventID: String(id),
});
const fileOf = (count: number, first = 0) =>
  Buffer.from(
    JSON.stringify({ Records: Array.from({ length: count }, (_, index) => recordOf(first + index)) }),
  );
/** What hardly packs, so that a place in the packed bytes is a place in the records. */
const noisy = (count: number) =>
  Buffer.from(
    JSON.stringify({
      Records: Array.from({ length: count }, (_, id) => ({
        ...recordOf(id),
        noise: randomBytes(600).toString('hex'),
      })),
    }),
  );

/** Reads what comes in pieces of 10,000 bytes. */
async function read(bytes: Buffer, options: Partial<ReadOptions> = {}) {
  const pieces = Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, index) =>
    bytes.subarray(index * 10_000, (index + 1) * 10_000),
  );
  return readFrom(Readable.from(pieces), options);
}

async function readFrom(source: Readable, options: Partial<ReadOptions> = {}) {
  const ids: unknown[] = [];
  const indexes: number[] = [];
  const reading = await readRecords(
    source,
    (record, index) => {
      ids.push(record['eventID']);
      indexes.push(index);
    },
    { clock, ...options },
  );
  return { ...reading, ids, indexes };
}

const upTo = (count: number, first = 0) => Array.from({ length: count }, (_, index) => String(first + index));

describe('a whole file', () => {
  it('gzip: each record once, in its place, and its sizes', async () => {
    const packed = gzipSync(fileOf(1_000));
    const reading = await read(packed);
    expect(reading).toMatchObject({ problem: null, records: 1_000, next: 1_000, packedBytes: packed.length });
    expect(reading.unpackedBytes).toBe(fileOf(1_000).length);
    expect(reading.ids).toEqual(upTo(1_000));
    expect(reading.indexes).toEqual([...Array(1_000).keys()]);
  });

  it('of 100,000 records', async () => {
    const reading = await read(gzipSync(fileOf(100_000)));
    expect(reading).toMatchObject({ problem: null, records: 100_000 });
    expect(new Set(reading.ids).size).toBe(100_000);
  });

  it('of several gzip members, cut anywhere', async () => {
    const text = fileOf(1_000);
    const members = [0, 5, 40_000, 40_001].map((from, index, all) =>
      gzipSync(text.subarray(from, all[index + 1])),
    );
    expect(await read(Buffer.concat(members))).toMatchObject({ problem: null, ids: upTo(1_000) });
  });

  it.each([
    ['not packed', fileOf(3)],
    ['a list', Buffer.from(JSON.stringify([0, 1, 2].map(recordOf)))],
    ['ndjson, packed', gzipSync([0, 1, 2].map((id) => JSON.stringify(recordOf(id))).join('\n'))],
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff '), fileOf(3)])],
  ])('%s', async (_name, bytes) => {
    expect(await read(bytes)).toMatchObject({ problem: null, ids: upTo(3) });
  });

  it('without a record', async () => {
    expect(await read(gzipSync('{"Records":[]}'))).toMatchObject({ problem: null, next: 0 });
  });

  it('counts what is no record among the records', async () => {
    const text = `{"Records":[${JSON.stringify(recordOf(0))},{"a":tru},7,{"id":1},${JSON.stringify(recordOf(1))}]}`;
    expect(await read(Buffer.from(text))).toMatchObject({
      problem: null,
      records: 2,
      next: 5,
      indexes: [0, 4],
      refused: { 'bad-json': 1, 'not-an-object': 1, foreign: 1, 'too-large': 0 },
    });
  });

  it('from a record on, as if the first reading had not stopped', async () => {
    const packed = gzipSync(fileOf(1_000));
    expect(await read(packed, { from: 990 })).toMatchObject({
      problem: null,
      records: 10,
      next: 1_000,
      ids: upTo(10, 990),
    });
    expect(await read(packed, { from: 1_000 })).toMatchObject({ problem: null, records: 0, next: 1_000 });
  });
});

describe('a file that is broken', () => {
  it('cut off: every record before the cut is seen, and it may be tried again', async () => {
    const text = noisy(60);
    const packed = gzipSync(text, { level: constants.Z_NO_COMPRESSION });
    const reading = await read(packed.subarray(0, packed.length / 2));
    expect(reading.problem).toMatchObject({ kind: 'truncated', retry: true });
    // Stored blocks: half of the packed bytes hold half of the text, but for what is less than a block.
    expect(reading.unpackedBytes).toBeGreaterThan(text.length / 2 - 1_000);
    const perRecord = text.length / 60;
    expect(reading.records).toBeGreaterThanOrEqual(Math.floor(reading.unpackedBytes / perRecord) - 1);
    expect(reading.ids).toEqual(upTo(reading.records));
    expect(reading.next).toBe(reading.records);
  });

  it('cut in its last byte', async () => {
    const packed = gzipSync(fileOf(1_000));
    const reading = await read(packed.subarray(0, -1));
    expect(reading).toMatchObject({ problem: { kind: 'truncated' }, records: 1_000 });
  });

  it('cut between two members', async () => {
    const text = fileOf(1_000);
    const reading = await read(gzipSync(text.subarray(0, 50_000)));
    expect(reading.problem).toMatchObject({ kind: 'truncated', retry: true });
    expect(reading.records).toBeGreaterThan(400);
  });

  it('not packed, and cut', async () => {
    expect(await read(fileOf(10).subarray(0, -2))).toMatchObject({
      problem: { kind: 'truncated' },
      records: 10,
    });
  });

  it('corrupt: what comes long before is seen', async () => {
    const packed = gzipSync(noisy(600));
    packed.fill(0xff, packed.length - 20_000, packed.length - 19_000);
    const reading = await read(packed);
    expect(reading.problem).toMatchObject({ kind: 'corrupt', retry: true });
    expect(reading.records).toBeGreaterThan(450);
    expect(reading.ids).toEqual(upTo(reading.records));
  });

  it('with another check sum', async () => {
    const packed = gzipSync(fileOf(10));
    packed[packed.length - 8] = (packed.at(-8) ?? 0) ^ 1;
    expect((await read(packed)).problem).toMatchObject({ kind: 'corrupt', retry: true });
  });

  it('empty', async () => {
    expect((await read(Buffer.alloc(0))).problem).toMatchObject({ kind: 'truncated', retry: true });
    expect((await read(Buffer.from([0x1f]))).problem).toMatchObject({ kind: 'not-a-log', retry: false });
  });
});

describe('what is no log', () => {
  it.each([
    ['words', Buffer.from('hello')],
    ['packed words', gzipSync('<html></html>')],
    ['a zip file', Buffer.from('PK\u0003\u0004rest')],
    [
      'a digest',
      gzipSync(JSON.stringify({ awsAccountId: '111122223333', logFiles: [], previousDigest: null })),
    ],
    ['records of something else', gzipSync(JSON.stringify({ Records: [{ a: 1 }, { a: 2 }] }))],
  ])('%s', async (_name, bytes) => {
    expect(await read(bytes)).toMatchObject({ problem: { kind: 'not-a-log', retry: false }, records: 0 });
  });

  it('but another reader may take any object', async () => {
    const reading = await read(Buffer.from('{"eventID":"a"}\n{"eventID":"b"}'), { accepts: () => true });
    expect(reading).toMatchObject({ problem: null, ids: ['a', 'b'] });
  });
});

describe('limits', () => {
  it('refuse a gigabyte of spaces that is packed to a megabyte', async () => {
    const start = gzipSync('{"Records":[');
    const spaces = gzipSync(Buffer.alloc(16_777_216, ' '));
    const reading = await read(Buffer.concat([start, ...Array<Buffer>(64).fill(spaces)]));
    expect(reading.problem).toMatchObject({ kind: 'bomb', retry: false });
    expect(reading.unpackedBytes).toBeLessThan(50_000_000);
  });

  it.each([
    ['packed', { packedBytes: 5_000, unpackedBytes: 1e9 }],
    ['unpacked', { packedBytes: 1e9, unpackedBytes: 300_000 }],
  ])('of bytes, %s: final', async (_name, limits) => {
    const reading = await read(gzipSync(fileOf(20_000)), { limits });
    expect(reading.problem).toMatchObject({ kind: 'too-large', retry: false });
  });

  it('let repetitive records pass', async () => {
    const text = JSON.stringify({
      Records: Array.from({ length: 20_000 }, (_, id) => ({ ...recordOf(id), same: 'x'.repeat(2_000) })),
    });
    expect(await read(gzipSync(text))).toMatchObject({ problem: null, records: 20_000 });
  });
});

describe('a stream that does not go on', () => {
  /** Gives the first half of a file, and then nothing. */
  const halfOf = (bytes: Buffer) => {
    const stream = new Readable({ read() {} });
    stream.push(bytes.subarray(0, bytes.length / 2));
    return stream;
  };

  it('is given up after a silence', async () => {
    const fake = new FakeClock();
    const stream = halfOf(fileOf(10));
    const reading = readFrom(stream, { clock: fake, silenceMs: 1_000 });
    for (let turn = 0; turn < 3; turn += 1) await fake.advance(1_000);
    expect(await reading).toMatchObject({ problem: { kind: 'away', retry: true }, ids: upTo(4) });
    expect(stream.destroyed).toBe(true);
  });

  it('is given up when we are told to stop', async () => {
    const stopping = new AbortController();
    const stream = halfOf(fileOf(10));
    const reading = readFrom(stream, { signal: stopping.signal });
    stopping.abort();
    expect((await reading).problem).toMatchObject({ kind: 'stopped', retry: true });
    expect(stream.destroyed).toBe(true);
    const late = readFrom(Readable.from([fileOf(3)]), { signal: stopping.signal });
    expect(await late).toMatchObject({ problem: { kind: 'stopped' }, records: 0 });
  });

  it('breaks off with an error of its own', async () => {
    const stream = halfOf(fileOf(10));
    const reading = readFrom(stream);
    stream.destroy(new Error('socket hang up'));
    expect((await reading).problem).toEqual({ kind: 'away', retry: true, detail: 'socket hang up' });
  });
});

it('waits for whoever takes the records, and that is no silence', async () => {
  const fake = new FakeClock();
  const taken = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<void>();
  const reading = readFrom(Readable.from([fileOf(10)]), {
    clock: fake,
    silenceMs: 1_000,
    pause: () => {
      waiting.resolve();
      return taken.promise;
    },
  });
  await waiting.promise;
  for (let turn = 0; turn < 5; turn += 1) await fake.advance(1_000);
  taken.resolve();
  expect(await reading).toMatchObject({ problem: null, records: 10 });
});
