import {
  type AutomationExecution,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import type { AwsAccess } from '../../aws/access.ts';
import type { RunbookRun, RunState } from '../../finding/runbook.ts';
import type { RecordRun } from '../../operations/lease/record-run.ts';
import type { Act } from '../../operations/registry.ts';
import { backoff, type Task } from '../../reconcile/engine.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Claim } from '../../store/ports/cards.ts';
import type { RunbookRepository } from '../../store/ports/leases.ts';
import { theProgram } from '../lease-task.ts';
import { type Reach, reachInto } from '../reach.ts';
import { isSureOfNothing, troubleOf } from '../trouble.ts';

export interface RunDeps {
  readonly store: { readonly runbooks: RunbookRepository };
  readonly access: AwsAccess;
  readonly act: Act;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

interface ClaimedRun {
  readonly run: RunbookRun;
  readonly claim: Claim;
}

const claimMs = 60_000;
const lookEveryMs = 5_000;
const longestWaitMs = 60_000;
/** Automation documents run for days only where somebody has to approve within them. */
const longestRunMs = 24 * 3_600_000;
const longestOutput = 2_500;

// SSM API Reference, `AutomationExecution`, AutomationExecutionStatus.
const ends: Readonly<Record<string, RunState>> = {
  Success: 'succeeded',
  CompletedWithSuccess: 'succeeded',
  Failed: 'failed',
  CompletedWithFailure: 'failed',
  Rejected: 'failed',
  Exited: 'failed',
  Cancelled: 'cancelled',
  TimedOut: 'timed-out',
};

/** Starts what people asked for, once whatever happens, and follows it to its end. */
export function followRuns(deps: RunDeps): Task<RunbookRun, ClaimedRun, RecordRun['change']> {
  const { store, clock, owner, act, logger } = deps;
  return {
    name: 'runbook',
    due: (now, limit) => store.runbooks.due(now, limit),
    keyOf: ({ id }) => String(id),
    reserve: () => 0,
    claim: ({ id }, now) => store.runbooks.claim(id, { owner, now, until: now + claimMs }),
    async act({ run }, signal) {
      const reach = reachInto(deps.access, run.place, run.by, signal);
      return run.executionId === null
        ? {
            executionId: await start(reach, run),
            state: 'running',
            attempts: 0,
            nextAt: clock.now() + lookEveryMs,
          }
        : seen(await look(reach, run.executionId), run, clock.now());
    },
    async record({ run, claim }, change) {
      await act('recordRun', { runId: run.id, claim, change }, theProgram);
    },
    async fail({ run, claim }, error) {
      const now = clock.now();
      const trouble = troubleOf(error);
      const { code, detail } = trouble;
      logger.warn({ run: run.id, code, detail }, 'a runbook stumbled');
      const over =
        run.executionId === null ? isSureOfNothing(trouble) || code === 'gone' : isTooOld(run, now);
      const change: RecordRun['change'] = over
        ? { state: 'failed', endedAt: now, output: detail, nextAt: null }
        : { attempts: run.attempts + 1, nextAt: now + backoff(run.attempts, 1_000, longestWaitMs) };
      await act('recordRun', { runId: run.id, claim, change }, theProgram);
    },
  };
}

/** AWS starts one execution for a ClientToken, however often it is asked (`StartAutomationExecution`). */
async function start(reach: Reach, { document, parameters, clientToken }: RunbookRun): Promise<string> {
  const client = await reach.to(SSMClient, 'ssm:StartAutomationExecution');
  const { AutomationExecutionId } = await client.send(
    new StartAutomationExecutionCommand({
      DocumentName: document,
      ClientToken: clientToken,
      Parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]])),
    }),
    reach.options,
  );
  return AutomationExecutionId ?? '';
}

async function look(reach: Reach, AutomationExecutionId: string): Promise<AutomationExecution> {
  const client = await reach.to(SSMClient, 'ssm:GetAutomationExecution');
  const asked = new GetAutomationExecutionCommand({ AutomationExecutionId });
  return (await client.send(asked, reach.options)).AutomationExecution ?? {};
}

function seen(execution: AutomationExecution, run: RunbookRun, now: number): RecordRun['change'] {
  const step = execution.CurrentStepName ?? run.step;
  const state = ends[execution.AutomationExecutionStatus ?? ''];
  if (state !== undefined) return { state, step, output: outputOf(execution), endedAt: now, nextAt: null };
  if (isTooOld(run, now)) return { state: 'timed-out', step, output: null, endedAt: now, nextAt: null };
  return { step, attempts: 0, nextAt: now + lookEveryMs };
}

function isTooOld({ requestedAt }: RunbookRun, now: number): boolean {
  return now - requestedAt > longestRunMs;
}

/** `name: value`, line by line, then why it failed; as much as fits a thread. */
function outputOf({ Outputs, FailureMessage }: AutomationExecution): string | null {
  const lines = Object.entries(Outputs ?? {}).map(([name, values]) => `${name}: ${values.join(', ')}`);
  const text = [...lines, ...(FailureMessage === undefined ? [] : [FailureMessage])].join('\n');
  return text === '' ? null : text.slice(0, longestOutput).toWellFormed();
}
