import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type Config, parseConfig } from '../src/config/config.ts';
import { createBatcher } from '../src/intake/batcher.ts';
import { createConsumer } from '../src/intake/consumer.ts';
import { systemClock } from '../src/shared/clock.ts';
import { silentLogger } from '../src/shared/logger.ts';
import { type AlertWorker, startWorker } from '../src/worker/worker.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { ordinaryDay } from './bodies.ts';
import { atLeast, type Bench, type Figure, interleave, median } from './measure.ts';
import { type BenchQueue, startQueue } from './queue.ts';

const messages = 6_000;
const loops = 20;
const rounds = 5;

/** SQS → committed → deleted, beside a consumer that only receives and deletes on the same queue. */
export const intake: Bench = {
  name: 'intake',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'yagura-bench-'));
    const queue = await startQueue();
    const postgres = await startPostgres();
    const sqlite = await startWorker(configOf(queue, `sqlite:${join(folder, 'bench.db')}`), silentLogger);
    const large = await startWorker(configOf(queue, await postgres.createDatabase()), silentLogger);
    let next = 0;
    const fill = async () => {
      await queue.fill(ordinaryDay(next, messages, 500, Date.now()));
      next += messages;
    };
    const contestant = (name: string, drain: () => Promise<void>) => async () => {
      await fill();
      const start = performance.now();
      await drain();
      const rate = messages / ((performance.now() - start) / 1_000);
      say(`${name} ${Math.round(rate)} messages/s`);
      return rate;
    };
    try {
      const rates = await interleave(
        {
          bare: contestant('bare consumer', () => drainBare(queue)),
          sqlite: contestant('SQLite', () => drainWith(queue, sqlite)),
          postgres: contestant('PostgreSQL', () => drainWith(queue, large)),
        },
        rounds,
      );
      return figures(rates);
    } finally {
      await Promise.all([sqlite.stop(), large.stop()]);
      await Promise.all([queue.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figures(rates: { bare: number[]; sqlite: number[]; postgres: number[] }): Figure[] {
  const bare = median(rates.bare);
  const beside = `bare consumer ${Math.round(bare).toLocaleString('en')} messages/s`;
  // Each round's own ratio: the rounds are minutes apart.
  const ratio = (one: readonly number[]) =>
    median(one.map((rate, round) => rate / (rates.bare[round] ?? bare)));
  return [
    { name: 'intake, SQLite', value: median(rates.sqlite), unit: 'messages/s', beside },
    {
      name: 'intake ÷ bare, SQLite',
      value: ratio(rates.sqlite),
      unit: '×',
      aim: atLeast(ratio(rates.sqlite), 0.8),
    },
    { name: 'intake, PostgreSQL', value: median(rates.postgres), unit: 'messages/s', beside },
    { name: 'intake ÷ bare, PostgreSQL', value: ratio(rates.postgres), unit: '×' },
  ];
}

async function drainBare({ sqs, queueUrl: QueueUrl }: BenchQueue): Promise<void> {
  let left = messages;
  const loop = async () => {
    while (left > 0) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) continue;
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      left -= Messages.length;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
}

async function drainWith({ sqs, queueUrl: url }: BenchQueue, worker: AlertWorker): Promise<void> {
  const clock = systemClock();
  const batcher = createBatcher({ process: (batch) => worker.process(batch, clock.now()) });
  let left = messages;
  const drained = Promise.withResolvers<void>();
  const consumer = createConsumer({
    sqs,
    queue: { name: 'bench', url },
    batcher,
    clock,
    loops,
    onEvent(event) {
      if ('error' in event) drained.reject(event.error);
      if (event.kind === 'deleted') left -= event.messages;
      if (left === 0) drained.resolve();
    },
  });
  consumer.start();
  await drained.promise;
  await consumer.stop();
}

function configOf(queue: BenchQueue, database: string): Config {
  const text = JSON.stringify({
    database,
    queues: [{ url: queue.queueUrl }],
    slack: { channel: 'sec-alerts' },
    log: { level: 'error' },
  });
  return parseConfig(text, 'bench');
}
