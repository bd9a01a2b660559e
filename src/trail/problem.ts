import { type AwsFailure, failureOf } from '../aws/failure.ts';
import { messageOf, PermanentError } from '../shared/errors.ts';

/** Why an object was not read to its end. */
export type TrailProblemKind =
  /** By S3, by the key that encrypts it, or by the role that we should take. */
  | 'access-denied'
  | 'missing'
  | 'archived'
  | 'throttled'
  /** The connection broke or stood still, or S3 had trouble. */
  | 'away'
  /** It ends in the middle. */
  | 'truncated'
  | 'corrupt'
  | 'too-large'
  /** It unpacks to far more than any log would. */
  | 'bomb'
  | 'not-a-log'
  /** We were told to stop. */
  | 'stopped';

export interface TrailProblem {
  readonly kind: TrailProblemKind;
  /** True: back to the queue, since it may work later or somebody may mend it. False: it will stay as it is. */
  readonly retry: boolean;
  /** For people who look into it: what the other side said, or which limit it was. Outside text. */
  readonly detail?: string;
}

const final: ReadonlySet<TrailProblemKind> = new Set(['archived', 'too-large', 'bomb', 'not-a-log']);

export function problemOf(kind: TrailProblemKind, detail?: string): TrailProblem {
  return { kind, retry: !final.has(kind), ...(detail !== undefined && { detail: detail.slice(0, 300) }) };
}

/** Ends a reading with its problem; travels through streams as an error. */
export class TrailFault extends Error {
  override readonly name = 'TrailFault';
  readonly problem: TrailProblem;
  constructor(kind: TrailProblemKind, detail?: string, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause });
    this.problem = problemOf(kind, detail);
  }
}

const byFailure: Readonly<Record<AwsFailure, TrailProblemKind>> = {
  denied: 'access-denied',
  missing: 'missing',
  archived: 'archived',
  throttled: 'throttled',
  away: 'away',
};

/** What a failed call, or a stream that broke off, means for the object that was being read. */
export function problemFrom(error: unknown): TrailProblem {
  if (error instanceof TrailFault) return error.problem;
  // The role of the bucket's account cannot be taken.
  if (error instanceof PermanentError) return problemOf('access-denied', error.message);
  return problemOf(byFailure[failureOf(error)], messageOf(error));
}
