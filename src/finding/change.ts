import type { Case, CaseDraft, NoticeDraft } from './case.ts';
import type { Finding } from './finding.ts';
import type { FindingView } from './view.ts';

/** What SQL knows of one identity. A case is there as soon as one was opened. */
export interface KnownFinding {
  readonly identity: string;
  /** The newest version of each record, in no particular order. */
  readonly records: readonly Finding[];
  readonly case: Case | null;
}

/** A record that is new or changed, with where its body lies. */
export interface RecordChange {
  readonly finding: Finding;
  readonly messageId: string;
  readonly path: string;
}

/** Everything that one batch changed about one identity, already folded. */
export interface FindingChange {
  readonly identity: string;
  readonly records: readonly RecordChange[];
  readonly view: FindingView;
  readonly case: CaseDraft | null;
  /** `post`: a material change; `edit`: show the present state where a card is; null: nothing visible changed. */
  readonly card: 'post' | 'edit' | null;
  readonly notices: readonly NoticeDraft[];
}
