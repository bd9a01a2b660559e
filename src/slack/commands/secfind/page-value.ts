import type { Clock } from '../../../shared/clock.ts';
import type { Reader } from '../../receive/answer.ts';
import { parseQuestion, type Question } from './parse.ts';

/** What a page button carries: the question as typed, so that its words are read anew at each press. */
export interface PageValue {
  readonly q: string;
  /** From 0. */
  readonly page: number;
}

/** The question behind a button, or null when the value is not one that we drew. */
export function readPageValue(
  value: string,
  asking: { readonly userId: string; readonly reader: Reader; readonly clock: Clock },
): { question: Extract<Question, { kind: 'query' }>; page: number } | null {
  const carried = carriedBy(value);
  if (carried === null) return null;
  const { q, page } = carried;
  const { userId, reader, clock } = asking;
  const question = parseQuestion(q, { userId, now: clock.now(), timeZone: reader.timeZone });
  return question.kind === 'query' ? { question, page } : null;
}

export function isPageValue(value: string): boolean {
  return carriedBy(value) !== null;
}

function carriedBy(value: string): PageValue | null {
  const carried = parsed(value);
  if (typeof carried !== 'object' || carried === null) return null;
  const { q, page } = carried as Partial<PageValue>;
  if (typeof q !== 'string' || typeof page !== 'number' || !Number.isInteger(page) || page < 0) return null;
  return { q, page };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
