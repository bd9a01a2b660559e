import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { type AwsOptions, type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import {
  type SlackWorkspace,
  startSlackWorkspace,
  type WorkspaceOptions,
} from '../../sim/slack/workspace.ts';
import { type App, type AppOptions, startApp } from '../../src/app.ts';
import { createSqs } from '../../src/aws/clients.ts';
import { type Config, parseConfig } from '../../src/config/config.ts';
import type { PagerSecrets } from '../../src/config/secrets.ts';
import type { Outcome } from '../../src/finding/ledger.ts';
import { type Clock, systemClock } from '../../src/shared/clock.ts';
import { createLogger, type LogLevel } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

export interface WorldOptions {
  /** Every clock runs so many times as fast; Slack's limits with it. */
  readonly speed?: number;
  /** Default: SQLite in a folder of its own. */
  readonly database?: string;
  readonly log?: LogLevel;
  /** Keys of the configuration file beside those that every world has; `idOf`: a person's Slack id by name. */
  readonly config?: (idOf: (name: string) => string) => object;
  readonly buckets?: AwsOptions['buckets'];
  readonly roles?: AwsOptions['roles'];
  /** More about the simulated AWS; its clock is the world's. */
  readonly aws?: Partial<AwsOptions>;
  readonly userGroups?: WorkspaceOptions['userGroups'];
  /** What a pager by webhook is spoken to with; default: nothing. */
  readonly pager?: PagerSecrets;
}

/** A message in a simulated channel, as `/api/messages` shows it. */
export interface ShownMessage {
  readonly ts: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  readonly attachments?: readonly unknown[];
  readonly metadata?: {
    readonly event_type: string;
    readonly event_payload: Readonly<Record<string, unknown>>;
  };
  readonly files?: readonly { readonly name: string; readonly mimetype: string; readonly alt_txt?: string }[];
  readonly replies?: readonly ShownMessage[];
}

export interface World {
  readonly slack: SlackWorkspace;
  readonly config: Config;
  readonly clock: Clock;
  /** For a process of its own that shares this clock. */
  readonly origin: number;
  readonly speed: number;
  /** The configuration file's text. */
  readonly configText: string;
  readonly aws: SimulatedAws;
  readonly queueUrl: string;
  /** `source`: the file that it follows; absent: none. */
  startBot(source?: AppOptions['source']): Promise<App>;
  /** Sends bodies, in order, ten at a time. */
  send(bodies: readonly string[]): Promise<void>;
  messages(channel: string): Promise<ShownMessage[]>;
  /** Types a slash command; answers what that person sees. */
  type(user: string, channel: string, text: string): Promise<{ responses: unknown[]; views: unknown[] }>;
  /** The ledger's counts, read from SQL beside the bot. */
  ledger(): Promise<Record<Outcome, number>>;
  /** Cards that Slack does not show in their present state yet, and thread lines not said yet. */
  dirtyCards(): Promise<number>;
  stop(): Promise<void>;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A simulated Slack and AWS, and a way to start bots between them. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { speed = 1, log = 'silent' } = options;
  const origin = Date.now();
  const clock = systemClock(speed, origin);
  const folder = mkdtempSync(join(tmpdir(), 'yagura-test-'));
  const slack = await startSlackWorkspace({ port: 0, clock, speed, userGroups: options.userGroups ?? [] });
  const queue = 'yagura-alerts';
  const aws = await startAws({
    port: 0,
    queues: [{ name: queue, deadLetter: { name: `${queue}-dead`, maxReceiveCount: 1_000 } }],
    buckets: options.buckets ?? [],
    roles: options.roles ?? [],
    ...(options.aws && { now: () => clock.now(), ...options.aws }),
  });
  const queueUrl = aws.queueUrls.get(queue) ?? '';
  const sqs = createSqs({ region: aws.region, endpoint: aws.url, credentials, maxSockets: 40 });
  const idOf = (name: string) => slack.people.find((person) => person.name === name)?.id ?? '';
  const configText = JSON.stringify({
    database: options.database ?? `sqlite:${join(folder, 'yagura.db')}`,
    aws: { region: aws.region },
    queues: [{ url: queueUrl, sources: ['*', 'custom'], loops: 10, visibilityTimeout: '2s' }],
    slack: { channel: 'sec-alerts', criticalChannel: 'sec-critical' },
    roles: { responder: [idOf('carol')], approver: [idOf('bob')], admin: [idOf('alice')] },
    accounts: [{ id: '111122223333', name: 'payments-prod' }],
    http: { port: 0 },
    // Those that come with Yagura take a second to compile, and tests bring their own.
    rules: { shipped: false },
    ...options.config?.(idOf),
  });
  const config = parseConfig(configText, 'test', { YAGURA_SLACK_API_URL: slack.apiUrl });
  const bots = new Set<App>();
  const call = async (path: string, body?: object) => {
    const init = body
      ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {};
    return (await fetch(`${slack.url}${path}`, init)).json();
  };

  async function withStore<T>(read: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(config.database);
    try {
      return await read(store);
    } finally {
      await store.close();
    }
  }

  return {
    slack,
    config,
    clock,
    origin,
    speed,
    configText,
    aws,
    queueUrl,
    async startBot(source) {
      const secrets = {
        botToken: slack.tokens.bot,
        appToken: slack.tokens.app,
        signingSecret: slack.signingSecret,
        pager: options.pager ?? null,
      };
      const bot = await startApp({
        config,
        ...(source && { source }),
        secrets,
        clock,
        logger: createLogger(log),
        sqs,
        aws: { endpoint: aws.url, credentials },
      });
      bots.add(bot);
      return { ...bot, stop: () => bot.stop().finally(() => bots.delete(bot)) };
    },
    async send(bodies) {
      for (let from = 0; from < bodies.length; from += 10) {
        const Entries = bodies
          .slice(from, from + 10)
          .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
        const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        expect(Failed).toEqual([]);
      }
    },
    messages: async (channel) =>
      ((await call(`/api/messages?channel=${channel}`)) as { messages: ShownMessage[] }).messages,
    type: (user, channel, text) =>
      call('/api/commands', { user, channel, text }) as Promise<{ responses: unknown[]; views: unknown[] }>,
    ledger: () => withStore((store) => store.ledger.counts(0)),
    dirtyCards: () =>
      withStore(async (store) => {
        const now = Number.MAX_SAFE_INTEGER;
        const notices = await store.notices.due(now, { exceptChannels: [], limit: 10 });
        return (await store.cards.backlog()).waiting + notices.length;
      }),
    async stop() {
      await Promise.all([...bots].map((bot) => bot.stop()));
      sqs.destroy();
      await Promise.all([slack.stop(), aws.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function totalOf(counts: Record<Outcome, number>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

/** The keys of the cards among messages, in channel order. */
export function cardKeys(messages: readonly ShownMessage[]): string[] {
  return messages.flatMap((one) =>
    one.metadata?.event_type === 'yagura_card' ? [String(one.metadata.event_payload['key'])] : [],
  );
}
