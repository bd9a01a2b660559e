import { longestReason, reasonOf } from '../../operations/reason.ts';
import type { Reader } from '../receive/answer.ts';
import type { FormValues } from '../receive/form-values.ts';

/** What is wrong with the reason that somebody gave, by its block; empty: nothing. */
export function saidReason(values: FormValues, blockId: string, { words }: Reader): Record<string, string> {
  if (reasonOf(values.one(blockId) ?? '') !== null) return {};
  return { [blockId]: words.decisions.noReason({ limit: String(longestReason) }) };
}
