import { randomUUID } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createSqs } from './aws/clients.ts';
import type { Config, Secrets } from './config/config.ts';
import { createBatcher } from './intake/batcher.ts';
import { type Consumer, createConsumer } from './intake/consumer.ts';
import { resolve } from './intake/resolve.ts';
import { readQueue } from './intake/watch.ts';
import type { JobDeps } from './jobs/job.ts';
import { jobs } from './jobs/registry.ts';
import { scheduleJobs } from './jobs/schedule.ts';
import { createMetrics } from './operate/metrics.ts';
import { startOperateServer } from './operate/server.ts';
import { channelStyleOf, intakeCardOf, queueName } from './pipeline-deps.ts';
import { createEngine } from './reconcile/engine.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { Teardown } from './shared/teardown.ts';
import { createSlackApp, type SlackSettings } from './slack/app.ts';
import { editCards, postCards } from './slack/outbox/card-task.ts';
import { createChannelDirectory } from './slack/outbox/channels.ts';
import { createOutboxClient } from './slack/outbox/client.ts';
import { createCardDrawer } from './slack/outbox/draw-card.ts';
import { sayNotices } from './slack/outbox/notice-task.ts';
import type { Outbox } from './slack/outbox/outbox.ts';
import { Pacer } from './slack/outbox/pacer.ts';
import type { Repositories } from './store/store.ts';
import { startWorker } from './worker/worker.ts';

export interface AppOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Given by the demo and the tests; otherwise made from the configuration and the SDK's own credentials. */
  readonly sqs?: SQSClient;
}

export interface App {
  /** Where /healthz and /metrics answer. */
  readonly port: number;
  /** Finishes what is in hand, then lets go of everything, in the reverse order of the start. */
  stop(): Promise<void>;
}

/** One replica sends to a workspace; another takes over so long after it died. */
const senderLeaseMs = 15_000;

/** The composition root: wires the rooms together, from the store outwards. */
export async function startApp({ config, secrets, logger, clock, sqs: givenSqs }: AppOptions): Promise<App> {
  const teardown = new Teardown(logger);
  const owner = randomUUID();
  try {
    const worker = await startWorker(config, logger);
    teardown.add('alert worker', () => worker.stop());
    const store = worker.repositories;
    const metrics = createMetrics(liveNumbers(store, clock));

    // Slack: what SQL wants, said by one replica at a time.
    const styleOf = channelStyleOf(config);
    const client = createOutboxClient(secrets.botToken, config.slackApiUrl, logger);
    const outbox: Outbox = {
      store,
      client,
      pacer: new Pacer(clock.now()),
      clock,
      logger,
      channels: createChannelDirectory(client, clock),
      styleOf,
      owner,
      onCall: (method, result) => metrics.slackCalls.inc({ method, result }),
    };
    const draw = createCardDrawer(store, styleOf);
    const engine = createEngine({
      tasks: [postCards(outbox, draw), sayNotices(outbox), editCards(outbox, draw)],
      clock,
      logger,
      mayAct: (now) => store.locks.acquire('slack-sender', owner, now, senderLeaseMs),
    });
    teardown.add('slack sender', async () => {
      await engine.stop();
      await store.locks.release('slack-sender', owner);
    });
    engine.start();

    // People: commands and buttons.
    const slack = createSlackApp(slackSettings(config, secrets), {
      store,
      clock,
      logger,
      rawEvent: (caseId) => rawEvent(store, caseId),
      roles: () => config.roles,
      alertChannels: () => [
        config.slack.channel,
        ...(config.slack.criticalChannel ? [config.slack.criticalChannel] : []),
      ],
      channels: outbox.channels,
      styleOf,
    });
    teardown.add('slack', () => slack.stop());

    // Alerts: every queue shares one batcher, so that messages of all of them share transactions.
    const sqs = givenSqs ?? createSqs({ region: config.aws.region, maxSockets: sockets(config) });
    if (!givenSqs) teardown.add('sqs client', () => sqs.destroy());
    const batcher = createBatcher({
      async process(messages) {
        const timer = metrics.batchSeconds.startTimer();
        const done = await worker.process(messages, clock.now());
        timer();
        engine.wake();
        return done;
      },
      onFailure: (error, messages) =>
        logger.error(
          { messages, error: messageOf(error) },
          'a batch was not committed and returns to its queue',
        ),
    });
    const consumers = new Map<string, Consumer>();
    for (const { url, loops, visibilityTimeout } of config.queues) {
      const queue = { name: queueName(url), url };
      const consumer = createConsumer({
        sqs,
        queue,
        batcher,
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
    teardown.add('intake', () =>
      Promise.all([...consumers.values()].map((one) => one.stop())).then(() => undefined),
    );
    for (const consumer of consumers.values()) consumer.start();
    // After intake: Slack being away must not keep alerts from SQL. Only wrong tokens end the start.
    await slack.start();

    // Jobs: the clock on the wall.
    const jobDeps: JobDeps = {
      store,
      clock,
      logger,
      retention: config.retention,
      intakeCard: intakeCardOf(config),
      readQueues: () => readQueues(config, sqs, consumers, clock, metrics),
    };
    const schedule = scheduleJobs(jobs, jobDeps, owner);
    teardown.add('jobs', () => schedule.stop());

    const server = await startOperateServer(config.http, {
      metrics,
      healthy: () => store.ping(),
      logger,
      slack: slack.http,
    });
    teardown.add('operator page', () => server.stop());
    // What was compiled is kept now: a process that is killed later would not write it.
    flushCompileCache();
    logger.info({ port: server.port, config: config.hash, database: store.dialect }, 'watching');
    return { port: server.port, stop: () => teardown.run() };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

/** One for every receive loop's long poll, and some for what else is asked meanwhile. */
function sockets(config: Config): number {
  return config.queues.reduce((sum, queue) => sum + queue.loops, 10);
}

function slackSettings(config: Config, secrets: Secrets): SlackSettings {
  const common = { botToken: secrets.botToken, slackApiUrl: config.slackApiUrl };
  return config.slack.mode === 'socket'
    ? { ...common, mode: 'socket', appToken: secrets.appToken ?? '' }
    : { ...common, mode: 'http', signingSecret: secrets.signingSecret ?? '' };
}

function liveNumbers(store: Repositories, clock: Clock) {
  return {
    ledger: () => store.ledger.counts(clock.now() - 86_400_000),
    async backlog() {
      const { waiting, oldest } = await store.cards.backlog();
      return { waiting, oldestSeconds: oldest === null ? 0 : Math.max(0, (clock.now() - oldest) / 1_000) };
    },
  };
}

/** The newest event of a case as it arrived; null when its body is no longer kept. */
async function rawEvent(store: Repositories, caseId: number): Promise<unknown> {
  for (const { messageId, path } of await store.cases.rawOf(caseId)) {
    const stored = await store.ledger.body(messageId);
    if (stored) return resolve(stored.body, path) ?? null;
  }
  return null;
}

function readQueues(
  config: Config,
  sqs: SQSClient,
  consumers: ReadonlyMap<string, Consumer>,
  clock: Clock,
  metrics: ReturnType<typeof createMetrics>,
) {
  return config.queues.map(async ({ url }) => {
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
  });
}
