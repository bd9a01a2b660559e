export const leaseStates = [
  'requested',
  'approved',
  'attaching',
  'active',
  'ending',
  'ended',
  'refused',
  'expired',
  'failed',
] as const;
export type LeaseState = (typeof leaseStates)[number];

/**
 * What moves a lease. `give-up`: AWS refused the very first change, so that nothing was changed. `orphan`: the sweep
 * found something of it in AWS after its end.
 */
export type LeaseEvent =
  | 'approve'
  | 'refuse'
  | 'withdraw'
  | 'lapse'
  | 'begin'
  | 'applied'
  | 'end'
  | 'put-right'
  | 'reverted'
  | 'give-up'
  | 'orphan';

/** One cell for each state and event; what has no cell cannot happen. */
const table: Readonly<Record<LeaseState, Readonly<Partial<Record<LeaseEvent, LeaseState>>>>> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'refused', lapse: 'expired' },
  approved: { begin: 'attaching', end: 'ending', 'give-up': 'failed' },
  attaching: { applied: 'active', end: 'ending', 'give-up': 'failed' },
  active: { end: 'ending', 'put-right': 'attaching' },
  ending: { reverted: 'ended' },
  ended: { orphan: 'ending' },
  refused: {},
  expired: {},
  failed: { orphan: 'ending' },
};

/** The state that follows; null: that cannot happen in this state, or not to something that AWS was changed for. */
export function next(state: LeaseState, event: LeaseEvent, touched: boolean): LeaseState | null {
  // After the first change only its end is an end: what was changed has to be undone.
  if (event === 'give-up' && touched) return null;
  return table[state][event] ?? null;
}

/** The engine has something to do for it, or to watch. */
export function isDriven(state: LeaseState): boolean {
  return state === 'approved' || state === 'attaching' || state === 'active' || state === 'ending';
}

/** It may still become, or is, a change to AWS. */
export function isLiving(state: LeaseState): boolean {
  return state === 'requested' || isDriven(state);
}
