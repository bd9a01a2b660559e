import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { type PagerEvent, startPagerReceiver } from '../../sim/pager/pager.ts';
import type { ChannelSeed } from '../../sim/slack/model.ts';
import { startSlackWorkspace } from '../../sim/slack/workspace.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { Role } from '../../src/finding/role.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { createClockwork } from '../../src/operations/clockwork.ts';
import { everywhere } from '../../src/operations/grants.ts';
import type { Actor } from '../../src/operations/operation.ts';
import { type AnswerOf, type InputOf, type OperationName, perform } from '../../src/operations/registry.ts';
import { samePerson } from '../../src/operations/same-person.ts';
import { createPaging } from '../../src/page/paging.ts';
import { createWebhookPager } from '../../src/page/webhook.ts';
import { processMessages } from '../../src/pipeline.ts';
import { actLimits, channelStyleOf, pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { FakeClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createOutboxClient } from '../../src/slack/outbox/client.ts';
import { createSender } from '../../src/slack/outbox/sender.ts';
import { createSlackPeople } from '../../src/slack/receive/people.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { textOf } from './tools.ts';
import type { ShownMessage } from './world.ts';

const minute = 60_000;
const theClock: Actor = { userId: null, role: 'admin', grants: everywhere('admin'), surface: 'clock' };

/**
 * A watch whose clock stands still until a test moves it: the pipeline, the acts, the clockwork and the store as they
 * are, and in front of them a simulated Slack and a pager that show what came of it.
 */
export interface Watch {
  readonly store: Store;
  now(): number;
  /** These arrive now, and are decided now. */
  arrive(...bodies: readonly string[]): Promise<void>;
  /** Time goes on to then, minute by minute; what falls due on the way happens at its own time. */
  until(then: number): Promise<void>;
  act<Name extends OperationName>(
    person: string,
    name: Name,
    input: InputOf<Name>,
    role?: Role,
  ): Promise<AnswerOf<Name>>;
  /** The Slack id of somebody in the workspace. */
  idOf(person: string): string;
  /** What a channel shows once all is said, the oldest first. */
  shown(channel?: string): Promise<Shown[]>;
  /** What the pager was told, once it was told all. */
  paged(): Promise<readonly PagerEvent[]>;
  stop(): Promise<void>;
}

/** A message of the bot, as a person reads it. */
export interface Shown {
  /** `case:1`, `digest:…`; null: a line that a thread also shows in the channel. */
  readonly key: string | null;
  readonly text: string;
  /** The lines of its thread, the oldest first. */
  readonly thread: readonly string[];
}

export interface WatchOptions {
  readonly at: number;
  readonly language: Language;
  readonly channels?: readonly ChannelSeed[];
  /** Parts of the configuration, over a small one; `idOf` tells Slack ids. */
  readonly config?: (idOf: (person: string) => string) => object;
}

export async function startWatch({ at, language, channels, config }: WatchOptions): Promise<Watch> {
  const clock = new FakeClock(at);
  // Slack takes a second for each message; the watch itself does not wait for it.
  const outside = new FakeClock(at);
  const folder = mkdtempSync(join(tmpdir(), 'yagura-watch-'));
  const slack = await startSlackWorkspace({ port: 0, clock: outside, ...(channels && { channels }) });
  const pager = await startPagerReceiver();
  const idOf = (person: string) => slack.people.find((one) => one.name === person)?.id ?? '';
  const parsed = parseConfig(
    JSON.stringify({
      queues: [{ url: 'https://sqs.ap-northeast-1.amazonaws.com/111122223333/alerts' }],
      slack: {
        ...{ channel: 'sec-alerts', criticalChannel: 'sec-critical', language, timeZone: 'Asia/Tokyo' },
        workingHours: { from: '10:00', to: '19:00', holidays: 'japan' },
      },
      accounts: [{ id: '111122223333', name: 'payments-prod', owner: idOf('dave') }],
      onCall: { rotation: { people: [idOf('carol'), idOf('bob')], start: '2026-11-16' } },
      ...config?.(idOf),
    }),
    'watch.yaml',
  );
  const rules = compileTriage(triageSettings(parsed));
  const store = await openStore(`sqlite:${join(folder, 'yagura.db')}`);
  const clockwork = createClockwork(store);
  const client = createOutboxClient(slack.tokens.bot, slack.apiUrl, silentLogger);
  const people = createSlackPeople(client, outside);
  let messages = 0;

  const contextOf = (actor: Actor) => ({
    ...{ now: clock.now(), actor, rules, limits: actLimits(parsed), people: samePerson(parsed.people) },
  });

  async function tick(): Promise<void> {
    while ((await clockwork.tick(rules, clock.now())).more);
  }

  /** Lets those who speak outside do so until they have nothing left to say. */
  async function sayAll(): Promise<void> {
    const styleOf = channelStyleOf(parsed);
    await outside.advance(Math.max(0, clock.now() - outside.now()));
    const common = { store, clock: outside, logger: silentLogger, owner: 'watch' };
    const sender = createSender({
      ...{
        ...common,
        client,
        people,
        styleOf,
        accountName: () => undefined,
        hasLeases: () => false,
        release: () => 100,
      },
      ...{ onCall: () => undefined, onStorms: () => undefined },
      asking: {
        accounts: () => parsed.people,
        same: samePerson(parsed.people).same,
        ask: (input) => perform(store, 'askPerson', input, contextOf(theClock)),
      },
    });
    const paging = createPaging({
      ...common,
      pager: createWebhookPager({ url: pager.url, secret: null, routingKey: null, now: () => outside.now() }),
      languageOf: () => language,
      linkTo: (view) => sender.linkTo(view.case.id),
      onPage: () => undefined,
      onUndelivered: async () => expect.unreachable('the pager answers'),
    });
    sender.start();
    paging.start();
    await vi.waitUntil(
      async () => {
        await outside.advance(50);
        return isAllSaid(store);
      },
      { timeout: 20_000, interval: 2 },
    );
    await sender.stop();
    await paging.stop();
  }

  return {
    store,
    now: () => clock.now(),
    async arrive(...bodies) {
      const incoming = bodies.map((body) => ({
        ...{ messageId: `m-${messages++}`, body, queue: 'alerts', sentAt: clock.now(), receiveCount: 1 },
      }));
      await processMessages(
        incoming,
        pipelineDeps(parsed, rules, store, () => clock.now(), silentLogger),
      );
      await tick();
    },
    async until(then) {
      for (await tick(); clock.now() < then; await tick()) {
        const nextMinute = (Math.floor(clock.now() / minute) + 1) * minute;
        await clock.advance(Math.min(nextMinute, then) - clock.now());
      }
    },
    async act(person, name, input, role = 'responder') {
      const actor = { userId: idOf(person), role, grants: everywhere(role), surface: 'command' } as const;
      const answer = await perform(store, name, input, contextOf(actor));
      await tick();
      return answer;
    },
    idOf,
    async shown(channel = 'sec-alerts') {
      await sayAll();
      const response = await fetch(`${slack.url}/api/messages?channel=${channel}`);
      const all = ((await response.json()) as { messages: ShownMessage[] }).messages;
      return all.map(asRead);
    },
    async paged() {
      await sayAll();
      expect(pager.refusals).toEqual([]);
      return pager.events;
    },
    async stop() {
      await Promise.all([slack.stop(), pager.stop(), store.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isAllSaid({ cards, notices, pages, questions }: Store): Promise<boolean> {
  const ever = Number.MAX_SAFE_INTEGER;
  const waiting = [
    (await cards.backlog()).waiting,
    (await notices.due(ever, { exceptChannels: [], limit: 1 })).length,
    (await pages.due(ever, 1)).length,
    (await questions.wanted(1)).length,
  ];
  return waiting.every((count) => count === 0);
}

function asRead(message: ShownMessage): Shown {
  const { metadata, replies = [] } = message;
  const isCard = metadata?.event_type === 'yagura_card';
  return {
    key: isCard ? String(metadata.event_payload['key']) : null,
    text: `${message.text}\n${textOf(message)}`,
    thread: replies.map((reply) => textOf(reply) || reply.text),
  };
}
