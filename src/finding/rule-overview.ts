import type { Severity } from './severity.ts';

/** The rules as people may see them. */
export interface RuleOverview {
  /** By how often they matched of late, then by name. */
  readonly rules: readonly RuleLine[];
  /** A sentence for each rule that does not run. */
  readonly problems: readonly string[];
}

export interface RuleLine {
  readonly id: string;
  readonly title: string;
  /** Null: the rule names none. */
  readonly level: Severity | null;
  /** Matches within a day and a week. */
  readonly day: number;
  readonly week: number;
  /** It is only counted until then; null: it makes cases. */
  readonly stagedUntil: number | null;
}
