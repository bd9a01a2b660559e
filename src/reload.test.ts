import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Config, loadConfig } from './config/config.ts';
import { type ConfigWatch, createConfigWatch } from './config/watch.ts';
import type { ConfigData } from './finding/card-data.ts';
import { createReload } from './reload.ts';
import { FakeClock } from './shared/clock.ts';
import { silentLogger } from './shared/logger.ts';
import { openStore } from './store/open.ts';
import type { CardDraft, CardRow } from './store/ports/cards.ts';
import type { Store } from './store/store.ts';

const good = (channel: string, more = '') =>
  `queues: [{url: https://sqs.ap-northeast-1.amazonaws.com/111122223333/q}]\nslack: {channel: ${channel}}\n${more}`;

let folder: string;
let file: string;
let store: Store;
let clock: FakeClock;
let present: Config;
/** Keys of the cards that were wanted, in order. */
let wanted: string[];
let watch: ConfigWatch;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-test-'));
  file = join(folder, 'yagura.yaml');
  store = await openStore('sqlite::memory:');
  clock = new FakeClock();
  wanted = [];
  writeFileSync(file, good('a'));
  present = loadConfig(file, {});
  watch = follow();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** As a process that has just started. */
function follow(): ConfigWatch {
  const tell = createReload({
    file,
    present: () => present,
    async adopt(config) {
      present = config;
    },
    cards: {
      byKey: (key) => store.cards.byKey(key),
      put(card: CardDraft) {
        wanted.push(card.key);
        return store.cards.put(card);
      },
    },
    clock,
    logger: silentLogger,
  });
  return createConfigWatch({ file, environment: {}, tell });
}

async function write(text: string): Promise<void> {
  writeFileSync(file, text);
  await pass();
}

async function pass(): Promise<void> {
  for (let look = 0; look < 3; look++) {
    await clock.advance(3_000);
    await watch.look();
  }
}

async function cardAt(number: number): Promise<CardRow & { readonly data: ConfigData }> {
  const row = await store.cards.byKey([...new Set(wanted)][number] ?? '');
  if (!row) throw new Error('there is no such card');
  return { ...row, data: row.data as ConfigData };
}

it('a good file holds without a restart, and nobody is bothered', async () => {
  await write(good('b', 'roles: {responder: [U0CAROL]}\n'));
  expect(present.slack.channel).toBe('b');
  expect(present.roles.responder).toEqual(['U0CAROL']);
  expect(wanted).toEqual([]);
});

it('a bad file changes nothing and is told once, until it is mended', async () => {
  const before = present;
  await write(good('b', 'colour: red\n'));
  expect(present).toBe(before);
  await pass();
  expect(wanted).toHaveLength(1);
  expect(await cardAt(0)).toMatchObject({
    channel: 'a',
    data: {
      problem: expect.stringMatching(/^yagura\.yaml line 3: the key colour is not known; /),
      file: 'yagura.yaml',
      mendedAt: null,
      restart: [],
    },
  });

  await write(good('b'));
  expect(present.slack.channel).toBe('b');
  expect(wanted).toHaveLength(2);
  expect((await cardAt(0)).data.mendedAt).toBeGreaterThan((await cardAt(0)).data.at);
});

it('another mistake is another card; the first says that it is over', async () => {
  await write(good('b', 'colour: red\n'));
  await write(good('b', 'flavour: sweet\n'));
  expect((await cardAt(0)).data.mendedAt).not.toBeNull();
  expect((await cardAt(1)).data).toMatchObject({ problem: expect.stringMatching(/flavour/), mendedAt: null });
});

it('what needs a restart waits for it, is said, and the start mends the card', async () => {
  await write(good('b', 'log: {level: debug}\n'));
  expect(present).toMatchObject({ slack: { channel: 'b' }, log: { level: 'info' } });
  expect((await cardAt(0)).data).toMatchObject({ problem: '', restart: ['log'], mendedAt: null });

  present = loadConfig(file, {});
  watch = follow();
  await pass();
  expect((await cardAt(0)).data.mendedAt).not.toBeNull();
});
