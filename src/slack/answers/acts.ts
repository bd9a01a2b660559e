import { type Case, caseLabel } from '../../finding/case.ts';
import type { Role } from '../../finding/role.ts';
import type { Acknowledged } from '../../operations/acknowledge.ts';
import type { Assigned } from '../../operations/assign.ts';
import { isNoUse, type NoUse } from '../../operations/case-act.ts';
import type { Released } from '../../operations/release.ts';
import type { Unassigned } from '../../operations/unassign.ts';
import { type Answer, answerOf, type Reader, result, spanOf, timeOf } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { type Run, run, smallPrint } from '../text/rich.ts';

/** Who is told, and by whom the act was done. */
export interface Told {
  readonly reader: Reader;
  readonly tools: Tools;
  readonly userId: string;
  readonly role: Role;
}

/** What an answer is drawn with, whoever it is for. */
export type Teller = Pick<Told, 'reader' | 'tools'>;

/** Somebody's name as others read it; an answer mentions nobody. */
export async function nameFor(userId: string, tools: Tools): Promise<string> {
  return `@${plain(await tools.nameOf(userId), 40)}`;
}

/** Whoever came too late hears who was faster. `target`: `Y12`, `L3`, as the audit log has it; nothing: nobody was. */
export async function lastChange(target: string, { reader, tools }: Teller): Promise<Run[][]> {
  const rows = await tools.store.audit.list({ target, actor: null, since: null, before: null, limit: 10 });
  const last = rows.find(({ outcome, actor }) => outcome === 'done' && actor !== null);
  if (last === undefined || last.actor === null) return [];
  const who = await nameFor(last.actor, tools);
  return [[run(reader.words.acts.lastChange({ who, at: timeOf(last.at, tools.clock.now(), reader) }))]];
}

export async function drawNoUse(answer: NoUse, teller: Teller): Promise<Answer> {
  const { words } = teller.reader;
  const label = caseLabel(answer.caseId);
  if (answer.kind === 'no-case')
    return answerOf([
      result(words.find.noSuchCase({ label })),
      [run(words.find.allCases), run('/secfind state:all', 'code')],
    ]);
  if (answer.kind === 'not-yours')
    return answerOf([
      result(words.refusal.needsThere({ label, role: answer.needs })),
      [run(words.acts.nothingChanged)],
    ]);
  const quiet = answer.state === 'suppressed' || answer.state === 'external';
  return answerOf(
    [
      result(words.acts.notOpen({ label, state: answer.state })),
      ...(await lastChange(label, teller)),
      [run(words.acts.nothingChanged)],
    ],
    quiet ? [smallPrint(words.acts.whyQuiet({ label }))] : [],
  );
}

export async function drawAcknowledged(answer: Acknowledged, told: Told): Promise<Answer> {
  const { reader, tools, userId, role } = told;
  const { acknowledge, tooLong } = reader.words.acts;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  switch (answer.kind) {
    case 'too-long':
      return answerOf([result(tooLong({ most: spanOf(answer.most, reader), role }))]);
    case 'acknowledged':
    case 'extended': {
      const said = answer.kind === 'extended' ? acknowledge.extended : acknowledge.done;
      const { label, until } = factsOf(answer.case, reader, tools);
      return answerOf([result(said({ label, until }))], [smallPrint(acknowledge.next({ label }))]);
    }
    case 'already': {
      const { label, since, until } = factsOf(answer.case, reader, tools);
      const { assignee } = answer.case;
      if (assignee === userId || assignee === null)
        return answerOf(
          [result(acknowledge.yours({ label, since, until }))],
          [smallPrint(acknowledge.longer({ label }))],
        );
      const who = await nameFor(assignee, tools);
      return answerOf(
        [result(acknowledge.taken({ label, who, since, until }))],
        [smallPrint(acknowledge.takeOver({ label }))],
      );
    }
  }
}

export async function drawReleased(answer: Released, told: Told): Promise<Answer> {
  const { reader, tools } = told;
  const { release } = reader.words.acts;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  const label = caseLabel(answer.case.id);
  switch (answer.kind) {
    case 'released':
      return answerOf([result(release.done({ label }))], [smallPrint(release.next({ label }))]);
    case 'nobody-has-it':
      return answerOf([result(release.nobody({ label })), ...(await lastChange(label, told))]);
    case 'anothers': {
      const who = await nameFor(answer.case.assignee ?? '', tools);
      return answerOf([result(release.notYours({ label, who }))], [smallPrint(release.instead({ label }))]);
    }
  }
}

export async function drawAssigned(answer: Assigned, told: Told): Promise<Answer> {
  const { reader, tools, userId } = told;
  const { assign } = reader.words.acts;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  const { label, until } = factsOf(answer.case, reader, tools);
  const who = await nameFor(answer.case.assignee ?? '', tools);
  switch (answer.kind) {
    case 'assigned':
      return answerOf([
        result(assign.done({ label, who })),
        [run(assign.told)],
        ...((await tools.mayTake(answer.case.assignee ?? '')) ? [] : [[run(assign.cannotTake)]]),
      ]);
    case 'taken': {
      const { before } = answer;
      const said =
        before === null || before === userId
          ? assign.taken({ label, until })
          : assign.takenFrom({ label, who: await nameFor(before, tools), until });
      return answerOf([result(said)], [smallPrint(reader.words.acts.acknowledge.next({ label }))]);
    }
    case 'already':
      return answerOf([
        result(
          answer.case.assignee === userId ? assign.yours({ label, until }) : assign.already({ label, who }),
        ),
        ...(await lastChange(label, told)),
      ]);
  }
}

export async function drawUnassigned(answer: Unassigned, told: Told): Promise<Answer> {
  const { reader, tools } = told;
  const { assign, release } = reader.words.acts;
  if (isNoUse(answer)) return drawNoUse(answer, told);
  const label = caseLabel(answer.case.id);
  if (answer.kind === 'nobody-has-it')
    return answerOf([result(release.nobody({ label })), ...(await lastChange(label, told))]);
  const who = await nameFor(answer.before, tools);
  return answerOf([result(assign.unassigned({ label, who }))], [smallPrint(release.next({ label }))]);
}

function factsOf(one: Case, reader: Reader, tools: Tools) {
  const now = tools.clock.now();
  return {
    label: caseLabel(one.id),
    since: timeOf(one.acknowledgedAt ?? now, now, reader),
    until: timeOf(one.acknowledgedUntil ?? now, now, reader),
  };
}
