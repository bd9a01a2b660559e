import {
  type EndReason,
  type JournalEntry,
  type Lease,
  type LeaseFacts,
  type LeaseTrouble,
  leaseLabel,
} from '../../finding/lease.ts';
import type { Drift } from '../../finding/lease-drift.ts';
import type { LeaseEvent, LeaseState } from '../../finding/lease-state.ts';
import type { Claim } from '../../store/ports/cards.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { auditByClock } from '../audited.ts';
import type { ActContext, Operation } from '../operation.ts';
import { alarm, moved, saveLease } from './lease-act.ts';

/** What the engine has to say of a lease that it works on. Times are ms. */
export type LeaseChange =
  /** Before a step changes AWS, and once AWS answered; with what the end will need to know. */
  | { readonly kind: 'note'; readonly step: string; readonly outcome: JournalEntry['outcome'] }
  | { readonly kind: 'remember'; readonly facts: Partial<LeaseFacts> }
  | { readonly kind: 'move'; readonly event: LeaseEvent; readonly reason: EndReason | null }
  /** AWS was looked at; all that a living lease wants is there, but for the drift. */
  | { readonly kind: 'seen'; readonly drift: readonly Drift[]; readonly nextAt: number }
  | {
      readonly kind: 'stumble';
      readonly trouble: Pick<LeaseTrouble, 'code' | 'step' | 'detail'>;
      readonly nextAt: number;
    };

export interface RecordLease {
  readonly leaseId: number;
  readonly claim: Claim;
  /** The state that the engine works on; a person may have moved it on meanwhile. */
  readonly state: LeaseState;
  readonly change: LeaseChange;
  /** Epoch ms; until when the claim holds from now on. */
  readonly until: number;
}

/** On-call hears of an end that does not come, and hears of it again. */
const pageAgainMs = 5 * 60_000;
/** So long an end, or an isolation, may take before anybody is woken. */
const patienceMs = 60_000;
/** Those do not pass by themselves: nobody waits for them to. */
const hopeless: readonly LeaseTrouble['code'][] = ['denied', 'only-group', 'in-use', 'refused'];

/**
 * The engine's only way to write about a lease: under its claim, and while the lease is still in the state that it was
 * taken in. Null: neither holds, and whoever asks has to stop at once.
 */
export const recordLease: Operation<RecordLease, Lease | null> = {
  name: 'recordLease',
  needs: 'admin',
  async run(transaction, { leaseId, claim, state, change, until }, context) {
    const lease = await transaction.leases.held(leaseId, claim, until);
    if (lease === null || lease.state !== state) return null;
    switch (change.kind) {
      case 'note': {
        if (isNews(lease, change)) tellStep(transaction, lease, change, context.now);
        const entry = { outcome: change.outcome, at: context.now };
        const journal = { ...lease.journal, [change.step]: entry };
        const after = { ...lease, journal, trouble: lighter(lease, change) };
        await transaction.leases.save(after);
        return after;
      }
      case 'remember': {
        const facts = { ...lease.facts, ...change.facts };
        await transaction.leases.save({ ...lease, facts });
        return { ...lease, facts };
      }
      case 'move':
        return move(transaction, lease, change, context);
      case 'seen':
        return seen(transaction, lease, change, context);
      case 'stumble':
        return stumble(transaction, lease, change, context);
    }
  },
  // What is worth the log is told where it happens, in the program's own name.
  audit: () => null,
};

/** AWS answers again: whatever else fails is tried again soon. */
function lighter({ trouble }: Lease, { outcome }: LeaseChange & { kind: 'note' }): LeaseTrouble | null {
  return trouble === null || outcome !== 'done' ? trouble : { ...trouble, attempts: 0 };
}

/** What is refused again and again is told once. */
function isNews({ trouble }: Lease, { step, outcome }: LeaseChange & { kind: 'note' }): boolean {
  return outcome === 'done' || (outcome === 'refused' && trouble?.step !== step);
}

function tellStep(
  transaction: ActTransaction,
  lease: Lease,
  { step, outcome }: LeaseChange & { kind: 'note' },
  now: number,
): void {
  auditByClock(transaction, now, {
    ...{ act: `lease.${lease.state}`, outcome: outcome === 'done' ? 'done' : 'failed' },
    ...{ target: leaseLabel(lease.id), after: { step } },
  });
}

