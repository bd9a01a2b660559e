import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBatcher, type Process } from './batcher.ts';
import type { IncomingMessage } from './message.ts';

const messages = (...ids: string[]): IncomingMessage[] =>
  ids.map((messageId) => ({ messageId, body: '{}', queue: 'q', sentAt: 0, receiveCount: 1 }));
const many = (from: number, count: number) =>
  messages(...Array.from({ length: count }, (_, index) => String(from + index)));
const idsOf = (batch: readonly IncomingMessage[]) => batch.map((one) => one.messageId);

/** A `process` that records its batches and ends each when the test says so. */
function byHand() {
  const batches: string[][] = [];
  const ends: ((done: ReadonlySet<string>) => void)[] = [];
  const process: Process = (batch) => {
    batches.push(idsOf(batch));
    return new Promise((resolve) => ends.push(resolve));
  };
  const end = async () => {
    const done = new Set(batches.at(-1));
    ends.shift()?.(done);
    await nextTurn();
    await nextTurn();
  };
  return { batches, process, end };
}

test('what arrives during a batch shares the next one', async () => {
  const { batches, process, end } = byHand();
  const batcher = createBatcher({ process });
  const first = batcher.add(messages('a'));
  await nextTurn();
  await nextTurn();
  const others = [batcher.add(messages('b', 'c')), batcher.add(messages('d'))];
  await nextTurn();
  expect(batches).toEqual([['a']]);
  await end();
  expect(await first).toEqual(new Set(['a']));
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  await end();
  expect((await Promise.all(others)).every((done) => done.has('b') && done.has('d'))).toBe(true);
});

test('a batch takes at most 200 messages and splits no group', async () => {
  const { batches, process, end } = byHand();
  const batcher = createBatcher({ process });
  const all = Array.from({ length: 35 }, (_, index) => batcher.add(many(index * 9, 9)));
  await nextTurn();
  await nextTurn();
  await end();
  await end();
  await Promise.all(all);
  expect(batches.map((batch) => batch.length)).toEqual([198, 117]);
  expect(batches.flat()).toEqual(idsOf(many(0, 315)));
});

test('a group above the limit goes alone', async () => {
  const { batches, process, end } = byHand();
  const batcher = createBatcher({ process, limit: 2 });
  const both = [batcher.add(many(0, 5)), batcher.add(many(5, 1))];
  await nextTurn();
  await nextTurn();
  await end();
  await end();
  await Promise.all(both);
  expect(batches.map((batch) => batch.length)).toEqual([5, 1]);
});

test('large messages share a batch with fewer others', async () => {
  const { batches, process, end } = byHand();
  const batcher = createBatcher({ process, sizeLimit: 100 });
  const sized = (id: number, characters: number) =>
    many(id, 1).map((one) => ({ ...one, body: 'x'.repeat(characters) }));
  const all = [
    batcher.add(sized(0, 60)),
    batcher.add(sized(1, 40)),
    batcher.add(sized(2, 200)),
    batcher.add(sized(3, 1)),
  ];
  await nextTurn();
  for (let round = 0; round < 3; round += 1) {
    await nextTurn();
    await end();
  }
  await Promise.all(all);
  expect(batches.map((batch) => batch.length)).toEqual([2, 1, 1]);
});

test('a failure is reported, answers that nothing is done, and the next batch runs', async () => {
  const failures: unknown[] = [];
  let calls = 0;
  const batcher = createBatcher({
    process: async (batch) => {
      calls += 1;
      if (calls === 1) throw new Error('database away');
      return new Set(idsOf(batch));
    },
    onFailure: (error, count) => failures.push([String(error), count]),
  });
  expect(await batcher.add(messages('a', 'b'))).toEqual(new Set());
  expect(await batcher.add(messages('c'))).toEqual(new Set(['c']));
  expect(failures).toEqual([['Error: database away', 2]]);
});
