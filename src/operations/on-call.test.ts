import { afterEach, beforeEach, expect, test } from 'vitest';
import { actAs, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { type OnCall, onCallAt } from '../calendar/on-call.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { dutiesAhead } from './on-call-plan.ts';
import type { SwapOnCall } from './swap-on-call.ts';

const [aki, ben, chie] = ['U0AKI', 'U0BEN', 'U0CHIE'];
const jst = (text: string) => Date.parse(`${text}:00+09:00`);
/** A Tuesday in Aki's week. */
const now = jst('2026-11-24T12:00');
const rotation: OnCall = {
  ...{ kind: 'rotation', people: [aki, ben, chie], start: '2026-11-23', timeZone: 'Asia/Tokyo' },
  handover: { day: 'mon', time: '10:00' },
};

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

const swap = (input: Partial<SwapOnCall>, onCall: OnCall = rotation, by = aki) =>
  actAs(store, by, { now, rules: rulesFixture({ onCall }) }, 'swapOnCall', {
    ...{ userId: chie, from: null, until: null },
    ...input,
  });
const undo = (onCall: OnCall = rotation) =>
  actAs(store, aki, { now, rules: rulesFixture({ onCall }) }, 'undoSwap', null);
const firstAt = async (at: number, onCall: OnCall = rotation) =>
  onCallAt(onCall, await store.onCall.overrides(now), at).first;

test('a swap holds until the turn ends, where no end is said', async () => {
  expect(await swap({})).toEqual({
    kind: 'swapped',
    override: { from: now, until: jst('2026-11-30T10:00'), userId: chie, by: aki },
  });
  expect(await firstAt(now)).toBe(chie);
  expect(await firstAt(jst('2026-11-30T10:00'))).toBe(ben);
});

test('a swap for later begins later', async () => {
  await swap({ from: now + day, until: now + day + 8 * hour });
  expect(await firstAt(now)).toBe(aki);
  expect(await firstAt(now + day)).toBe(chie);
  expect(await firstAt(now + day + 8 * hour)).toBe(aki);
});

test('a second time it changes nothing', async () => {
  await swap({ until: now + 8 * hour });
  expect(await swap({ until: now + 8 * hour }, rotation, ben)).toMatchObject({ kind: 'already' });
  expect(await swap({ until: now + hour })).toMatchObject({ kind: 'already' });
  expect(await store.onCall.overrides(now)).toHaveLength(1);
});

test('whoever is on call by plan needs no swap, but takes their turn back with one', async () => {
  expect(await swap({ userId: aki })).toMatchObject({ kind: 'already' });
  await swap({ until: now + 8 * hour });
  expect(await swap({ userId: aki, until: now + hour })).toMatchObject({ kind: 'swapped' });
  expect(await firstAt(now)).toBe(aki);
  expect(await firstAt(now + hour)).toBe(chie);
});

test.each([
  [{}, { kind: 'none' }, { kind: 'no-plan' }],
  [{}, { kind: 'group', group: 'S0OPS' }, { kind: 'no-end' }],
  [{ until: now }, rotation, { kind: 'in-the-past' }],
  [{ from: now + day, until: now + hour }, rotation, { kind: 'in-the-past' }],
  [{ until: now + 29 * day }, rotation, { kind: 'too-long', most: 28 * day }],
] satisfies [Partial<SwapOnCall>, OnCall, object][])('no swap: %j', async (input, onCall, expected) => {
  expect(await swap(input, onCall)).toEqual(expected);
  expect(await store.onCall.overrides(now)).toEqual([]);
});

test('undoing ends the swap that is on, across handovers', async () => {
  await swap({ until: now + 10 * day });
  expect(await undo()).toEqual({
    kind: 'undone',
    swap: { from: now, until: now + 10 * day, userId: chie },
    first: aki,
  });
  expect(await firstAt(now)).toBe(aki);
  expect(await firstAt(jst('2026-12-01T00:00'))).toBe(ben);
  expect(await undo()).toEqual({ kind: 'nothing-to-undo' });
});

test('undoing ends the next swap to come where none is on', async () => {
  await swap({ from: now + day, until: now + day + hour });
  await swap({ userId: ben, from: now + 3 * day, until: now + 3 * day + hour });
  expect(await undo()).toMatchObject({ kind: 'undone', swap: { from: now + day, userId: chie } });
  expect(await undo()).toMatchObject({ kind: 'undone', swap: { from: now + 3 * day, userId: ben } });
  expect(await undo()).toEqual({ kind: 'nothing-to-undo' });
});

test('a group comes back when its stand-in is undone', async () => {
  const group: OnCall = { kind: 'group', group: 'S0OPS' };
  await swap({ until: now + hour }, group);
  expect(await firstAt(now, group)).toBe(chie);
  expect(await undo(group)).toMatchObject({ kind: 'undone', first: 'S0OPS' });
  expect(await firstAt(now, group)).toBe('S0OPS');
});

test('people see who is on call, and nothing of a swap that was undone', async () => {
  const before = dutiesAhead(rotation, [], now, 3);
  expect(before.map((one) => [one.first, one.overridden])).toEqual([
    [aki, false],
    [ben, false],
    [chie, false],
  ]);
  await swap({ from: now + day, until: now + 8 * day });
  const swapped = dutiesAhead(rotation, await store.onCall.overrides(now), now, 4);
  expect(swapped.map((one) => [one.first, one.overridden])).toEqual([
    [aki, false],
    [chie, true],
    [ben, false],
    [chie, false],
  ]);
  await undo();
  expect(dutiesAhead(rotation, await store.onCall.overrides(now), now, 3)).toEqual(before);
});
