import { dutiesAhead } from '../../../operations/on-call-plan.ts';
import type { SwapOnCall, Swapped } from '../../../operations/swap-on-call.ts';
import type { Undone } from '../../../operations/undo-swap.ts';
import { daySpan } from '../../../shared/zoned-day.ts';
import { nameFor } from '../../answers/acts.ts';
import { drawUnfit } from '../../answers/unfit.ts';
import { type Answer, answerOf, type Reader, result, spanOf, timeOf } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, run, smallPrint } from '../../text/rich.ts';
import { drawMistake } from '../case-words.ts';
import type { CommandInput } from '../command.ts';
import { durationOf } from '../duration.ts';
import { momentOf } from '../moment.ts';
import { whoIs } from '../who.ts';
import type { Subcommand } from './subcommand.ts';

const shiftsShown = 5;
const example = '/sec oncall swap @carol for 8h';

/** Who is on call, and who stands in for them. */
export const onCall: Subcommand = {
  word: 'oncall',
  needs: ([word = '']) => (/^(?:swap|undo)$/i.test(word) ? 'responder' : 'viewer'),
  async run([word = '', ...rest], input, tools) {
    const { reader, actor } = input;
    if (/^swap$/i.test(word)) return swap(rest, input, tools);
    if (/^undo$/i.test(word)) return drawUndone(await tools.act('undoSwap', null, actor), reader, tools);
    if (word === '') return drawDuty(reader, tools);
    return drawMistake(reader.words.onCall.unknown({ word: plain(word, 40) }), example, reader);
  },
};

async function drawDuty(reader: Reader, tools: Tools): Promise<Answer> {
  const { onCall: said } = reader.words;
  const plan = tools.settings().onCall;
  const now = tools.clock.now();
  const at = (time: number | null) => (time === null ? null : timeOf(time, now, reader));
  const overrides = await tools.store.onCall.overrides(now);
  const [duty, ...later] = dutiesAhead(plan, overrides, now, shiftsShown + 1);
  if (!duty || duty.first === null) return answerOf([result(said.none)]);
  const first = result(said.now({ who: await nameFor(duty.first, tools), until: at(duty.until) }));
  const second = duty.second === null ? [] : [run(said.second({ who: await nameFor(duty.second, tools) }))];
  const coming = await Promise.all(
    later.map(async (shift) => {
      const who = shift.first === null ? '–' : await nameFor(shift.first, tools);
      const when = said.shift({ from: at(shift.from) ?? '', until: at(shift.until), who });
      return joined([[run(when)], shift.overridden ? [run(said.standsIn, 'italic')] : []]);
    }),
  );
  return answerOf(
    [
      joined([first, duty.overridden ? [run(said.standsIn, 'italic')] : []]),
      second,
      ...(coming.length === 0 ? [] : [[run(said.coming)], ...coming]),
    ],
    [smallPrint(said.next)],
  );
}

async function swap(words: readonly string[], input: CommandInput, tools: Tools): Promise<Answer> {
  const { reader, userId, actor } = input;
  const { onCall: said } = reader.words;
  const [named = '', ...when] = words;
  const who = whoIs(named, userId);
  if (who === null || who === 'nobody' || who === 'group') return drawMistake(said.whom, example, reader);
  const span = spanTyped(when, tools.clock.now(), reader.timeZone);
  if ('wrong' in span) return drawMistake(said.when({ word: plain(span.wrong, 40) }), example, reader);
  const unfit = who.id === userId ? null : await tools.unfitnessOf(who.id);
  if (unfit !== null) return drawUnfit(unfit, who.id, reader, tools);
  return drawSwapped(await tools.act('swapOnCall', { userId: who.id, ...span }, actor), reader, tools);
}

/** `for 8h`, `from 18:00 until 2026-12-24`, `until 09:00`; nothing at all means until the turn ends. */
export function spanTyped(
  words: readonly string[],
  now: number,
  zone: string,
): Omit<SwapOnCall, 'userId'> | { readonly wrong: string } {
  let from: number | null = null;
  let until: number | null = null;
  for (let at = 0; at < words.length; at += 2) {
    const key = words[at]?.toLowerCase() ?? '';
    const value = words[at + 1] ?? '';
    if (key === 'for') {
      const span = durationOf(value);
      if (span === null) return { wrong: value || key };
      until = (from ?? now) + span;
    } else if (key === 'from' || key === 'until') {
      const moment = momentOf(value, key === 'from' ? now : (from ?? now), zone);
      if (moment === null) return { wrong: value || key };
      // A day alone means all of it.
      if (key === 'from') from = moment.at;
      else until = moment.day === null ? moment.at : daySpan(moment.day, zone).to;
    } else return { wrong: key };
  }
  return { from, until };
}

async function drawSwapped(answer: Swapped, reader: Reader, tools: Tools): Promise<Answer> {
  const { onCall: said } = reader.words;
  switch (answer.kind) {
    case 'swapped':
    case 'already': {
      const { userId, from, until } = answer.override;
      const at = (time: number) => timeOf(time, tools.clock.now(), reader);
      const facts = { who: await nameFor(userId, tools), from: at(from), until: at(until) };
      if (answer.kind === 'already') return answerOf([result(said.already(facts))]);
      const cannot = (await tools.mayTake(userId)) ? [] : [[run(said.cannotTake)]];
      return answerOf([result(said.swapped(facts)), [run(said.tell)], ...cannot], [smallPrint(said.next)]);
    }
    case 'no-plan':
      return answerOf([result(said.none)]);
    case 'no-end':
      return drawMistake(said.noEnd, example, reader);
    case 'in-the-past':
      return answerOf([result(said.past)]);
    case 'too-long':
      return answerOf([result(said.tooLong({ most: spanOf(answer.most, reader) }))]);
  }
}

async function drawUndone(answer: Undone, reader: Reader, tools: Tools): Promise<Answer> {
  const { onCall: said } = reader.words;
  if (answer.kind === 'nothing-to-undo') return answerOf([result(said.nothingToUndo)]);
  const { userId, from, until } = answer.swap;
  const at = (time: number) => timeOf(time, tools.clock.now(), reader);
  const [who, instead] = [await nameFor(userId, tools), await nameFor(answer.first, tools)];
  return answerOf(
    [result(said.undone({ who, instead, from: at(from), until: at(until) }))],
    [smallPrint(said.next)],
  );
}
