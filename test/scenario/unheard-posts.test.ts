import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoryKind } from '../../src/finding/story.ts';
import { openStore } from '../../src/store/open.ts';
import { guardDuty } from '../support/bodies.ts';
import { textOf } from '../support/tools.ts';
import { cardKeys, startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ speed: 20 });
});
afterEach(() => world.stop());

/** A case that is shown, after whatever went wrong on the way. */
async function shownCards(count: number): Promise<string[]> {
  await vi.waitFor(
    async () => {
      expect(await world.dirtyCards()).toBe(0);
      expect(cardKeys(await world.messages('sec-alerts'))).toHaveLength(count);
    },
    { timeout: 25_000, interval: 100 },
  );
  return cardKeys(await world.messages('sec-alerts'));
}

describe('a post whose answer was lost', () => {
  it.each([
    { kind: 'ratelimited', method: 'conversations.history', count: 1 },
    { kind: 'platformError', method: 'conversations.history', error: 'missing_scope', count: 1 },
    { kind: 'http500', method: 'conversations.history', count: 1 },
  ] as const)('is not made again when looking for it fails with $kind', async (fault) => {
    world.slack.faults.add({ kind: 'appliedButLost', method: 'chat.postMessage', count: 1 });
    world.slack.faults.add(fault);
    await world.startBot();
    await world.send([guardDuty({ id: 'f-1', at: world.clock.now(), severity: 5 })]);
    await vi.waitFor(async () => expect(cardKeys(await world.messages('sec-alerts'))).toHaveLength(1));
    expect(await shownCards(1)).toEqual(['case:1']);
  });
});

describe('lines of a thread whose answer was lost', () => {
  it('are told once, in order; what came meanwhile is told after them', async () => {
    await world.startBot();
    await world.send([guardDuty({ id: 'f-1', at: world.clock.now(), severity: 5 })]);
    await shownCards(1);
    const at = world.clock.now() - 120_000;
    const minute = at - (at % 60_000);
    const store = await openStore(world.config.database);
    const tell = (...kinds: StoryKind[]) =>
      store.act((transaction) =>
        transaction.tell(
          ['case:1'],
          kinds.map((kind) => ({ kind, at: minute, values: {} })),
        ),
      );
    const told = async () => {
      const [card] = await world.messages('sec-alerts');
      return (card?.replies ?? []).map(({ blocks }) =>
        textOf(blocks)
          .split(/\d\d:\d\d · /)
          .slice(1),
      );
    };
    world.slack.faults.add({ kind: 'appliedButLost', method: 'chat.postMessage', count: 1 });
    await tell('lease-lapsed', 'lease-failed');
    await vi.waitFor(async () => expect(await told()).toHaveLength(1), 10_000);
    await tell('lease-again');
    await vi.waitFor(async () => expect(await told()).toHaveLength(2), 10_000);
    expect(await told()).toEqual([
      [expect.stringMatching(/^Nobody approved it/), expect.stringMatching(/^It could not be done/)],
      [expect.stringMatching(/^Put right/)],
    ]);
    await store.close();
  });
});

describe('a card that somebody deleted', () => {
  it('comes back with the material change that finds it gone', async () => {
    const bot = await world.startBot();
    const at = world.clock.now();
    await world.send([guardDuty({ id: 'f-1', at, severity: 5 })]);
    expect(await shownCards(1)).toEqual(['case:1']);
    const [card] = await world.messages('sec-alerts');
    await deleteByHand(card?.ts ?? '');
    expect(await world.messages('sec-alerts')).toEqual([]);
    await world.send([guardDuty({ id: 'f-1', at: at + 1, severity: 8, count: 2 })]);
    expect(await shownCards(1)).toEqual(['case:1']);
    await bot.stop();
  });
});

/** As its author: the simulated Slack has no other hands. */
async function deleteByHand(ts: string): Promise<void> {
  const client = new WebClient(world.slack.tokens.bot, { slackApiUrl: world.slack.apiUrl });
  const { channels = [] } = await client.conversations.list();
  const channel = channels.find((one) => one.name === 'sec-alerts')?.id ?? '';
  await client.chat.delete({ channel, ts });
}
