import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Outcome, outcomes } from '../finding/ledger.ts';

/** Everything that an operator can watch, at /metrics. Names end in their unit, as Prometheus asks. */
export interface Metrics {
  readonly registry: Registry;
  readonly batchSeconds: Histogram;
  readonly messages: Counter<'queue' | 'result'>;
  readonly slackCalls: Counter<'method' | 'result'>;
  readonly pages: Counter<'action' | 'result'>;
  readonly stormsOpen: Gauge;
  readonly cardsFolded: Counter;
  readonly queueDepth: Gauge<'queue' | 'kind'>;
  readonly queueOldestSeconds: Gauge<'queue' | 'kind'>;
}

/**
 * What is read from SQL when somebody asks, so that it is true after a restart too. Where it throws the number is
 * NaN, and all others are there: while the database is away they are what an operator needs.
 */
export interface LiveNumbers {
  ledger(): Promise<Record<Outcome, number>>;
  backlog(): Promise<{ waiting: number; oldestSeconds: number }>;
}

const unknown = () => Number.NaN;

export function createMetrics(live: LiveNumbers): Metrics {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'yagura_ledger_events',
    help: 'Inner events by outcome over the last 24 hours.',
    labelNames: ['outcome'],
    registers,
    async collect() {
      const counts = await live.ledger().catch(() => null);
      for (const outcome of outcomes) this.set({ outcome }, counts?.[outcome] ?? Number.NaN);
    },
  });
  // Each asks by itself: a gauge that another one fills shows what was true at the scrape before.
  new Gauge({
    name: 'yagura_cards_oldest_waiting_seconds',
    help: 'How long the longest waiting card has not shown its present state.',
    registers,
    async collect() {
      this.set(await live.backlog().then(({ oldestSeconds }) => oldestSeconds, unknown));
    },
  });
  new Gauge({
    name: 'yagura_cards_waiting',
    help: 'Cards in Slack that do not show the present state yet.',
    registers,
    async collect() {
      this.set(await live.backlog().then(({ waiting }) => waiting, unknown));
    },
  });
  return {
    registry,
    batchSeconds: new Histogram({
      name: 'yagura_batch_seconds',
      help: 'Time from a batch of messages to its commit.',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    messages: new Counter({
      name: 'yagura_messages_total',
      help: 'SQS messages by what became of them: committed, or returned to the queue.',
      labelNames: ['queue', 'result'],
      registers,
    }),
    slackCalls: new Counter({
      name: 'yagura_slack_calls_total',
      help: 'Calls of the outbox to Slack by method and result.',
      labelNames: ['method', 'result'],
      registers,
    }),
    pages: new Counter({
      name: 'yagura_pages_total',
      help: 'Messages to the pager outside Slack by what they say and what became of them.',
      labelNames: ['action', 'result'],
      registers,
    }),
    stormsOpen: new Gauge({
      name: 'yagura_storms_open',
      help: 'Channels in which new cards are being folded into one.',
      registers,
    }),
    cardsFolded: new Counter({
      name: 'yagura_cards_folded_total',
      help: 'Cards of Medium and lower that were folded into a storm card.',
      registers,
    }),
    queueDepth: new Gauge({
      name: 'yagura_queue_depth',
      help: 'Messages in a queue and in its dead letter queue.',
      labelNames: ['queue', 'kind'],
      registers,
    }),
    queueOldestSeconds: new Gauge({
      name: 'yagura_queue_oldest_seconds',
      help: 'Age of the oldest message seen in a queue and in its dead letter queue.',
      labelNames: ['queue', 'kind'],
      registers,
    }),
  };
}