async function move(
  transaction: ActTransaction,
  lease: Lease,
  { event, reason }: LeaseChange & { kind: 'move' },
  context: ActContext,
): Promise<Lease | null> {
  const { now } = context;
  const after = moved(lease, event, { trouble: null, nextAt: now, ...arriving(lease, event, reason, now) });
  if (after === null) return null;
  const { id, facts } = lease;
  auditByClock(transaction, now, {
    ...{ act: `lease.${event}`, outcome: event === 'give-up' ? 'failed' : 'done', target: leaseLabel(id) },
    ...{ before: { state: lease.state }, after: { state: after.state, group: facts.groupId, reason } },
  });
  if (after.state === 'ended' && lease.pagedAt !== null)
    await transaction.leases.page(lease.id, 'resolve', now);
  return saveLease(transaction, after, now);
}

/** What is true from the moment on at which an event happens. */
function arriving(lease: Lease, event: LeaseEvent, reason: EndReason | null, now: number): Partial<Lease> {
  switch (event) {
    case 'applied':
      return { activeAt: lease.activeAt ?? now, drift: [] };
    case 'end':
    case 'orphan':
      return { ending: { reason: reason ?? 'expired', by: null, at: now }, extension: null, endedAt: null };
    case 'reverted':
    case 'give-up':
      // What it stumbled over last is why it failed.
      return {
        endedAt: now,
        nextAt: null,
        drift: [],
        trouble: event === 'give-up' ? lease.trouble : null,
      };
    default:
      return {};
  }
}

async function seen(
  transaction: ActTransaction,
  lease: Lease,
  { drift, nextAt }: LeaseChange & { kind: 'seen' },
  context: ActContext,
): Promise<Lease> {
  const known = lease.drift.map(textOf);
  const fresh = drift.filter((one) => !known.includes(textOf(one)));
  if (fresh.length > 0)
    auditByClock(transaction, context.now, {
      ...{ act: 'lease.drift', outcome: 'done', target: leaseLabel(lease.id) },
      after: { drift: fresh.map(textOf) },
    });
  if (fresh.length > 0) await alarm(transaction, lease, context, 'drift');
  const after = { ...lease, drift, nextAt, trouble: null };
  return saveLease(transaction, after, context.now, { material: fresh.length > 0 });
}

function textOf({ code, subject }: Drift): string {
  return `${code} ${subject}`;
}

async function stumble(
  transaction: ActTransaction,
  lease: Lease,
  { trouble, nextAt }: LeaseChange & { kind: 'stumble' },
  context: ActContext,
): Promise<Lease> {
  const { now } = context;
  const same = lease.trouble?.code === trouble.code && lease.trouble.step === trouble.step;
  const before = lease.trouble;
  const told: LeaseTrouble = {
    ...trouble,
    since: same && before !== null ? before.since : now,
    attempts: (before?.attempts ?? 0) + 1,
  };
  const after: Lease = { ...lease, trouble: told, nextAt };
  if (!wakesSomebody(after, now)) return saveLease(transaction, after, now, { material: false });
  const { code, step, detail } = told;
  auditByClock(transaction, now, {
    ...{ act: 'lease.page', outcome: 'failed', target: leaseLabel(lease.id), after: { code, step, detail } },
  });
  await transaction.leases.page(lease.id, 'trigger', now);
  await alarm(transaction, after, context, 'stuck');
  return saveLease(transaction, { ...after, pagedAt: now }, now);
}

/** An end that does not come is a hole that we made; an isolation that does not come leaves one open. */
function wakesSomebody({ state, spec, ending, approvedAt, trouble, pagedAt }: Lease, now: number): boolean {
  if (trouble === null || (pagedAt !== null && pagedAt > now - pageAgainMs)) return false;
  const contains = state === 'attaching' && spec.kind !== 'security-group';
  if (state !== 'ending' && !contains) return false;
  const since = state === 'ending' ? ending?.at : approvedAt;
  return hopeless.includes(trouble.code) || now - (since ?? 0) >= patienceMs;
}
