import { type Answer, answerOf, type Reader, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { type Run, run } from '../../text/rich.ts';
import { longestQuestion, type Problem, possibleValues, words as queryWords } from './parse.ts';

/** What was not understood, the nearest right word, and what else is possible. */
export function drawProblem(problem: Problem, reader: Reader): Answer {
  const { problem: words } = reader.words;
  switch (problem.kind) {
    case 'too-long':
      return answerOf([result(words.tooLong({ limit: String(longestQuestion) }))]);
    case 'no-value':
      return answerOf([result(words.noValue({ word: problem.word })), possible(problem.word, reader)]);
    case 'unknown-value': {
      const value = plain(problem.value, 60);
      return answerOf([
        result(words.unknownValue({ word: problem.word, value })),
        ...meant(problem.meant === null ? null : `${problem.word}:${problem.meant}`, reader),
        possible(problem.word, reader),
      ]);
    }
    case 'unknown-word': {
      const word = plain(problem.word, 60);
      const value = plain(problem.value, 60);
      return answerOf([
        result(words.unknownWord({ word })),
        ...meant(problem.meant === null ? null : `${problem.meant}:${value}`, reader),
        [
          run(words.possible),
          ...codes(
            queryWords.map((one) => `${one}:`),
            reader,
          ),
        ],
        [run(words.quote), run(`"${word}:${value}"`, 'code')],
      ]);
    }
  }
}

function meant(form: string | null, reader: Reader): Run[][] {
  const { didYouMean, questionMark } = reader.words.problem;
  return form === null ? [] : [[run(didYouMean), run(form, 'code'), run(questionMark)]];
}

function possible(word: (typeof queryWords)[number], reader: Reader): Run[] {
  const finite = word === 'severity' || word === 'state';
  const { possible: all, example } = reader.words.problem;
  return [
    run(finite ? all : example),
    ...codes(
      possibleValues[word].map((one) => `${word}:${one}`),
      reader,
    ),
  ];
}

function codes(forms: readonly string[], reader: Reader): Run[] {
  return forms.flatMap((form, at) => [...(at === 0 ? [] : [run(reader.words.between)]), run(form, 'code')]);
}
