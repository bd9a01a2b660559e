import { PermanentError, RetryableError, UsageError } from '../shared/errors.ts';

/** One call into the worker: one of its own (`process`, `act`, `tick` …), or a repository's method such as `cards.due`. */
export interface Ask {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: CarriedError };

/** An error between threads: structured cloning would lose its class, which says whether to try again. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
}

/** Answers the opening of the worker; nothing is asked before. */
export const openingId = 0;

export function carry(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return { name: error.name, message: error.message };
}

export function revive({ name, message }: CarriedError): Error {
  if (name === 'RetryableError') return new RetryableError(message);
  if (name === 'PermanentError') return new PermanentError(message);
  if (name === 'UsageError') return new UsageError(message);
  return new Error(message);
}
