import type { ActionsBlock } from '@slack/types';
import { caseLabel } from '../../finding/case.ts';
import { type Suppression, suppressionLabel } from '../../finding/suppression.ts';
import { isNoUse } from '../../operations/case-act.ts';
import type { Lifted } from '../../operations/lift.ts';
import { longestReason } from '../../operations/reason.ts';
import type { Suppressed } from '../../operations/suppress.ts';
import { describeMatch } from '../cards/match-words.ts';
import { type Answer, answerOf, numberOf, type Reader, result, spanOf, timeOf } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { joined, type Run, richText, run, smallPrint } from '../text/rich.ts';
import { drawNoUse, nameFor, type Told } from './acts.ts';
import { drawAskedBefore } from './decisions.ts';

/** Slack takes 50 blocks; each of these has two. */
const mostShown = 15;

export async function drawSuppressed(answer: Suppressed, told: Told): Promise<Answer> {
  const { reader, tools, role } = told;
  const { suppressions: said } = reader.words;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  switch (answer.kind) {
    case 'suppressed': {
      const { label, until } = factsOf(answer.suppression, reader, tools);
      const lines = [result(said.done({ label, until })), [run(reachOf(answer, said))]];
      return answerOf(lines, [smallPrint(said.next({ label }))]);
    }
    case 'already': {
      const { label, until } = factsOf(answer.suppression, reader, tools);
      const who = await nameFor(answer.suppression.author, tools);
      return answerOf([result(said.already({ label, who, until }))], [smallPrint(said.next({ label }))]);
    }
    case 'too-long':
      return answerOf([result(said.tooLong({ most: spanOf(answer.most, reader), role }))]);
    case 'in-the-past':
      return answerOf([result(said.past)]);
    case 'no-reason':
      return answerOf([result(said.wrong.why), [run(said.wrong.tooLong({ limit: String(longestReason) }))]]);
    case 'asked': {
      const until = timeOf(answer.request.expiresAt, tools.clock.now(), reader);
      const { exception } = reader.words.decisions;
      const label = caseLabel(answer.request.caseId);
      return answerOf([result(exception.asked({ label }))], [smallPrint(exception.askedNext({ until }))]);
    }
    case 'asked-before':
      return drawAskedBefore(answer.request, told);
    case 'no-scope':
      return answerOf([result(said.noScope({ label: caseLabel(answer.caseId) }))]);
  }
}

type Made = Extract<Suppressed, { kind: 'suppressed' }>;

/** The clock looks for others only where there can be any. */
function reachOf({ hidden, suppression }: Made, said: Reader['words']['suppressions']): string {
  if (!hidden) return said.notAll;
  return Object.keys(suppression.match).join() === 'identity' ? said.onlyThis : said.working;
}

export async function drawLifted(answer: Lifted, reader: Reader, tools: Tools): Promise<Answer> {
  const { suppressions: said } = reader.words;
  if (answer.kind === 'no-suppression') {
    const label = suppressionLabel(answer.suppressionId);
    return answerOf([result(said.noSuch({ label })), [run(said.all), run('/sec suppressions', 'code')]]);
  }
  if (answer.kind === 'not-yours') {
    const label = suppressionLabel(answer.suppressionId);
    return answerOf([result(reader.words.refusal.needsThere({ label, role: answer.needs }))]);
  }
  const { ended, id } = answer.suppression;
  const label = suppressionLabel(id);
  if (answer.kind === 'lifted' || ended === null)
    return answerOf([result(said.lifted({ label })), [run(said.liftedNext)]]);
  const at = timeOf(ended.at, tools.clock.now(), reader);
  const who = ended.by === null ? null : await nameFor(ended.by, tools);
  return answerOf([
    result(said.over[ended.how]({ label, at, who })),
    [run(reader.words.acts.nothingChanged)],
  ]);
}

/** `/sec suppressions`: what is kept quiet at present, the next to end first, each with its way out. */
export async function listSuppressions(reader: Reader, tools: Tools): Promise<Answer> {
  const { suppressions: said } = reader.words;
  const live = await tools.store.suppressions.list({ live: true, limit: 1_000 });
  const shown = live.slice(0, mostShown);
  const entries = await Promise.all(shown.map((one) => drawEntry(one, reader, tools)));
  const rest = live.length - shown.length;
  const more = rest > 0 ? [richText([[run(said.listMore({ count: numberOf(rest, reader) }))]])] : [];
  const first = [result(said.list({ count: numberOf(live.length, reader) }))];
  return answerOf(first, [...entries.flat(), ...more, smallPrint(said.listNext)]);
}

async function drawEntry(suppression: Suppression, reader: Reader, tools: Tools) {
  const { suppressions: said } = reader.words;
  const { match, severity, reason, author, hits, idle } = suppression;
  const { label, until } = factsOf(suppression, reader, tools);
  const lines: Run[][] = [
    joined([
      [run(said.entry({ label, until }), 'bold')],
      [run(describeMatch(match, reader.card))],
      [run(said.upTo({ severity: reader.card.severity[severity] }))],
    ]),
    [run(said.by({ who: await nameFor(author, tools), reason: plain(reason, 200) }))],
    joined([
      [run(said.hits({ count: numberOf(hits, reader) }))],
      idle === null ? [] : [run(said.idleAfter({ span: spanOf(idle, reader) }))],
    ]),
  ];
  return [richText(lines), liftButton(suppression, label, reader)];
}

function liftButton({ id }: Suppression, label: string, { words }: Reader): ActionsBlock {
  const text = { type: 'plain_text' as const, text: plain(words.suppressions.lift({ label }), 75) };
  return { type: 'actions', elements: [{ type: 'button', action_id: 'lift', text, value: String(id) }] };
}

function factsOf({ id, until }: Suppression, reader: Reader, tools: Tools) {
  return { label: suppressionLabel(id), until: timeOf(until, tools.clock.now(), reader) };
}
