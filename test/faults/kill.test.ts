import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { cardKeys, startWorld, totalOf, type World } from '../support/world.ts';
import { isGone, kill, spawnBot } from './spawn-bot.ts';

const kills = 30;

/** Repeatable choices (xorshift32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

interface Sentence {
  /** At its n-th outside call … */
  readonly at: number;
  /** … before it is applied, or before it is answered. */
  readonly phase: 'before' | 'after';
  /** Whether only posts count: that is where a second message could come from. */
  readonly postsOnly: boolean;
}

/** Counts the outside calls of the bot that runs now, and kills it at one of them. */
class Executioner {
  /** Posts that Slack took and the bot never heard of. */
  unheardPosts = 0;
  #bot: ChildProcess | null = null;
  #calls = 0;
  #sentence: Sentence | null = null;

  sentence(bot: ChildProcess, sentence: Sentence): Promise<unknown> {
    this.#bot = bot;
    this.#calls = 0;
    this.#sentence = sentence;
    return once(bot, 'exit');
  }

  pardon(): void {
    this.#bot = null;
  }

  /** Listens to both simulators. */
  async witness(method: string, phase: 'before' | 'after'): Promise<'drop' | undefined> {
    const bot = this.#bot;
    const sentence = this.#sentence;
    if (!bot || !sentence) return undefined;
    if (isGone(bot)) return 'drop';
    const isPost = method === 'chat.postMessage';
    if (sentence.postsOnly && !isPost) return undefined;
    if (phase === 'before') this.#calls += 1;
    if (this.#calls < sentence.at || phase !== sentence.phase) return undefined;
    if (isPost && phase === 'after') this.unheardPosts += 1;
    await kill(bot);
    return 'drop';
  }
}

let world: World;
let postgres: PostgresServer | null = null;
let bot: ChildProcess | null = null;
afterEach(async () => {
  if (bot) await kill(bot);
  await world.stop();
  await postgres?.stop();
  postgres = null;
});

describe.each(['sqlite', 'postgres'] as const)(`killed at ${kills} outside calls, on %s`, (database) => {
  it('loses no event and posts no case twice', async () => {
    postgres = database === 'postgres' ? await startPostgres() : null;
    world = await startWorld({
      speed: 20,
      ...(postgres ? { database: await postgres.createDatabase() } : {}),
    });
    const { slack, aws, clock } = world;
    const pick = seeded(20_261_122);
    const executioner = new Executioner();
    slack.faults.onCall(({ method, phase }) => executioner.witness(method, phase));
    aws.onCall(async ({ action, phase }) => {
      await executioner.witness(action, phase);
    });
    slack.faults.seed(7);
    slack.faults.add({ kind: 'ratelimited', method: 'chat.postMessage', probability: 0.05, retryAfter: 2 });
    slack.faults.add({ kind: 'http500', method: 'chat.postMessage', probability: 0.05 });
    slack.faults.add({ kind: 'appliedButLost', method: 'chat.postMessage', probability: 0.1 });
    slack.faults.add({
      kind: 'platformError',
      method: 'chat.postMessage',
      error: 'fatal_error',
      probability: 0.05,
    });
    slack.faults.add({ kind: 'http500', method: 'chat.update', probability: 0.1 });

    const cases = new Set<string>();
    let sent = 0;
    const sendSome = async (round: number) => {
      const at = clock.now();
      const fresh = Array.from({ length: 3 }, (_, index) => `${round}-${index}`);
      const old = [...cases].slice(-4);
      for (const id of fresh) cases.add(id);
      const bodies = [...fresh, ...old].map((id, index) =>
        guardDuty({ id, at: at + index, severity: 5 + (index % 5), count: round + 1, instance: `i-${id}` }),
      );
      sent += bodies.length;
      await world.send(bodies);
    };

    for (let round = 0; round < kills; round += 1) {
      bot = spawnBot(world);
      const postsOnly = round % 2 === 1;
      const dead = executioner.sentence(bot, {
        at: 1 + pick(postsOnly ? 5 : 30),
        phase: pick(2) === 0 ? 'before' : 'after',
        postsOnly,
      });
      await sendSome(round);
      await dead;
    }

    executioner.pardon();
    slack.faults.clear();
    bot = spawnBot(world);
    await vi.waitFor(
      async () => {
        expect(totalOf(await world.ledger())).toBe(sent);
        expect(await world.dirtyCards()).toBe(0);
      },
      { timeout: 180_000, interval: 250 },
    );
    const shown = [...(await world.messages('sec-alerts')), ...(await world.messages('sec-critical'))];
    const said = shown
      .flatMap((one) => one.replies ?? [])
      .map((one) => JSON.stringify(one.metadata?.event_payload));
    expect(said.length).toBe(new Set(said).size);
    expect(said.length).toBeGreaterThan(0);
    const keys = cardKeys(shown);
    expect(keys.length).toBe(new Set(keys).size);
    // The day's anchor of the audit log is a card, too.
    expect(keys.filter((key) => key.startsWith('case:')).length).toBe(cases.size);
    // Otherwise the test would have shown nothing about posts that are made twice.
    expect(executioner.unheardPosts).toBeGreaterThan(3);
    expect(await world.ledger()).toMatchObject({ quarantined: 0, dropped: 0 });
  });
});
