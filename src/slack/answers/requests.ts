import { caseLabel } from '../../finding/case.ts';
import type { ApprovalRequest } from '../../finding/request.ts';
import { suppressionLabel } from '../../finding/suppression.ts';
import type { RequestGranted } from '../../operations/grant-request.ts';
import type { RequestRefused } from '../../operations/refuse-request.ts';
import type { RequestWithdrawn } from '../../operations/withdraw-request.ts';
import { type Answer, answerOf, result, spanOf, timeOf } from '../receive/answer.ts';
import { drawNoUse, nameFor, type Told } from './acts.ts';

/** What became of a request that somebody decided, or wanted to. */
export async function drawDecided(
  answer: RequestGranted | RequestRefused | RequestWithdrawn,
  told: Told,
): Promise<Answer> {
  const { reader, tools, role } = told;
  const { approval } = reader.words.decisions;
  switch (answer.kind) {
    case 'no-request':
      return answerOf([result(approval.none)]);
    case 'not-yours':
      return drawNoUse(answer, told);
    case 'granted': {
      const { suppression, request } = answer;
      const until = timeOf(request.asked.until, tools.clock.now(), reader);
      const said =
        suppression === null
          ? approval.granted({ label: caseLabel(request.caseId), until })
          : approval.suppressed({ label: suppressionLabel(suppression.id), until });
      return answerOf([result(said)]);
    }
    case 'refused':
      return answerOf([result(approval.refused)]);
    case 'withdrawn':
      return answerOf([result(approval.withdrawn)]);
    case 'own-request':
      return answerOf([result(approval.own)]);
    case 'not-asked-by-you': {
      const who = await nameFor(answer.request.askedBy, tools);
      return answerOf([result(approval.notYours({ who }))]);
    }
    case 'too-long':
      return answerOf([result(approval.tooLong({ most: spanOf(answer.most, reader), role }))]);
    case 'superseded':
      return answerOf([result(approval.superseded)]);
    case 'decided':
      return answerOf([result(await endOf(answer.request, told))]);
  }
}

async function endOf({ status, decidedBy, decidedAt }: ApprovalRequest, told: Told): Promise<string> {
  const { reader, tools } = told;
  const { over } = reader.words.decisions.approval;
  const now = tools.clock.now();
  const at = timeOf(decidedAt ?? now, now, reader);
  if (status === 'expired') return over.expired({ at });
  if (status === 'superseded' || status === 'asked') return over.superseded({ at });
  return over[status]({ who: decidedBy === null ? '' : await nameFor(decidedBy, tools), at });
}
