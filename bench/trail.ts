import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RecordSplitter } from '../src/trail/split-records.ts';
import { atLeast, atMost, type Bench, type Figure, interleave, median } from './measure.ts';
import { generatedRecords, realRecords } from './trail-records.ts';

const count = 40_000;
/** What zlib hands on at a time. */
const chunkBytes = 65_536;

/** CloudTrail's files: splitting and parsing beside parsing alone; a file of a gigabyte, and what it takes. */
export const trail: Bench = {
  name: 'trail',
  async run(say) {
    const real = realRecords(count);
    return [
      ...(await splitting(generatedRecords(count), 'generated')),
      ...(real === null ? [] : await splitting(real, 'real records, whatever they begin with')),
      ...(await largeFile(say)),
    ];
  },
};

async function splitting(texts: readonly string[], what: string): Promise<Figure[]> {
  const compact = Buffer.from(`{"Records":[${texts.join(',')}]}`);
  const lines = Buffer.from(texts.join('\n'));
  const timed = (work: () => number) => async () => {
    const start = process.hrtime.bigint();
    const seen = work();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (seen !== texts.length) throw new Error(`${seen} records instead of ${texts.length}`);
    return seconds;
  };
  const seconds = await interleave(
    {
      parse: timed(() => parseEach(texts)),
      split: timed(() => splitAll(compact)),
      lines: timed(() => splitAll(lines)),
    },
    5,
  );
  const rate = (name: keyof typeof seconds) => texts.length / median(seconds[name]);
  const beside = `JSON.parse of ready strings ${Math.round(rate('parse')).toLocaleString('en')} records/s`;
  const ratio = (name: keyof typeof seconds) => rate(name) / rate('parse');
  return [
    { name: `split + parse, ${what}`, value: rate('split'), unit: 'records/s', beside },
    {
      name: `split + parse ÷ parse, ${what}`,
      value: ratio('split'),
      unit: '×',
      aim: atLeast(ratio('split'), 0.75),
    },
    { name: `split + parse ÷ parse, ndjson, ${what}`, value: ratio('lines'), unit: '×' },
  ];
}

function parseEach(texts: readonly string[]): number {
  let seen = 0;
  for (const text of texts) seen += named(JSON.parse(text));
  return seen;
}

function splitAll(file: Buffer): number {
  let seen = 0;
  const splitter = new RecordSplitter({
    record: (record) => {
      seen += named(record);
    },
    problem: (problem) => {
      throw new Error(problem);
    },
  });
  for (let from = 0; from < file.length; from += chunkBytes)
    splitter.push(file.subarray(from, from + chunkBytes));
  splitter.end();
  return seen;
}

/** Something that the compiler cannot leave out. */
function named(record: unknown): number {
  return Object(record)['nothing'] === undefined ? 1 : 0;
}

interface LargeReading {
  readonly records: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly matched: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly delayMs: number;
  readonly problem: unknown;
}

/** From S3 over HTTP, through a thread of its own; the bot's other work would see the event loop's delay. */
async function largeFile(say: (line: string) => void): Promise<Figure[]> {
  const server = startPart('serve');
  try {
    const { url, records } = await said<{ url: string; records: number }>(server);
    const reader = startPart('read', url);
    const reading = await said<LargeReading>(reader);
    if (reading.problem !== null || reading.records !== records)
      throw new Error(`the large file was not read whole: ${JSON.stringify(reading)}`);
    const size = `${Math.round(reading.unpackedBytes / 1_048_576)} MB of ${Math.round(reading.packedBytes / 1_048_576)} MB packed`;
    say(`${size} in ${reading.seconds.toFixed(1)} s, ${reading.matched} matches`);
    return [
      {
        name: 'large file: fetch + unpack + split + parse + match',
        value: records / reading.seconds,
        unit: 'records/s',
        beside: `${size}, ${records.toLocaleString('en')} records`,
      },
      {
        name: 'large file: RSS, highest',
        value: reading.peakMegabytes,
        unit: 'MB',
        aim: atMost(reading.peakMegabytes, 300, ' MB'),
      },
      {
        name: 'large file: event loop delay meanwhile, p99',
        value: reading.delayMs,
        unit: 'ms',
        aim: atMost(reading.delayMs, 50, ' ms'),
      },
    ];
  } finally {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  }
}

function startPart(...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL('trail-part.ts', import.meta.url));
  return spawn(process.execPath, [...process.execArgv, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said<T>({ stdout }: ChildProcess): Promise<T> {
  if (stdout === null) throw new Error('a part of the bench has no voice');
  for await (const line of createInterface(stdout)) return JSON.parse(line) as T;
  throw new Error('a part of the bench ended without a word');
}
