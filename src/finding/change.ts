import type { Case, CaseDraft, NoticeDraft } from './case.ts';
import type { Finding } from './finding.ts';
import type { Marks } from './mark.ts';
import type { FindingView } from './view.ts';

/** What SQL knows of one identity. A case is there as soon as one was opened. */
export interface KnownFinding {
  readonly identity: string;
  /** The newest version of each record, in no particular order. */
  readonly records: readonly Finding[];
  /** Key of the case that it is in. */
  readonly caseKey: string | null;
  /** What we wrote about its copies; absent: nothing. */
  readonly marks?: Marks;
}

/** All that a batch has to know beforehand; read at once, and locked until it is written. */
export interface Known {
  /** One entry for each identity asked for. */
  readonly findings: ReadonlyMap<string, KnownFinding>;
  /**
   * By key: the cases of those findings, the cases asked for by key, and the open attack sequences below. Null: it was
   * asked for, and there is none.
   */
  readonly cases: ReadonlyMap<string, Case | null>;
  /** Identity → key of the visible case of an attack sequence that names it as a signal. */
  readonly covers: ReadonlyMap<string, string>;
}

/** A record that is new or changed, with where its body lies. */
export interface RecordChange {
  readonly finding: Finding;
  readonly messageId: string;
  readonly path: string;
}

/** Everything that one batch changed about one finding, already folded. */
export interface FindingChange {
  readonly identity: string;
  /** Empty where only its case is another now. */
  readonly records: readonly RecordChange[];
  readonly view: FindingView;
  readonly caseKey: string | null;
}

/** Everything that one batch, one act or the passing of time changed about one case. */
export interface CaseChange {
  readonly case: CaseDraft;
  /** When its findings were last seen; null: as before. */
  readonly lastSeen: number | null;
  /** `post`: a material change; `edit`: show the present state where a card is; null: nothing visible changed. */
  readonly card: 'post' | 'edit' | null;
  readonly notices: readonly NoticeDraft[];
  /** What the pager outside Slack is to be told; all but `trigger` only if it was told before. Null: nothing. */
  readonly page: 'trigger' | 'acknowledge' | 'resolve' | null;
  /** A message of its own in the channel, for a case that nobody took. */
  readonly announce: { readonly step: number; readonly mentions: readonly string[] } | null;
}

/** What one batch came to. */
export interface BatchChanges {
  readonly findings: readonly FindingChange[];
  readonly cases: readonly CaseChange[];
  /** Suppression id → how many findings it kept quiet. */
  readonly hits: ReadonlyMap<number, number>;
}
