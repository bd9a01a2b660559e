import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSlackWorkspace } from '../sim/slack/workspace.ts';
import { openStore } from '../src/store/open.ts';
import { ordinaryDay } from './bodies.ts';
import { type BenchBot, startBot } from './bot.ts';
import { detect } from './detect.ts';
import { atMost, type Bench, type Figure } from './measure.ts';
import { type BenchQueue, startQueue } from './queue.ts';

const smallFiles = 200;
const bucket = 'example-trail-logs';

/** CloudTrail through the whole bot: rules over records, files from S3 through SQS, and alerts beside a large file. */
export const cloudtrail: Bench = {
  name: 'cloudtrail',
  run: async (say) => [...(await detect.run(say)), ...(await throughTheBot(say))],
};

async function throughTheBot(say: (line: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-bench-'));
  const server = startPart('serve');
  const [queue, slack] = await Promise.all([startQueue(), startSlackWorkspace({ port: 0 })]);
  const s3 = await said<{ url: string; records: number; small: number }>(server);
  const delayFile = join(folder, 'delay');
  const bot = withEnvironment(
    {
      AWS_ENDPOINT_URL_S3: s3.url,
      YAGURA_BENCH_DELAY: delayFile,
      NODE_OPTIONS: `--import ${new URL('loop-delay.ts', import.meta.url).href}`,
    },
    () => startBot(queue, slack, { aws: { region: queue.region, buckets: [{ name: bucket }] } }),
  );
  try {
    return [
      ...(await manyFiles(queue, bot, s3.small)),
      ...(await oneLargeFile({ queue, bot, slack, records: s3.records, delayFile, say })),
    ];
  } finally {
    await bot.stop();
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await Promise.all([gone, queue.stop(), slack.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function manyFiles(queue: BenchQueue, bot: BenchBot, recordsOfEach: number): Promise<Figure[]> {
  // One beforehand: what starts with the first file is not what is measured.
  await queue.fill([notice('small-first')]);
  const before = await recordsIn(bot, recordsOfEach);
  const start = performance.now();
  await queue.fill(Array.from({ length: smallFiles }, (_, at) => notice(`small-${at}`)));
  await recordsIn(bot, before + smallFiles * recordsOfEach);
  const seconds = (performance.now() - start) / 1_000;
  return [
    {
      name: 'files from S3 through SQS into the ledger',
      value: smallFiles / seconds,
      unit: 'files/s',
      beside: `${recordsOfEach.toLocaleString('en')} records each: ${Math.round((smallFiles * recordsOfEach) / seconds).toLocaleString('en')} records/s`,
    },
  ];
}

interface Large {
  readonly queue: BenchQueue;
  readonly bot: BenchBot;
  readonly slack: Awaited<ReturnType<typeof startSlackWorkspace>>;
  readonly records: number;
  readonly delayFile: string;
  readonly say: (line: string) => void;
}

async function oneLargeFile({ queue, bot, slack, records, delayFile, say }: Large): Promise<Figure[]> {
  const before = await recordsIn(bot, 0);
  process.kill(bot.pid, 'SIGUSR2');
  const start = performance.now();
  await queue.fill([notice('large')]);
  await delay(2_000);
  const posted = criticalPosted(slack);
  const sent = performance.now();
  await queue.fill(critical());
  await posted;
  const latency = (performance.now() - sent) / 1_000;
  await recordsIn(bot, before + records + 1);
  const seconds = (performance.now() - start) / 1_000;
  await delay(600);
  const late = Number(readFileSync(delayFile, 'utf8'));
  const status = readFileSync(`/proc/${bot.pid}/status`, 'utf8');
  const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
  say(`the large file took ${seconds.toFixed(1)} s`);
  const beside = `a file of 1 GB unpacked, ${records.toLocaleString('en')} records, ${seconds.toFixed(0)} s`;
  return [
    { name: 'RSS of the bot, highest', value: peak, unit: 'MB', beside, aim: atMost(peak, 300, ' MB') },
    {
      name: 'event loop delay of the bot, p99',
      value: late,
      unit: 'ms',
      beside,
      aim: atMost(late, 50, ' ms'),
    },
    {
      name: 'a Critical meanwhile, in Slack after',
      value: latency,
      unit: 's',
      beside,
      aim: atMost(latency, 3, ' s'),
    },
  ];
}

function notice(name: string): string {
  const key = `AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/22/${name}.json.gz`;
  return JSON.stringify({ s3Bucket: bucket, s3ObjectKey: [key] });
}

/** A GuardDuty finding of 9.5. */
function critical(): string[] {
  const [body = '{}'] = ordinaryDay(1, 1, 1, Date.now());
  const event = JSON.parse(body) as { detail: Record<string, unknown> };
  return [JSON.stringify({ ...event, detail: { ...event.detail, severity: 9.5 } })];
}

function criticalPosted(slack: Large['slack']): Promise<void> {
  return new Promise((resolve) => {
    const stop = slack.state.watch((change) => {
      if (change.kind !== 'message' || change.how !== 'posted' || !change.message.text.includes('Critical'))
        return;
      stop();
      resolve();
    });
  });
}

/** Waits until the ledger has so many events, and tells how many there are. */
async function recordsIn({ database }: BenchBot, least: number): Promise<number> {
  const store = await openStore(database);
  try {
    for (;;) {
      const counts = await store.ledger.counts(0);
      const sum = Object.values(counts).reduce((total, one) => total + one, 0);
      if (sum >= least) return sum;
      await delay(50);
    }
  } finally {
    await store.close();
  }
}

function withEnvironment<T>(values: Readonly<Record<string, string>>, work: () => T): T {
  Object.assign(process.env, values);
  try {
    return work();
  } finally {
    for (const name of Object.keys(values)) delete process.env[name];
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
