import type { Given, Runbook } from './documents.ts';

/** An execution is where its clock says: nothing runs, and what has been reached is worked out when somebody asks. */
export interface Execution {
  readonly id: string;
  readonly runbook: Runbook;
  readonly parameters: Given;
  readonly startedAt: number;
  readonly token: string | null;
  readonly executedBy: string;
  readonly stoppedAt: number | null;
}

interface StepTimes {
  readonly name: string;
  readonly action: string;
  readonly failure: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** The steps that it comes to; after one that fails there are none. */
function timesOf({ runbook, startedAt }: Execution): StepTimes[] {
  const times: StepTimes[] = [];
  let from = startedAt;
  for (const { name, action, failure, ms } of runbook.steps) {
    times.push({ name, action, failure, from, to: from + ms });
    from += ms;
    if (failure !== undefined) break;
  }
  return times;
}

/** When it ends or has ended. */
function endOf(execution: Execution): number {
  return execution.stoppedAt ?? timesOf(execution).at(-1)?.to ?? execution.startedAt;
}

export function isRunning(execution: Execution, now: number): boolean {
  return endOf(execution) > now;
}

/** As GetAutomationExecution tells it. */
export function told(execution: Execution, now: number) {
  const { id, runbook, parameters, startedAt, stoppedAt, executedBy } = execution;
  const moment = Math.min(now, stoppedAt ?? now);
  const times = timesOf(execution);
  const failed = times.find(({ failure, to }) => failure !== undefined && to <= moment);
  const running = isRunning(execution, now);
  const status = running ? 'InProgress' : stoppedAt !== null ? 'Cancelled' : failed ? 'Failed' : 'Success';
  const current = running ? times.find(({ to }) => to > moment) : undefined;
  return {
    AutomationExecutionId: id,
    DocumentName: runbook.name,
    DocumentVersion: '1',
    ExecutionStartTime: startedAt / 1_000,
    ...(!running && { ExecutionEndTime: endOf(execution) / 1_000 }),
    AutomationExecutionStatus: status,
    StepExecutions: times.map((step, at) => stepTold(step, `${id}-${at}`, moment, stoppedAt)),
    StepExecutionsTruncated: false,
    Parameters: parameters,
    Outputs: status === 'Success' ? (runbook.outputs ?? {}) : {},
    ...(failed && { FailureMessage: `Step ${failed.name} fails. ${failed.failure}` }),
    Mode: 'Auto',
    ExecutedBy: executedBy,
    ...(current && { CurrentStepName: current.name, CurrentAction: current.action }),
  };
}

function stepTold(step: StepTimes, id: string, moment: number, stoppedAt: number | null) {
  const { name, action, from, to, failure } = step;
  const hasEnded = to <= moment;
  const hasBegun = from <= moment;
  const ended = failure === undefined ? 'Success' : 'Failed';
  const status = hasEnded ? ended : stoppedAt !== null ? 'Cancelled' : hasBegun ? 'InProgress' : 'Pending';
  return {
    StepName: name,
    Action: action,
    StepExecutionId: id,
    StepStatus: status,
    ...(hasBegun && { ExecutionStartTime: from / 1_000 }),
    ...(hasEnded && { ExecutionEndTime: to / 1_000 }),
    ...(hasEnded && failure !== undefined && { FailureMessage: failure }),
  };
}
