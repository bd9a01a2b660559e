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
  /** The rule that decided: `policy:<name>`, `suppression:S12`. */
  readonly rule?: string;
}

/** The questions that the triage asks, in their order. */
export const stageNames = [
  'duplicate',
  'identity',
  'lifecycle',
  'suppression',
  'policy',
  'grouping',
  'routing',
  'due',
] as const;
export type StageName = (typeof stageNames)[number];

/** What one stage answered; `why` shows them in order. */
export interface StageAnswer {
  readonly stage: StageName;
  /** A word of ours that a catalogue explains. */
  readonly answer: StageWord;
  /** A name, a channel, a key: untrusted text, at most 300 characters. */
  readonly detail?: string;
  /** The rule that answered, with its place: `policy:<name> (policies.3 in yagura.yaml line 41)`. */
  readonly rule?: string;
}

export const stageWords = [
  // duplicate
  'identical',
  'stale',
  'own-echo',
  'differs',
  // identity
  'known',
  'unknown',
  // lifecycle
  'opens',
  'comes-back',
  'stays',
  'worse',
  'wider',
  'again',
  'unconfirmed',
  'closes',
  'set-aside',
  'in-doubt',
  'accepted',
  'nothing-to-open',
  // suppression
  'not-suppressed',
  'suppressed',
  'too-severe',
  // policy
  'track',
  'notify',
  'accept',
  'disable',
  'no-policy',
  // grouping
  'alone',
  'grouped',
  'inhibited',
  // routing
  'default-channel',
  'critical-channel',
  'account-channel',
  'policy-channel',
  'known-channel',
  // due
  'no-deadline',
  'due',
] as const;
export type StageWord = (typeof stageWords)[number];

export const reasonCodes = [
  // material
  'new',
  'reopened',
  'severity-raised',
  'resource-kind-added',
  'happened-again',
  'external-reversed',
  'no-longer-quiet',
  'unconfirmed',
  'exception-outgrown',
  // closed
  'fixed',
  'gone',
  // merged
  'updated',
  'stale',
  'own-echo',
  'baseline',
  'record-added',
  'unverifiable',
  'still-failing-elsewhere',
  'seen-while-closed',
  'grouped',
  'inhibited',
  'flapping',
  // suppressed, by a suppression, an exception, a policy, or somebody else
  'suppression',
  'excepted',
  'policy-notify',
  'policy-accept',
  'policy-disable',
  'external-decision',
  // suppressed, because its rule is new
  'rule-staged',
  // merged: its rule asks for more of them
  'below-threshold',
  // a file of many records, by what is strongest in it
  'rule-matches',
  // duplicate
  'identical',
  'matched-before',
  // dropped
  'unknown-and-closed',
  'unknown-and-unverifiable',
  'no-finding',
  'test-message',
  'pointer',
  'no-log-file',
  // quarantined
  'bad-json',
  'unknown-shape',
  'invalid-field',
  'too-deep',
  'too-large',
  'source-not-allowed',
  'account-not-allowed',
  'bucket-not-allowed',
  'unreadable-records',
  'object-denied',
  'object-missing',
  'object-archived',
  'object-unreachable',
  'object-broken',
  'object-too-large',
  'object-no-log',
  'refused-by-store',
  'internal-error',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
