import { type CaseDraft, type CaseState, isSettled, type Resolution } from '../finding/case.ts';
import type { ReasonCode } from '../finding/ledger.ts';
import type { FindingState } from '../finding/state.ts';

/** How a case ends by what is said at its source. */
export type SourceResolution = Extract<Resolution, 'fixed' | 'gone' | 'external'>;

/** What a case does when its findings, seen together, are in some state. */
export type Transition =
  /** It wants to be seen; suppressions and policies are asked before it is. */
  | {
      readonly to: 'show';
      readonly reason: ReasonCode;
      /** Else it stays as it is. `newer`: what happened after a person closed it. `worse`: than what was accepted. */
      readonly only?: 'newer' | 'worse';
    }
  | { readonly to: 'stay' }
  | { readonly to: 'closed'; readonly resolution: SourceResolution; readonly reason: ReasonCode }
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

/** `settled`: resolved by a person. */
type Row = CaseState | 'unknown' | 'settled';

/** The lifecycle of a case, one cell per situation. Read a row as "the case is …, its findings are now …". */
const transitions: Readonly<Record<Row, Readonly<Record<FindingState, Transition>>>> = {
  unknown: {
    active: { to: 'show', reason: 'new' },
    fixed: { to: 'none', reason: 'unknown-and-closed' },
    gone: { to: 'none', reason: 'unknown-and-closed' },
    unverifiable: { to: 'none', reason: 'unknown-and-unverifiable' },
    external: { to: 'set-aside' },
  },
  open: visible,
  acknowledged: visible,
  // What fails may be older than the Done that it would contradict; the lifecycle looks.
  verifying: visible,
  suppressed: {
    active: { to: 'show', reason: 'no-longer-quiet' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
  excepted: {
    active: { to: 'show', reason: 'exception-outgrown', only: 'worse' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    // Maybe our own word, come back from Security Hub. Nobody took the exception back.
    external: { to: 'stay' },
  },
  resolved: {
    active: { to: 'show', reason: 'reopened' },
    fixed: { to: 'stay' },
    gone: { to: 'stay' },
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
  settled: {
    active: { to: 'show', reason: 'reopened', only: 'newer' },
    fixed: { to: 'stay' },
    gone: { to: 'stay' },
    unverifiable: { to: 'doubt' },
    // As above: what a person found out about it says more than that somebody set it aside.
    external: { to: 'stay' },
  },
  external: {
    active: { to: 'show', reason: 'external-reversed' },
    fixed,
    gone,
    unverifiable: { to: 'doubt' },
    external: { to: 'set-aside' },
  },
};

/** What the case does now that its findings are in this state; null: there is no case yet. */
export function transitionOf(
  current: Pick<CaseDraft, 'state' | 'closedBy'> | null,
  findings: FindingState,
): Transition {
  const row = current === null ? 'unknown' : isSettled(current) ? 'settled' : current.state;
  return transitions[row][findings];
}
