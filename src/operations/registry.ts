import type { Store } from '../store/store.ts';
import { acknowledge } from './acknowledge.ts';
import { answerQuestion } from './answer-question.ts';
import { askException } from './ask-exception.ts';
import { askPerson } from './ask-person.ts';
import { assign } from './assign.ts';
import { auditAct } from './audited.ts';
import { done } from './done.ts';
import { endException } from './end-exception.ts';
import { grantRequest } from './grant-request.ts';
import { isEnough } from './grants.ts';
import { investigate } from './investigate.ts';
import { approveLease } from './lease/approve-lease.ts';
import { decideExtension } from './lease/decide-extension.ts';
import { endLease } from './lease/end-lease.ts';
import { extendLease } from './lease/extend-lease.ts';
import { orphanFound } from './lease/orphan-found.ts';
import { putRight } from './lease/put-right.ts';
import { recordLease } from './lease/record-lease.ts';
import { recordRun } from './lease/record-run.ts';
import { refuseLease } from './lease/refuse-lease.ts';
import { requestLease } from './lease/request-lease.ts';
import { setAddress } from './lease/set-address.ts';
import { startRunbook } from './lease/start-runbook.ts';
import { noteStray, removeStray, strayGone } from './lease/strays.ts';
import { withdrawLease } from './lease/withdraw-lease.ts';
import { lift } from './lift.ts';
import { markSample } from './mark-sample.ts';
import { note } from './note.ts';
import type { ActContext, Actor, ActSetting, Operation } from './operation.ts';
import { pageUnheard } from './page-unheard.ts';
import { refuseRequest } from './refuse-request.ts';
import { release } from './release.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { servicesTold } from './services-told.ts';
import { setDue } from './set-due.ts';
import { suppress } from './suppress.ts';
import { swapOnCall } from './swap-on-call.ts';
import { unassign } from './unassign.ts';
import { undoSwap } from './undo-swap.ts';
import { unmarkSample } from './unmark-sample.ts';
import { withdrawRequest } from './withdraw-request.ts';

/**
 * Every act, by its name. All are people's but those of the last two lines: the pager's, the write-back's, the leases'
 * engine's, and that of whoever finds out whom to ask.
 */
const operations = {
  ...{ acknowledge, release, assign, unassign, suppress, lift, swapOnCall, undoSwap },
  ...{ requestLease, approveLease, refuseLease, withdrawLease, endLease, extendLease, decideExtension },
  ...{ putRight, setAddress, removeStray, startRunbook },
  ...{ done, resolve, investigate, reopen, note, setDue, markSample, unmarkSample },
  ...{ askException, endException, grantRequest, refuseRequest, withdrawRequest, answerQuestion },
  ...{ pageUnheard, servicesTold, recordLease, orphanFound, noteStray, strayGone, recordRun },
  ...{ askPerson },
};

type Operations = typeof operations;
export type OperationName = keyof Operations;
export const operationNames = Object.keys(operations) as OperationName[];
export type InputOf<Name extends OperationName> =
  Operations[Name] extends Operation<infer Input, infer _Answer> ? Input : never;
export type AnswerOf<Name extends OperationName> =
  Operations[Name] extends Operation<infer _Input, infer Answer> ? Answer : never;

/** Does one act, wherever it runs. Throws RetryableError when the database is away; then nothing was changed. */
export type Act = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  actor: Actor,
) => Promise<AnswerOf<Name>>;

/** The other end of `Act`: one transaction, by an actor whose role is enough, that the audit log tells of. */
export async function perform<Name extends OperationName>(
  store: Pick<Store, 'act'>,
  name: Name,
  input: InputOf<Name>,
  setting: ActSetting,
): Promise<AnswerOf<Name>> {
  const operation: Operation<InputOf<Name>, AnswerOf<Name>> = operations[name] as unknown as Operation<
    InputOf<Name>,
    AnswerOf<Name>
  >;
  const context: ActContext = { ...setting, needs: operation.needs };
  if (!isEnough(context.actor.role, operation.needs)) {
    const after = { why: 'no-role', needs: operation.needs };
    const note = { outcome: 'refused', target: null, after } as const;
    await store.act(async (transaction) => auditAct(transaction, name, note, context));
    throw new Error(`${name} needs ${operation.needs}, and whoever asks was not authorised for it`);
  }
  return store.act(async (transaction) => {
    const answer = await operation.run(transaction, input, context);
    const audited = operation.audit(input, answer);
    if (audited !== null) auditAct(transaction, name, audited, context);
    return answer;
  });
}
