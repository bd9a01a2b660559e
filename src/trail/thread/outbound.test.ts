import { expect, it } from 'vitest';
import type { TrailMatch } from '../matcher.ts';
import { outbound } from './outbound.ts';

const match = (index: number): TrailMatch => ({ index, record: {}, matches: ['rule'] });

it('sends full batches at once and the rest when it is asked, and waits while nobody takes them', async () => {
  const sent: number[][] = [];
  const out = outbound((matches) => sent.push(matches.map(({ index }) => index)));
  for (let index = 0; index < 101; index += 1) out.add(match(index));
  expect(sent).toEqual([[...Array(100).keys()]]);
  const waiting = out.ready();
  expect(sent[1]).toEqual([100]);
  expect(waiting).toBeInstanceOf(Promise);
  expect(out.ready()).toBe(waiting);
  out.taken();
  await waiting;
  expect(out.ready()).toBeUndefined();
  out.flush();
  expect(sent).toHaveLength(2);
  expect(out.count()).toBe(101);
});
