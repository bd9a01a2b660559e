import type { AwsAccess, Place } from '../aws/access.ts';

/** How one service is read in one place. */
export interface Reader {
  /** As the queue rules and the ledger know it. */
  readonly source: 'guardduty' | 'securityhub';
  /**
   * Findings that changed since, in lists of at most a hundred, as the API answers them; `since` null: all that are
   * active. Throws what the SDK throws; nothing at all where the service is not on.
   */
  read(since: number | null, call: ReadCall): AsyncIterable<readonly unknown[]>;
}

export interface ReadCall {
  readonly access: Pick<AwsAccess, 'client' | 'pace'>;
  readonly place: Place;
  readonly signal: AbortSignal;
}
