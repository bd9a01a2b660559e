import { caseIdOf } from '../../finding/case.ts';
import { type Answer, answerOf, type Reader, result } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { readable } from './secfind/tokens.ts';

/** What was typed after a command that is about one case. */
export interface CaseWords {
  /** Null: no case is named; `first` says what stands there instead. */
  readonly caseId: number | null;
  readonly first: string | null;
  /** What follows, in the order it was typed. */
  readonly rest: readonly string[];
}

export function caseWordsOf(text: string): CaseWords {
  const [first = null, ...rest] = readable(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return { caseId: first === null ? null : caseIdOf(first.normalize('NFKC')), first, rest };
}

export function asksForHelp(text: string): boolean {
  return /^\s*(?:help|\?)?\s*$/i.test(text);
}

/** One line on what is wrong, and how it is written. */
export function drawMistake(what: string, example: string, reader: Reader): Answer {
  const { problem } = reader.words.acts;
  return answerOf([result(what), [run(problem.example), run(example, 'code')]]);
}

export function drawNoCaseNamed({ first }: CaseWords, example: string, reader: Reader): Answer {
  const word = first === null ? null : plain(first, 40);
  return drawMistake(reader.words.acts.problem.whichCase({ word }), example, reader);
}
