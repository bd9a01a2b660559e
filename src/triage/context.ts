import type { Override } from '../calendar/on-call.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { TriageRules } from './rules.ts';

/** What a decision may depend on besides the finding and what is known of it. */
export interface TriageContext {
  readonly now: number;
  /** The configuration, compiled once. */
  readonly rules: TriageRules;
  /** Those that are live. */
  readonly suppressions: readonly Suppression[];
  readonly overrides: readonly Override[];
  /** What is decided about was there before we were; see `baseline.ts`. */
  readonly baseline?: boolean;
}
