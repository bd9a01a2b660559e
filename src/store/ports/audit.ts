import type { AuditAnchor, AuditDraft, AuditEntry, AuditVerdict } from '../../finding/audit.ts';

interface AuditQuery {
  /** `Y12`, `L3`, `S4` … */
  readonly target: string | null;
  /** Slack user id. */
  readonly actor: string | null;
  /** Epoch ms. */
  readonly since: number | null;
  /** Older than this row, for the next page. */
  readonly before: number | null;
  readonly limit: number;
}

/** Only ever added to. */
export interface AuditRepository {
  /** For what changes nothing else, as a refusal or a reading: in a transaction of its own. */
  add(draft: AuditDraft): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>;
  /** Oldest first, in chunks: what follows the row `after`. */
  since(from: number, page: { readonly after: number; readonly limit: number }): Promise<AuditEntry[]>;
  /** Remembers what others are told of its last row; null: nothing was written yet. */
  anchor(now: number): Promise<AuditAnchor | null>;
  /** All that others were told. */
  anchors(): Promise<AuditAnchor[]>;
  /** Reads all of it. `anchors`: those that it remembers, and those that others kept. */
  verify(anchors: readonly AuditAnchor[]): Promise<AuditVerdict>;
}

/** What is known of copies that are kept outside the database, by place (`s3://bucket/prefix`). */
export interface AnchorCopyRepository {
  /** Anchors that are not known to be there and may be tried now, the oldest first. */
  due(place: string, now: number, limit: number): Promise<DueAnchor[]>;
  kept(place: string, seq: number, now: number): Promise<void>;
  failed(
    place: string,
    seq: number,
    failure: { readonly problem: string; readonly nextAt: number },
  ): Promise<void>;
  state(place: string): Promise<AnchorCopies>;
}

export interface DueAnchor extends AuditAnchor {
  /** When the log stood there; epoch ms. */
  readonly at: number;
  /** How often it failed. */
  readonly attempts: number;
}

interface AnchorCopies {
  readonly kept: number;
  readonly waiting: number;
  /** Why the oldest of those that wait does; null: it was not tried yet. */
  readonly problem: string | null;
}
