import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import type { StoryLine } from '../finding/story.ts';
import { openStore } from './open.ts';
import type { StoryInHand } from './ports/stories.ts';
import type { Store } from './store.ts';

/** The beginning of a minute. */
const now = Date.UTC(2026, 10, 22, 12);
const card = 'lease:1';
const line = (kind: StoryLine['kind'], at: number): StoryLine => ({ kind, at, values: { about: card } });

describe.each(databases)('lines of threads on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  beforeEach(async () => {
    await store?.close();
    store = await openStore(await server.create());
  });

  const tell = (...lines: StoryLine[]) => store.act((transaction) => transaction.tell([card], lines));
  const due = (before = now + 120_000, exceptChannels: string[] = []) =>
    store.stories.due(now + 120_000, { before, exceptChannels, limit: 5 });

  async function postCard(): Promise<void> {
    await store.cards.put({ key: card, channel: 'sec', severity: 'High', now, material: true, data: null });
    const claimed = await store.cards.claim(card, { owner: 'me', now, until: now + 1, posting: true });
    if (claimed === null) throw new Error('nobody else is here');
    await store.cards.confirm(card, claimed.claim, { channelId: 'C1', ts: '1.0', shown: 1, hash: 'x' });
  }

  async function claimed(owner = 'me', at = now + 120_000): Promise<StoryInHand> {
    const [first] = await due();
    const story = first && (await store.stories.claim(first.id, { owner, now: at, until: at + 30_000 }));
    if (!story) throw new Error('nothing waits');
    return story;
  }

  test('wait for their card, and for a breath; those of one minute are one message, in order, once', async () => {
    await tell(line('lease-approved', now + 58_000), line('lease-living', now + 59_999));
    await tell(line('lease-ending', now + 60_000));
    expect(await due()).toEqual([]);
    await postCard();
    expect(await due(now + 57_999)).toEqual([]);
    expect(await due(undefined, ['sec'])).toEqual([]);
    expect(await due()).toMatchObject([{ card, at: now + 58_000, channel: 'sec' }]);

    const story = await claimed();
    expect(story).toMatchObject({ card, channelId: 'C1', threadTs: '1.0', unconfirmedSince: now + 120_000 });
    expect(story.lines.map(({ kind }) => kind)).toEqual(['lease-approved', 'lease-living']);
    expect(await due()).toEqual([]);
    await store.stories.confirm(story, '2.0');
    expect((await claimed()).lines).toEqual([line('lease-ending', now + 60_000)]);
  });

  test('what failed is tried again; whoever was too slow confirms nothing', async () => {
    await postCard();
    await tell(line('lease-asked', now));
    const slow = await claimed('slow');
    await store.stories.fail(slow, { nextAt: now + 120_000, error: 'away', unconfirmed: true });
    const next = await claimed('next', now + 120_001);
    expect(next).toMatchObject({ attempts: 1, unconfirmedSince: now + 120_000 });
    await store.stories.confirm(slow, '2.0');
    await store.stories.fail(next, { nextAt: now + 120_000, error: 'no', unconfirmed: false });
    expect(await due()).toHaveLength(1);
  });

  test('where a message had fewer lines than wait by now, the rest is told next; old ones are forgotten', async () => {
    await postCard();
    await tell(line('lease-approved', now), line('lease-living', now + 1));
    const story = await claimed();
    await store.stories.confirm({ ...story, span: { ...story.span, last: story.span.first } }, '2.0');
    expect((await claimed()).lines.map(({ kind }) => kind)).toEqual(['lease-living']);
    const limits = { bodiesBefore: 0, ledgerBefore: 0, closedCasesBefore: now + 1, limit: 9 };
    await store.retention.sweep(limits);
    expect(await store.retention.sweep(limits)).toBe(0);
  });
});
