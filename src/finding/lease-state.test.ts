import { expect, it } from 'vitest';
import { isLiving, type LeaseEvent, leaseStates, next } from './lease-state.ts';

const events: LeaseEvent[] = [
  ...([
    'approve',
    'refuse',
    'withdraw',
    'lapse',
    'begin',
    'applied',
    'end',
    'put-right',
    'reverted',
  ] as const),
  ...(['give-up', 'orphan'] as const),
];

it('goes these ways, and no other', () => {
  const ways = leaseStates.flatMap((state) =>
    events.flatMap((event) => {
      const after = next(state, event, false);
      return after === null ? [] : [`${state} ${event} ${after}`];
    }),
  );
  expect(ways).toEqual([
    'requested approve approved',
    'requested refuse refused',
    'requested withdraw refused',
    'requested lapse expired',
    'approved begin attaching',
    'approved end ending',
    'approved give-up failed',
    'attaching applied active',
    'attaching end ending',
    'attaching give-up failed',
    'active end ending',
    'active put-right attaching',
    'ending reverted ended',
    'ended orphan ending',
    'failed orphan ending',
  ]);
});

it('once AWS was changed, every way out of a living lease goes through its end', () => {
  for (const state of leaseStates)
    for (const event of events) {
      const after = next(state, event, true);
      if (after !== null && state !== 'requested' && !isLiving(after))
        expect([state, after]).toEqual(['ending', 'ended']);
    }
});
