/**
 * What became of one inner event; the first that holds, fixed at commit. `posted` wants a new card or a
 * re-post; `closed` closed a case; `merged` changed a known case or folded into it; `suppressed` by a decision
 * (ours or an external one); `duplicate` identical state; `dropped` understood, nothing to act on in it;
 * `quarantined` not understood, or not allowed on this queue.
 */
export const outcomes = [
  'posted',
  'closed',
  'merged',
  'suppressed',
  'duplicate',
  'dropped',
  'quarantined',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Why; a word of ours that a catalogue explains, with what it is about in `detail`. */
export interface Reason {
  readonly code: ReasonCode;
  /** A path, a name, a limit: untrusted text, at most 300 characters. */
  readonly detail?: string;
}

export const reasonCodes = [
  // material
  'new',
  'reopened',
  'severity-raised',
  'resource-kind-added',
  'external-reversed',
  // closed
  'fixed',
  'gone',
  // merged
  'updated',
  'stale',
  'record-added',
  'unverifiable',
  'still-failing-elsewhere',
  'seen-while-closed',
  // external decisions
  'external-decision',
  // duplicate
  'identical',
  // dropped
  'unknown-and-closed',
  'unknown-and-unverifiable',
  'no-finding',
  'test-message',
  'pointer',
  // quarantined
  'bad-json',
  'unknown-shape',
  'invalid-field',
  'too-deep',
  'too-large',
  'source-not-allowed',
  'account-not-allowed',
  'refused-by-store',
  'internal-error',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
