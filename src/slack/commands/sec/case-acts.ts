import { caseIdOf, type Disposition, dispositions } from '../../../finding/case.ts';
import { daySpan } from '../../../shared/zoned-day.ts';
import type { Told } from '../../answers/acts.ts';
import {
  drawDone,
  drawDueSet,
  drawExceptionAsked,
  drawNoted,
  drawReopened,
  drawSample,
} from '../../answers/decisions.ts';
import type { Answer, Reader } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { drawMistake, drawNoCaseNamed } from '../case-words.ts';
import type { CommandInput } from '../command.ts';
import { momentOf } from '../moment.ts';
import type { Subcommand } from './subcommand.ts';

/** What is typed about one case, after its label. */
interface Typed {
  readonly caseId: number;
  /** Up to `because`. */
  readonly words: readonly string[];
  /** What follows `because`; null: nothing does. */
  readonly reason: string | null;
}

/** Null: it cannot be understood, and `example` says how it is written. */
type Act = (typed: Typed, input: CommandInput, tools: Tools, told: Told) => Promise<Answer> | null;

/** An act that is typed out, as in a thread, where a window cannot be opened. */
function caseAct(word: string, example: string, act: Act): Subcommand {
  return {
    word,
    aboutCase: true,
    needs: () => 'responder',
    async run(rest, input, tools) {
      const { reader, userId, actor } = input;
      const [first = null, ...words] = rest;
      const caseId = first === null ? null : caseIdOf(first.normalize('NFKC'));
      if (caseId === null) return drawNoCaseNamed({ caseId, first, rest: words }, example, reader);
      const told = { reader, tools, userId, role: actor.role };
      const answer = act({ caseId, ...divided(words) }, input, tools, told);
      return answer ?? drawMistake(reader.words.decisions.typed, example, reader);
    },
  };
}

function divided(words: readonly string[]): Pick<Typed, 'words' | 'reason'> {
  const at = words.findIndex((word) => /^(?:because|理由)[::]?$/i.test(word));
  if (at < 0) return { words, reason: null };
  return {
    words: words.slice(0, at),
    reason:
      words
        .slice(at + 1)
        .join(' ')
        .trim() || null,
  };
}

export const note = caseAct(
  'note',
  '/sec note Y12 looks like the scanner of last week',
  (typed, { actor }, tools, told) => {
    // Here `because` is a word like any other.
    const text = [...typed.words, ...(typed.reason === null ? [] : ['because', typed.reason])].join(' ');
    if (text === '') return null;
    return tools.act('note', { caseId: typed.caseId, text }, actor).then((answer) => drawNoted(answer, told));
  },
);

export const reopen = caseAct(
  'reopen',
  '/sec reopen Y12 because …',
  ({ caseId, words, reason }, { actor }, tools, told) =>
    words.length > 0
      ? null
      : tools.act('reopen', { caseId, reason }, actor).then((answer) => drawReopened(answer, told)),
);

export const resolve = caseAct(
  'resolve',
  '/sec resolve Y12 handled because …',
  ({ caseId, words, reason }, { actor }, tools, told) => {
    const [as = '', ...others] = words;
    const original = caseIdOf(others.at(-1)?.normalize('NFKC') ?? '');
    const known = dispositions.find((one): one is Disposition => one === as.toLowerCase());
    if (known !== undefined && others.length === 0)
      return tools
        .act('resolve', { caseId, as: known, duplicateOf: null, note: reason }, actor)
        .then((answer) => drawDone(answer, told));
    if (as.toLowerCase() !== 'duplicate' || original === null) return null;
    return tools
      .act('resolve', { caseId, as: 'duplicate', duplicateOf: original, note: reason }, actor)
      .then((answer) => drawDone(answer, told));
  },
);

export const due = caseAct(
  'due',
  '/sec due Y12 2026-12-24 because …',
  ({ caseId, words, reason }, { reader, actor }, tools, told) => {
    const [word = '', more] = words;
    const end = /^none$/i.test(word) ? null : endOf(word, reader, tools);
    if (end === undefined || more !== undefined || reason === null) return null;
    return tools
      .act('setDue', { caseId, due: end, reason }, actor)
      .then((answer) => drawDueSet(answer, told));
  },
);

export const exception = caseAct(
  'exception',
  '/sec exception Y12 until 2027-01-31 because …',
  ({ caseId, words, reason }, { reader, actor }, tools, told) => {
    const [how = '', day = '', more] = words;
    const until = /^until$/i.test(how) ? endOf(day, reader, tools) : undefined;
    if (until === undefined || more !== undefined || reason === null) return null;
    return tools
      .act('askException', { caseId, until, reason }, actor)
      .then((answer) => drawExceptionAsked(answer, told));
  },
);

export const sample = caseAct(
  'sample',
  '/sec sample Y12',
  ({ caseId, words, reason }, { actor }, tools, told) => {
    const [undo, more] = words;
    if (reason !== null || more !== undefined || (undo !== undefined && !/^undo$/i.test(undo))) return null;
    return tools
      .act(undo === undefined ? 'markSample' : 'unmarkSample', { caseId }, actor)
      .then((answer) => drawSample(answer, told));
  },
);

/** A day alone means all of it; undefined: it is neither a day nor a time. */
function endOf(word: string, { timeZone }: Reader, tools: Tools): number | undefined {
  const moment = momentOf(word, tools.clock.now(), timeZone);
  if (moment === null) return undefined;
  return moment.day === null ? moment.at : daySpan(moment.day, timeZone).to;
}
