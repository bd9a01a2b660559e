import type { Override } from '../../calendar/on-call.ts';
import type { CaseState } from '../../finding/case.ts';
import type { Question } from '../../finding/question.ts';
import type { ApprovalRequest } from '../../finding/request.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { FindingView } from '../../finding/view.ts';

export interface SuppressionRepository {
  byId(id: number): Promise<Suppression | null>;
  /** Live ones first, the next to end first; then those that ended, the last first. */
  list(filter: { readonly live: boolean; readonly limit: number }): Promise<Suppression[]>;
  /** Live ones whose end (or idle end) has come. */
  ending(now: number, limit: number): Promise<Suppression[]>;
  /** Live ones that end before a time and whose author was not reminded. */
  toRemind(before: number, limit: number): Promise<Suppression[]>;
  /**
   * Those whose cases are still to be looked through, with the case id looked at last: of a new one to hide what is
   * visible, of one that ended to show again what it kept quiet.
   */
  sweeping(limit: number): Promise<{ suppression: Suppression; after: number }[]>;
  /** Looks again through what ended suppressions keep quiet: a batch may have decided by one just as it ended. */
  sweepAgain(): Promise<void>;
  /** Findings seen since, as they were last seen, in chunks by identity; for previews. */
  findingsSince(since: number, page: { after: string | null; limit: number }): Promise<PreviewFinding[]>;
}

/** What one asks and another grants. */
export interface RequestRepository {
  byId(id: number): Promise<ApprovalRequest | null>;
  /** Those that somebody may still decide, the most urgent first. */
  waiting(now: number, limit: number): Promise<ApprovalRequest[]>;
  /** Those that wait although their time is up or their case is no longer in sight. */
  over(now: number, limit: number): Promise<ApprovalRequest[]>;
}

/** A finding, and what is known of its case, for a preview. */
export interface PreviewFinding {
  readonly view: FindingView;
  readonly caseId: number | null;
  readonly state: CaseState | null;
}

/** "Was this you?" */
export interface QuestionRepository {
  byCase(caseId: number): Promise<Question | null>;
  /** Those for which it is still to be found out whom to ask. */
  wanted(limit: number): Promise<Question[]>;
}

export interface OnCallRepository {
  overrides(now: number): Promise<Override[]>;
}
