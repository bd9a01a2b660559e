import type { Config } from './config/config.ts';
import type { FileDesk } from './files/file-desk.ts';
import { createBatcher } from './intake/batcher.ts';
import { type Consumer, type ConsumerOptions, createConsumer } from './intake/consumer.ts';
import type { IncomingMessage } from './intake/message.ts';
import { readQueue } from './intake/watch.ts';
import type { Metrics } from './operate/metrics.ts';
import { queueName } from './pipeline-deps.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import type { QueueWatch } from './store/ports/jobs.ts';

export interface IntakeLoopsOptions {
  readonly config: Config;
  readonly sqs: ConsumerOptions['sqs'];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Answers the ids of the messages that are committed. Throws when nothing was. */
  readonly process: (messages: readonly IncomingMessage[]) => Promise<ReadonlySet<string>>;
  /** Whoever reads the log files that messages point to; null: nobody does. */
  readonly files: FileDesk | null;
}

/** One for every receive loop's long poll, and some for what else is asked meanwhile. */
export function socketsFor(config: Config): number {
  return config.queues.reduce((sum, queue) => sum + queue.loops, 10);
}

/** Receives from every queue; all of them share one batcher, so that messages of all share transactions. */
export function startIntake(options: IntakeLoopsOptions) {
  const { config, sqs, clock, logger, metrics, process, files } = options;
  const batcher = createBatcher({
    async process(messages) {
      const timer = metrics.batchSeconds.startTimer();
      const done = await process(messages);
      timer();
      return done;
    },
    onFailure: (error, messages) =>
      logger.error(
        { messages, error: messageOf(error) },
        'a batch was not committed and returns to its queue',
      ),
  });

  /** What points to files goes its own way; what else is in such a message is decided once its files are. */
  function aside(message: IncomingMessage): Promise<boolean> | null {
    const taken = files?.takes(message) ?? null;
    if (files === null || taken === null) return null;
    return files.process(message).then(async (read) => {
      if (!read || !taken.mixed) return read;
      return (await batcher.add([message])).has(message.messageId);
    });
  }

  const consumers = new Map<string, Consumer>();
  for (const { url, loops, visibilityTimeout } of config.queues) {
    const queue = { name: queueName(url), url };
    const consumer = createConsumer({
      sqs,
      queue,
      batcher,
      aside,
      clock,
      loops,
      visibilityTimeoutSeconds: Math.ceil(visibilityTimeout / 1_000),
      onEvent: (event) => {
        // A receive that failed brought no message, and is to be seen all the same.
        const count = event.kind === 'receive-failed' ? 1 : event.messages;
        metrics.messages.inc({ queue: queue.name, result: event.kind }, count);
        if ('error' in event) {
          logger.warn(
            { queue: queue.name, what: event.kind, error: messageOf(event.error) },
            'SQS did not do as asked',
          );
        }
      },
    });
    consumers.set(queue.name, consumer);
  }
  for (const consumer of consumers.values()) consumer.start();

  async function look(url: string): Promise<QueueWatch> {
    const queue = queueName(url);
    const oldestSentAt = consumers.get(queue)?.oldestSentAt() ?? null;
    const watch = await readQueue(sqs, { name: queue, url, oldestSentAt }, clock.now());
    const age = (sentAt: number | null) =>
      sentAt === null ? 0 : Math.max(0, (clock.now() - sentAt) / 1_000);
    metrics.queueDepth.set({ queue, kind: 'live' }, watch.depth);
    metrics.queueOldestSeconds.set({ queue, kind: 'live' }, age(watch.oldestSentAt));
    metrics.queueDepth.set({ queue, kind: 'dead' }, watch.deadLetter?.depth ?? 0);
    metrics.queueOldestSeconds.set({ queue, kind: 'dead' }, age(watch.deadLetter?.oldestSentAt ?? null));
    return watch;
  }

  return {
    /** Asks SQS about every queue; each rejects by itself where SQS does not answer. */
    readQueues: () => config.queues.map(({ url }) => look(url)),
    async stop(): Promise<void> {
      // Files that are being read return to their queues, so that nobody waits for the end of a large one.
      await Promise.all([files?.stop(), ...[...consumers.values()].map((one) => one.stop())]);
    },
  };
}
