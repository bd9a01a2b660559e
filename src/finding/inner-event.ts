import type { Finding, SourceName } from './finding.ts';
import type { Reason } from './ledger.ts';

/** One thing that was found inside a message, after all its envelopes were taken off. */
export interface InnerEvent {
  /** JSON Pointer from the message body to the event, going through decoded strings: `/Records/0/body/Message/detail`. */
  readonly path: string;
  /** EventBridge's `source` and `detail-type` nearest to the event, where it came in such an envelope. */
  readonly eventBridge: {
    readonly source: string;
    readonly detailType: string;
    readonly account: string;
    readonly region: string;
    readonly time: string;
  } | null;
  readonly value: unknown;
}

/** What a source makes of one inner event. */
export type Normalised =
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** Understood, and of use to rules, but no finding in itself. */
  | { readonly kind: 'event'; readonly reason: Reason; readonly source: SourceName }
  /** Understood, and there is nothing in it for anybody. */
  | { readonly kind: 'ignored'; readonly reason: Reason }
  | { readonly kind: 'quarantined'; readonly reason: Reason };

/** One folder of `sources/`: pure, knows nothing of its siblings. */
export interface Source {
  readonly name: SourceName;
  /** Is this one of mine? By shape and envelope only; cheap, and never throws. */
  accepts(event: InnerEvent): boolean;
  /** `now` stands in where the event names no time at all. Bad fields give `quarantined` with `invalid-field`. */
  normalise(event: InnerEvent, now: number): Normalised;
}
