import type { Severity } from '../finding/severity.ts';

export type PageAction = 'trigger' | 'acknowledge' | 'resolve';

/** What somebody who may be asleep is told of one case. Texts are one line each; times are epoch milliseconds. */
export interface Page {
  readonly action: PageAction;
  /** The same for every page of one case: `yagura-Y12`. */
  readonly key: string;
  /** `Y12`. */
  readonly label: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly at: number;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly product: string;
  readonly resource: string | null;
  /** The case's card in Slack; null: it is not there yet. */
  readonly url: string | null;
}

/** Reaches a human outside Slack. The same page may be sent twice; `key` tells the receiver so. */
export interface Pager {
  /**
   * Resolves once the other side has taken it. Throws RetryableError when it may take it later, and PermanentError
   * when it refuses what we say.
   */
  send(page: Page, signal: AbortSignal): Promise<void>;
}
