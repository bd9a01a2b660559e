import type { Outcome } from '../../finding/ledger.ts';
import type { Severity } from '../../finding/severity.ts';

/** One event that one rule matched. */
export interface RuleHit {
  readonly eventId: string;
  readonly ruleId: string;
  /** Of the alert that it belongs to. */
  readonly identity: string;
  /** When it happened. */
  readonly at: number;
  readonly outcome: Outcome;
  /** Where it was heard of first. */
  readonly messageId: string;
  readonly path: string;
}

/** How often a rule said the same of the same people. */
export interface RuleAlert {
  readonly identity: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  /** The worst so far. */
  readonly severity: Severity;
  /** When its present run of alerts began, after a window of silence; 0: people were never alerted. */
  readonly episode: number;
  /** When people were last alerted by it; 0: never. */
  readonly alertedAt: number;
}

/** What rules have to remember from one batch to the next. */
export interface RuleMemory {
  /** Locks them, so that no other replica counts the same meanwhile; those that are there. */
  alerts(identities: readonly string[]): Promise<Map<string, RuleAlert>>;
  /** What is known of these events. */
  hits(eventIds: readonly string[]): Promise<RuleHit[]>;
  /** When the events of one alert happened between two moments, both included; at most 10,000, the newest first. */
  times(identity: string, from: number, to: number): Promise<number[]>;
  /** Locks them; JSON of whoever saved it. */
  windows(places: readonly string[]): Promise<Map<string, unknown>>;
  save(
    changes: {
      readonly hits: readonly RuleHit[];
      readonly alerts: readonly RuleAlert[];
      readonly windows: ReadonlyMap<string, unknown>;
    },
    now: number,
  ): Promise<void>;
}

/** How often a rule matched. */
export interface RuleCount {
  readonly ruleId: string;
  readonly day: number;
  readonly week: number;
}

export interface RuleRepository {
  /** Of rules that matched something within a week before. */
  counts(now: number): Promise<RuleCount[]>;
  /** When each of these rules was first there; those that are new are so since `now`. */
  seenSince(ruleIds: readonly string[], now: number): Promise<Map<string, number>>;
}
