import type { CaseState, Resolution } from '../finding/case.ts';
import type { ReasonCode } from '../finding/ledger.ts';
import type { FindingState } from '../finding/view.ts';

/** What a case does when its finding, seen over all records, is in some state. */
export type Transition =
  | { readonly to: 'open'; readonly reason: ReasonCode }
  | { readonly to: 'reopen'; readonly reason: ReasonCode }
  | { readonly to: 'stay' }
  | { readonly to: 'closed'; readonly resolution: Resolution; readonly reason: ReasonCode }
  /** Somebody decided at the source: no card, listed and counted. */
  | { readonly to: 'set-aside' }
  /** Nobody can tell at present: no state changes, the card says so. */
  | { readonly to: 'doubt' }
  /** Not a problem, and none that we knew: its record is kept, no case is made. */
  | { readonly to: 'none'; readonly reason: ReasonCode };

const fixed: Transition = { to: 'closed', resolution: 'fixed', reason: 'fixed' };
const gone: Transition = { to: 'closed', resolution: 'gone', reason: 'gone' };

/** The lifecycle of product.md ("Severity and state"), one cell per situation. Read a row as "the case is …". */
export const transitions: Readonly<
  Record<CaseState | 'unknown', Readonly<Record<FindingState, Transition>>>
> = {
  unknown: {
    active: { to: 'open', reason: 'new' },
    fixed: { to: 'none', reason: 'unknown-and-closed' },
    gone: { to: 'none', reason: 'unknown-and-closed' },
    unverifiable: { to: 'none', reason: 'unknown-and-unverifiable' },
    external: { to: 'set-aside' },
  },
  open: {
    active: { to: 'stay' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'closed', resolution: 'external', reason: 'external-decision' },
  },
  resolved: {
    active: { to: 'reopen', reason: 'reopened' },
    fixed: { to: 'stay' },
    gone: { to: 'stay' },
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
  external: {
    active: { to: 'reopen', reason: 'external-reversed' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
};
