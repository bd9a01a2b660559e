import type { Case, CaseState } from '../../finding/case.ts';
import type { Severity } from '../../finding/severity.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import type { CardRow } from './cards.ts';
import type { LedgerRow } from './ledger.ts';
import type { ToldCopies } from './wishes.ts';

/** `/secfind`'s question. Empty lists do not restrict; lists are alternatives; everything else is `and`. */
export interface CaseQuery {
  /** Free words; each must be found (prefix of a word, or part of a Japanese word). */
  readonly text: readonly string[];
  readonly severity: readonly Severity[];
  /** Ids or names, any letter case; `*` as wildcard. */
  readonly account: readonly string[];
  readonly region: readonly string[];
  /** `*` as wildcard. */
  readonly type: readonly string[];
  readonly control: readonly string[];
  readonly resource: readonly string[];
  /** Empty means what is visible: `open` and `acknowledged`. */
  readonly state: readonly (CaseState | 'all')[];
  /** Slack user ids. */
  readonly assignee: readonly string[];
  /** A door (`securityhub`) or a product (`guardduty`, `inspector`), any letter case. */
  readonly source: readonly string[];
  /** Last seen at or after. */
  readonly since: number | null;
  /** Due before this time. */
  readonly overdueAt: number | null;
  readonly unowned: boolean;
}

/** One line of a `/secfind` answer. */
export interface CaseSummary {
  readonly case: Case;
  readonly title: string;
  readonly type: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly resource: string | null;
  readonly lastSeen: number;
  /** How often its findings were seen; of a case of many, its ten worst. */
  readonly count: number;
}

/** Why a thing is, or is not, in Slack. */
export interface WhyAnswer {
  readonly view: FindingView;
  readonly case: Case | null;
  readonly card: CardRow | null;
  /** Newest first, at most 20. */
  readonly rows: readonly LedgerRow[];
  readonly rowCount: number;
  /** Notices of its thread that Slack does not have yet. */
  readonly unsaid: number;
  readonly suppression: Suppression | null;
  /** What services are to say of its copies. */
  readonly told: readonly ToldCopies[];
}

export interface CaseRepository {
  view(id: number): Promise<CaseView | null>;
  /** Open first, then worst, then most recently seen. `total` stops counting at 1,000 (`more` true). */
  search(
    query: CaseQuery,
    page: { offset: number; limit: number },
  ): Promise<{ rows: CaseSummary[]; total: number; more: boolean }>;
  /** `word`: a case id (`Y12`), a finding id, an ARN, a resource id. At most 5 findings. */
  why(word: string): Promise<WhyAnswer[]>;
  /** Cases that share a trait (principal, access key, instance, remote address) within a day; the worst first. */
  related(id: number, limit: number): Promise<{ rows: CaseSummary[]; total: number }>;
  /** Cases that a storm card stands for; ordered and counted as by `search`. */
  inStorm(
    stormKey: string,
    page: { offset: number; limit: number },
  ): Promise<{ rows: CaseSummary[]; total: number; more: boolean }>;
  /** What a case's findings are called where they come from; the worst first, at most 60. */
  findingIds(id: number): Promise<string[]>;
  /** Where the newest body of a case's finding lies. */
  rawOf(id: number): Promise<{ messageId: string; path: string }[]>;
}
