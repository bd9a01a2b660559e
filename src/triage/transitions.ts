import type { CaseState, Resolution } from '../finding/case.ts';
import type { ReasonCode } from '../finding/ledger.ts';
import type { FindingState } from '../finding/state.ts';

/** What a case does when its findings, seen together, are in some state. */
export type Transition =
  /** It wants to be seen; suppressions and policies are asked before it is. */
  | { readonly to: 'show'; readonly reason: ReasonCode }
  | { readonly to: 'stay' }
  | { readonly to: 'closed'; readonly resolution: Exclude<Resolution, 'folded'>; readonly reason: ReasonCode }
  /** Somebody decided at the source: no card, listed and counted. */
  | { readonly to: 'set-aside' }
  /** Nobody can tell at present: no state changes, the card says so. */
  | { readonly to: 'doubt' }
  /** Not a problem, and none that we knew: its record is kept, no case is made. */
  | { readonly to: 'none'; readonly reason: ReasonCode };

const fixed: Transition = { to: 'closed', resolution: 'fixed', reason: 'fixed' };
const gone: Transition = { to: 'closed', resolution: 'gone', reason: 'gone' };
const external: Transition = { to: 'closed', resolution: 'external', reason: 'external-decision' };
const visible = {
  active: { to: 'stay' },
  fixed,
  gone,
  unverifiable: { to: 'doubt' },
  external,
} as const satisfies Record<FindingState, Transition>;

/** The lifecycle of a case, one cell per situation. Read a row as "the case is …, its findings are now …". */
export const transitions: Readonly<
  Record<CaseState | 'unknown', Readonly<Record<FindingState, Transition>>>
> = {
  unknown: {
    active: { to: 'show', reason: 'new' },
    fixed: { to: 'none', reason: 'unknown-and-closed' },
    gone: { to: 'none', reason: 'unknown-and-closed' },
    unverifiable: { to: 'none', reason: 'unknown-and-unverifiable' },
    external: { to: 'set-aside' },
  },
  open: visible,
  acknowledged: visible,
  suppressed: {
    active: { to: 'show', reason: 'no-longer-quiet' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
  resolved: {
    active: { to: 'show', reason: 'reopened' },
    fixed: { to: 'stay' },
    gone: { to: 'stay' },
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
  external: {
    active: { to: 'show', reason: 'external-reversed' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
};
