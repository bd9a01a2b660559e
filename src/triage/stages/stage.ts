import type { CaseDraft } from '../../finding/case.ts';
import type { CaseChange } from '../../finding/change.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Outcome, Reason, StageAnswer, StageName } from '../../finding/ledger.ts';
import type { Policy } from '../../finding/policy.ts';
import { suppressionLabel } from '../../finding/suppression.ts';
import type { Standing } from '../../finding/tally.ts';
import type { FindingView } from '../../finding/view.ts';
import type { TriageContext } from '../context.ts';
import type { AskSuppressions } from '../suppressing.ts';

/** What is around a finding: everything that a decision may depend on besides the finding itself. */
export interface Surroundings {
  readonly context: TriageContext;
  readonly suppressionOf: AskSuppressions;
  /** Null: there is no case of this key. */
  caseAt(key: string): CaseDraft | null;
  /** The visible case of an attack sequence that names this finding as a signal; null: none does. */
  coverOf(identity: string): CaseDraft | null;
}

/** One finding that arrived, and what is known of it. */
export interface Situation {
  readonly incoming: Finding;
  /** The version of the same record that we hold. */
  readonly held: Finding | null;
  /** The finding over all its records, this one included. */
  readonly view: FindingView;
  /** What it was before; null: it was never seen. */
  readonly before: Standing | null;
  /** The case that it is in. */
  readonly current: CaseDraft | null;
  readonly around: Surroundings;
}

/** What the stages have found out so far about a finding that wants to be seen. */
export interface Progress {
  readonly policy: Policy | null;
  /** Key of the case that it goes to. */
  readonly target: string;
  readonly channel: string;
}

export interface Decision {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** False: what arrived is old or the same, and replaces nothing. */
  readonly keep: boolean;
  /** The case that the finding is in from now on. */
  readonly caseKey: string | null;
  /** What it does to cases, in order. */
  readonly changes: readonly CaseChange[];
  /** The suppression that kept it quiet. */
  readonly hit: number | null;
}

/** A stage's words, and either the decision or what it found out for those that follow. */
export interface Answer {
  readonly says: Omit<StageAnswer, 'stage'>;
  readonly decides?: Decision;
  readonly finds?: Partial<Progress>;
}

export interface Stage {
  readonly name: StageName;
  ask(situation: Situation, progress: Progress): Answer;
}

/** The case of a key, if there is one. A finding that was never in any case has none of its own. */
export function caseOf({ current, view, around }: Situation, key: string): CaseDraft | null {
  if (current?.key === key) return current;
  return current === null && key === view.identity ? null : around.caseAt(key);
}

/** A decision that leaves everything as it is, but for what is said. */
export function decision(
  outcome: Outcome,
  reason: Reason,
  more: Partial<Omit<Decision, 'outcome' | 'reason'>>,
): Decision {
  return { outcome, reason, keep: true, caseKey: null, changes: [], hit: null, ...more };
}

export function policyRule({ name }: Policy): string {
  return `policy:${name}`;
}

/** For people who want to change it. */
export function policyPlace(policy: Policy): string {
  return `${policyRule(policy)} (${policy.place})`;
}

export function suppressionRule({ id }: { readonly id: number }): string {
  return `suppression:${suppressionLabel(id)}`;
}

/** Texts of the ledger are at most so long. */
export function short(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299).toWellFormed()}…`;
}
