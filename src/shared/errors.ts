/** Something outside failed and may work later: the work goes back to where it came from. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  /** Milliseconds to wait, where the other side said so. */
  readonly retryAfter: number | undefined;
  constructor(message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}

/** Trying again cannot help: the input or the setup is wrong. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

/** The person who runs the command can mend this; the message is one sentence that says how. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
