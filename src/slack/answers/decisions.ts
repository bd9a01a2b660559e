import { type Case, caseLabel } from '../../finding/case.ts';
import { type CheckReading, type CheckResult, subjectName } from '../../finding/check.ts';
import type { ExceptionAsked } from '../../operations/ask-exception.ts';
import { isNoUse } from '../../operations/case-act.ts';
import type { DoneAnswer } from '../../operations/done.ts';
import type { ExceptionEnded } from '../../operations/end-exception.ts';
import type { SampleMarked } from '../../operations/mark-sample.ts';
import type { Noted } from '../../operations/note.ts';
import { longestReason } from '../../operations/reason.ts';
import type { Reopened } from '../../operations/reopen.ts';
import type { Resolved } from '../../operations/resolve.ts';
import type { DueSet } from '../../operations/set-due.ts';
import type { SampleUnmarked } from '../../operations/unmark-sample.ts';
import { type Answer, answerOf, type Reader, result, spanOf, timeOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { run, smallPrint } from '../text/rich.ts';
import { drawNoUse, lastChange, nameFor, type Teller, type Told } from './acts.ts';

export async function drawDone(answer: DoneAnswer | Resolved, told: Told): Promise<Answer> {
  const { reader, tools } = told;
  const { done } = reader.words.decisions;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  switch (answer.kind) {
    case 'resolved':
      return answerOf([result(done.resolved(labelled(answer.case)))], [smallPrint(done.resolvedNext)]);
    case 'verifying': {
      const until = timeOf(answer.until, tools.clock.now(), reader);
      return answerOf([result(done.verifying({ ...labelled(answer.case), until }))]);
    }
    case 'still-there': {
      const facts = readingsIn(answer.check, reader).join(reader.words.between);
      return answerOf([
        result(done.stillThere({ ...labelled(answer.case), facts })),
        [run(done.stillThereNext)],
      ]);
    }
    case 'needs-disposition':
      return answerOf([result(done.needsDisposition(labelled(answer.case)))]);
    case 'no-other':
      return answerOf([result(done.noOther)]);
    case 'already':
      return drawAlready(answer.case, told);
  }
}

/** Somebody was faster: who, and when. */
async function drawAlready(one: Case, { reader, tools }: Told): Promise<Answer> {
  const { done } = reader.words.decisions;
  const { verifying, closedBy, closedAt } = one;
  const first =
    verifying === null ? { by: closedBy, at: closedAt } : { by: verifying.by, at: verifying.since };
  if (first.by === null || first.at === null)
    return answerOf([result(done.closed(labelled(one))), [run(reader.words.acts.nothingChanged)]]);
  const who = await nameFor(first.by, tools);
  const at = timeOf(first.at, tools.clock.now(), reader);
  const said = verifying === null ? done.closedBy : done.saidBy;
  return answerOf([result(said({ ...labelled(one), who, at })), [run(reader.words.acts.nothingChanged)]]);
}

/** `sg-0abc 22 (open ports: 22)`: what was seen, resource by resource. */
export function readingsIn({ readings }: CheckResult, { words }: Reader): string[] {
  const { checks } = words;
  const portsIn = (value: string | number) =>
    Object.hasOwn(checks.ports, value) ? checks.ports[value as keyof typeof checks.ports] : value;
  const worded = (value: CheckReading['facts'][string]) =>
    typeof value === 'boolean'
      ? value
        ? checks.yes
        : checks.no
      : plain([value].flat().map(portsIn).join(words.between), 120);
  return readings.slice(0, 10).map(({ subject, facts, trouble }) => {
    const seen = Object.entries(facts).map(([name, value]) =>
      checks.fact(Object.hasOwn(checks.facts, name) ? checks.facts[name as FactName] : name, worded(value)),
    );
    const said = trouble === undefined ? seen : [checks.trouble[trouble]];
    return checks.reading(plain(subjectName(subject), 120), said);
  });
}

type FactName = keyof Reader['words']['checks']['facts'];

export async function drawReopened(answer: Reopened, told: Teller): Promise<Answer> {
  const { reopen } = told.reader.words.decisions;
  switch (answer.kind) {
    case 'reopened':
      return answerOf([result(reopen.done(labelled(answer.case)))], [smallPrint(reopen.next)]);
    case 'already':
      return tooLate(reopen.already(labelled(answer.case)), answer.case.id, told);
    case 'not-closed':
      return answerOf([result(reopen.notClosed({ label: caseLabel(answer.caseId) }))]);
    case 'folded':
      return answerOf([result(reopen.folded({ label: caseLabel(answer.caseId) }))]);
    default:
      return drawNoUse(answer, told);
  }
}

export async function drawNoted(answer: Noted, told: Teller): Promise<Answer> {
  const { note } = told.reader.words.decisions;
  switch (answer.kind) {
    case 'noted':
      return answerOf([result(note.done(labelled(answer.case)))]);
    case 'no-text':
      return answerOf([result(note.noText({ limit: String(answer.most) }))]);
    case 'no-thread':
      return answerOf([result(note.noThread({ label: caseLabel(answer.caseId) }))]);
    default:
      return drawNoUse(answer, told);
  }
}

export async function drawDueSet(answer: DueSet, told: Teller): Promise<Answer> {
  const { reader, tools } = told;
  const { due, noReason, past } = reader.words.decisions;
  switch (answer.kind) {
    case 'set': {
      const { dueAt } = answer.case;
      const label = labelled(answer.case);
      const said =
        dueAt === null
          ? due.removed(label)
          : due.set({ ...label, at: timeOf(dueAt, tools.clock.now(), reader) });
      return answerOf([result(said)]);
    }
    case 'already':
      return tooLate(due.already(labelled(answer.case)), answer.case.id, told);
    case 'in-the-past':
      return answerOf([result(past)]);
    case 'no-reason':
      return answerOf([result(noReason({ limit: String(longestReason) }))]);
    default:
      return drawNoUse(answer, told);
  }
}

export async function drawSample(answer: SampleMarked | SampleUnmarked, told: Teller): Promise<Answer> {
  const { sample } = told.reader.words.decisions;
  switch (answer.kind) {
    case 'marked':
      return answerOf([result(sample.marked(labelled(answer.case)))]);
    case 'unmarked':
      return answerOf([result(sample.unmarked(labelled(answer.case)))]);
    case 'already':
      return tooLate(sample.markedAlready(labelled(answer.case)), answer.case.id, told);
    case 'not-marked':
      return tooLate(sample.notMarked(labelled(answer.case)), answer.case.id, told);
    case 'too-severe':
      return answerOf([result(sample.tooSevere({ label: caseLabel(answer.caseId), needs: answer.needs }))]);
    default:
      return drawNoUse(answer, told);
  }
}

export async function drawExceptionAsked(answer: ExceptionAsked, told: Told): Promise<Answer> {
  const { reader, tools, role } = told;
  const { exception, noReason, past } = reader.words.decisions;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  switch (answer.kind) {
    case 'asked': {
      const until = timeOf(answer.request.expiresAt, tools.clock.now(), reader);
      return answerOf(
        [result(exception.asked(labelled(answer.case)))],
        [smallPrint(exception.askedNext({ until }))],
      );
    }
    case 'asked-before':
      return drawAskedBefore(answer.request, told);
    case 'too-long':
      return answerOf([result(reader.words.acts.tooLong({ most: spanOf(answer.most, reader), role }))]);
    case 'in-the-past':
      return answerOf([result(past)]);
    case 'no-reason':
      return answerOf([result(noReason({ limit: String(longestReason) }))]);
  }
}

/** Somebody asked for the same: who, and when. */
export async function drawAskedBefore(
  {
    caseId,
    askedBy,
    askedAt,
  }: { readonly caseId: number; readonly askedBy: string; readonly askedAt: number },
  { reader, tools }: Told,
): Promise<Answer> {
  const who = await nameFor(askedBy, tools);
  const at = timeOf(askedAt, tools.clock.now(), reader);
  const label = caseLabel(caseId);
  return answerOf([result(reader.words.decisions.exception.askedBefore({ label, who, at }))]);
}

export async function drawExceptionEnded(answer: ExceptionEnded, told: Teller): Promise<Answer> {
  const { exception } = told.reader.words.decisions;
  switch (answer.kind) {
    case 'ended':
      return answerOf([result(exception.ended(labelled(answer.case)))]);
    case 'not-excepted':
      return tooLate(exception.notExcepted({ label: caseLabel(answer.caseId) }), answer.caseId, told);
    default:
      return drawNoUse(answer, told);
  }
}

/** What there was to be done is done, and by whom. */
async function tooLate(words: string, caseId: number, teller: Teller): Promise<Answer> {
  return answerOf([result(words), ...(await lastChange(caseLabel(caseId), teller))]);
}

function labelled({ id }: Case): { readonly label: string } {
  return { label: caseLabel(id) };
}
