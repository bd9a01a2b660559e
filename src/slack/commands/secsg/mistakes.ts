import { leaseIdOf } from '../../../finding/lease.ts';
import type { Misread } from '../../leases/attach-words.ts';
import type { Answer, Reader } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { drawMistake } from '../case-words.ts';

export const examples = {
  attach: '/secsg attach db-2 5432 from 198.51.100.7 for 2h because …',
  isolate: '/secsg isolate web-7',
  detach: '/secsg detach L12',
  release: '/secsg release L12',
  extend: '/secsg extend L12 for 1h because …',
  me: '/secsg me 198.51.100.7',
} as const;

/** What was not understood, and how it is written. */
export function drawMisread({ problem, word }: Misread, example: string, reader: Reader): Answer {
  return drawMistake(reader.words.leases.problem[problem]({ word: plain(word, 40) }), example, reader);
}

export function leaseOrMistake(
  word: string | undefined,
  example: string,
  reader: Reader,
): { readonly leaseId: number } | { readonly answer: Answer } {
  const leaseId = word === undefined ? null : leaseIdOf(word.normalize('NFKC'));
  if (leaseId !== null) return { leaseId };
  const typed = word === undefined ? null : plain(word, 40);
  return { answer: drawMistake(reader.words.leases.problem.which({ word: typed }), example, reader) };
}
