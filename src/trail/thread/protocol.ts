import type { BucketSettings } from '../../aws/buckets.ts';
import type { MatcherSource, TrailMatch } from '../matcher.ts';
import type { ObjectReference } from '../pointers.ts';
import type { Reading } from '../read-object.ts';

/** One object to read. */
export interface TrailJob {
  readonly object: ObjectReference;
  /** Who owns the bucket, for the role that reads it; nobody: we read it as ourselves. */
  readonly account?: string;
  /** Elements to pass over: the `next` of an earlier reading. */
  readonly from?: number;
}

/** What became of one object, rules included. */
export interface TrailReading extends Reading {
  /** Records that something was found in. */
  readonly matched: number;
  /** Records at which the matcher itself failed: nothing is known of them. */
  readonly unmatched: number;
}

export interface ThreadData {
  readonly buckets: BucketSettings;
  readonly matcher: MatcherSource;
}

export type Ask =
  | { readonly kind: 'read'; readonly id: number; readonly job: TrailJob }
  /** The oldest batch of matches of this job was taken care of. */
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'reload'; readonly id: number; readonly matcher: MatcherSource };

export type Tell =
  | { readonly kind: 'matches'; readonly id: number; readonly matches: readonly TrailMatch[] }
  | { readonly kind: 'read'; readonly id: number; readonly reading: TrailReading }
  | { readonly kind: 'loaded'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Answers the opening of the thread; nothing is asked before. */
export const openingId = 0;
