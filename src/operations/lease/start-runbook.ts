import { randomUUID } from 'node:crypto';
import type { Place } from '../../finding/lease.ts';
import type { Role } from '../../finding/role.ts';
import type { RunbookRun } from '../../finding/runbook.ts';
import { personOf } from '../case-act.ts';
import { isEnough } from '../grants.ts';
import type { Operation } from '../operation.ts';
import { longestReason, reasonOf } from './lease-act.ts';
import { roleAt } from './lease-people.ts';
import { showRun } from './record-run.ts';
import { type ParameterProblem, problemsOf } from './runbook-parameters.ts';
import { tellRun } from './tell-lease.ts';

export interface StartRunbook {
  /** As the configuration calls it. */
  readonly name: string;
  readonly place: Place;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly caseId: number | null;
}

export type RunbookStarted =
  | { readonly kind: 'off' | 'dry-run-only' }
  | { readonly kind: 'no-reason'; readonly most: number }
  | { readonly kind: 'no-runbook'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'account-not-allowed'; readonly account: string }
  | { readonly kind: 'not-yours'; readonly needs: Role }
  | { readonly kind: 'parameters'; readonly problems: readonly ParameterProblem[] }
  | { readonly kind: 'started'; readonly run: RunbookRun };

/** Starts a document of the allow-list. An act, not a lease: what it did is for its own document to undo. */
export const startRunbook: Operation<StartRunbook, RunbookStarted> = {
  name: 'startRunbook',
  needs: 'responder',
  async run(transaction, { name, place, parameters, reason: said, caseId }, context) {
    const policy = context.limits.leases;
    if (policy === null) return { kind: 'off' };
    if (policy.dryRun) return { kind: 'dry-run-only' };
    const reason = reasonOf(said);
    if (reason === null) return { kind: 'no-reason', most: longestReason };
    const runbook = policy.runbooks.find((one) => one.name === name);
    if (runbook === undefined)
      return { kind: 'no-runbook', name, known: policy.runbooks.map((one) => one.name) };
    if (!policy.accounts.includes(place.account))
      return { kind: 'account-not-allowed', account: place.account };
    if (!isEnough(roleAt(place, context), runbook.needs)) return { kind: 'not-yours', needs: runbook.needs };
    const problems = problemsOf(runbook, parameters);
    if (problems.length > 0) return { kind: 'parameters', problems };
    const { now } = context;
    const filled = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
    const run = await transaction.leases.addRun({
      ...{ name, document: runbook.document, place, parameters: filled, state: 'starting', reason, caseId },
      ...{ by: personOf(context), channel: policy.channel, clientToken: randomUUID(), executionId: null },
      ...{ requestedAt: now, endedAt: null, step: null, output: null, attempts: 0, nextAt: now },
    });
    await showRun(transaction, run, now);
    await tellRun(transaction, null, run, now);
    return { kind: 'started', run };
  },
  audit({ name, place, parameters, reason }, answer) {
    const after = {
      runbook: name,
      account: place.account,
      region: place.region,
      parameters: { ...parameters },
    };
    if (answer.kind === 'started') return { outcome: 'done', target: `run:${answer.run.id}`, after, reason };
    const refused = ['not-yours', 'account-not-allowed', 'parameters', 'no-runbook', 'dry-run-only'];
    if (!refused.includes(answer.kind)) return null;
    return { outcome: 'refused', target: `runbook:${name}`, after: { ...after, why: answer.kind }, reason };
  },
};
