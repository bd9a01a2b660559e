import { messageOf } from '../../shared/errors.ts';

/** One answer of the doctor. `todo` says what to do; only what is good has none. */
export interface Check {
  readonly state: 'good' | 'warning' | 'bad';
  readonly what: string;
  readonly todo?: string;
}

/** What an error says, to stand before a full stop of ours. */
export function clause(error: unknown): string {
  return messageOf(error).replace(/[\s.]+$/, '');
}
