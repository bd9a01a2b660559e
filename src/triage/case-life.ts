import type { CaseDraft, NoticeDraft, NoticeKind, Quiet, Verifying } from '../finding/case.ts';
import { isVisible } from '../finding/case.ts';
import type { CaseChange } from '../finding/change.ts';
import type { ReasonCode } from '../finding/ledger.ts';
import type { Policy } from '../finding/policy.ts';
import { severityRank } from '../finding/severity.ts';
import { emptyTally, type Tally, totalCount, worstOf } from '../finding/tally.ts';
import type { FindingView } from '../finding/view.ts';
import { edited, loud, notice } from './case-change.ts';
import type { TriageContext } from './context.ts';
import { flaps, reopenTimesAfter } from './flapping.ts';
import { callFor, mayEscalate } from './people.ts';
import { type Placement, placementOf } from './placement.ts';
import type { SourceResolution } from './transitions.ts';

/** A case that does not exist yet, as its first finding gives it. */
export function blankCase(key: string, view: FindingView, context: TriageContext): CaseDraft {
  return {
    id: null,
    key,
    state: 'open',
    resolution: null,
    foldedInto: null,
    quiet: null,
    verifying: null,
    exception: null,
    unverifiable: view.unverifiable,
    severity: view.severity,
    tally: emptyTally,
    sample: view.sample,
    sampleBy: null,
    shown: false,
    openedAt: context.now,
    closedAt: null,
    closedBy: null,
    handledAt: null,
    reopened: 0,
    reopenTimes: [],
    flapping: false,
    ...placementOf(view, null, context),
    policy: null,
    mentions: [],
    mentionAt: null,
    assignee: null,
    acknowledgedAt: null,
    acknowledgedUntil: null,
    escalation: null,
    nextAt: null,
  };
}

/** What all its findings, after this one, say of a case in any state. */
export function seen(current: CaseDraft, tally: Tally, view: FindingView): CaseDraft {
  const alone = totalCount(tally) === 1;
  return {
    ...current,
    tally,
    severity: worstOf(tally) ?? current.severity,
    unverifiable: alone ? view.unverifiable : tally.unverifiable > 0,
    // Other copies may say more than the first one did; findings of a group are alike in this.
    sample: alone ? view.sample || current.sampleBy !== null : current.sample,
  };
}

/** It is new, or comes (back) into view: a clean start for everybody. `quietly`: it flaps, and is only counted. */
export function shown(
  before: CaseDraft,
  after: CaseDraft,
  reason: ReasonCode,
  { policy, ...placement }: Placement & { readonly policy: Policy | null },
  context: TriageContext,
): { readonly change: CaseChange; readonly quietly: boolean } {
  const comesBack = reason === 'reopened';
  const reopenTimes = comesBack ? reopenTimesAfter(before, context) : before.reopenTimes;
  const open: CaseDraft = {
    ...after,
    ...ended,
    ...placement,
    state: 'open',
    closedAt: null,
    resolution: null,
    shown: true,
    reopened: before.reopened + (comesBack ? 1 : 0),
    reopenTimes,
    flapping: before.flapping || (comesBack && flaps(reopenTimes, context)),
    policy: policy?.name ?? null,
    assignee: null,
    acknowledgedAt: null,
  };
  if (open.flapping && !isWorse(after, before)) {
    const told = before.flapping ? [] : [notice('flapping', context.now, { times: open.reopened })];
    return { change: edited(open, { notices: told }), quietly: true };
  }
  const calling = withCall(open, context);
  const said = comingBack[reason];
  // A first card says all of it by itself.
  const values = { times: open.reopened, ...endedSuppression(before) };
  const notices = said && before.shown ? [loud(notice(said, context.now, values, calling.mentions))] : [];
  return { change: edited(calling, { card: 'post', notices }), quietly: false };
}

/** It was there before we were: a case like any other, but for a card and for calling people. */
export function opened(
  after: CaseDraft,
  { policy, ...placement }: Placement & { readonly policy: Policy | null },
): CaseChange {
  return edited({ ...after, ...placement, policy: policy?.name ?? null });
}

function endedSuppression({ quiet }: CaseDraft): NoticeDraft['values'] {
  return quiet?.by === 'suppression' ? { suppression: quiet.suppression } : {};
}

const comingBack: Readonly<Partial<Record<ReasonCode, NoticeKind>>> = {
  reopened: 'reopened',
  'exception-outgrown': 'exception-outgrown',
  'external-reversed': 'external-reversed',
  'no-longer-quiet': 'shown-again',
};

/**
 * A visible case that became worse, or that another finding joined; either is news to whoever said that it is done.
 * `why`: people hear of it; null: they need not.
 */
export function grown(
  before: CaseDraft,
  after: CaseDraft,
  dueAt: number | null,
  context: TriageContext,
): { readonly change: CaseChange; readonly why: 'severity-raised' | 'unconfirmed' | null } {
  const due = { ...after, dueAt: earliest(before.dueAt, dueAt) };
  if (!isWorse(after, before))
    return before.verifying === null
      ? { change: edited(due), why: null }
      : { change: unconfirmed(before.verifying, due, context), why: 'unconfirmed' };
  const calling = withCall(notDone(due), context);
  const values = { from: before.severity, to: after.severity };
  const mentions = withAssignee(calling);
  const notices = [loud(notice('severity-raised', context.now, values, mentions))];
  return { change: edited(calling, { card: 'post', notices }), why: 'severity-raised' };
}

/** What was said to be done still fails: it is open again, and whoever said so is told. */
export function unconfirmed({ by }: Verifying, after: CaseDraft, context: TriageContext): CaseChange {
  const calling = withCall(notDone(after), context);
  const mentions = calling.sample ? [] : [...new Set([by, ...calling.mentions])];
  const said = loud(notice('unconfirmed', context.now, { by }, mentions));
  return edited(calling, { card: 'post', notices: [said] });
}

function notDone(current: CaseDraft): CaseDraft {
  return current.state === 'verifying' ? { ...current, state: 'open', verifying: null } : current;
}

/** Whoever has it hears it too, whatever the hour. */
function withAssignee({ mentions, assignee, state }: CaseDraft): readonly string[] {
  if (state !== 'acknowledged' || assignee === null) return mentions;
  return [...new Set([...mentions, assignee])];
}

/** An attack sequence reaches a kind of resource that it had not touched. */
export function widened(after: CaseDraft, kinds: readonly string[], now: number): CaseChange {
  const notices = [loud(notice('resource-kind-added', now, { kinds: kinds.join(', ') }))];
  return edited(after, { card: 'post', notices });
}

/**
 * What it stands for happens anew after a time of silence: people hear of it as of a case that comes back, also whoever
 * has it. `quietly`: it does so that often that it is only counted.
 */
export function again(
  before: CaseDraft,
  after: CaseDraft,
  context: TriageContext,
): { readonly change: CaseChange; readonly quietly: boolean } {
  const reopenTimes = reopenTimesAfter(before, context);
  const next: CaseDraft = {
    ...after,
    reopened: before.reopened + 1,
    reopenTimes,
    flapping: before.flapping || flaps(reopenTimes, context),
  };
  if (next.flapping) {
    const told = before.flapping ? [] : [notice('flapping', context.now, { times: next.reopened })];
    return { change: edited(next, { notices: told }), quietly: true };
  }
  const calling = withCall(next, context);
  // People who are being called already are not given their time once more.
  const escalation = isUnderWay(before, context) ? before.escalation : calling.escalation;
  const values = { times: next.reopened };
  const notices = [loud(notice('happened-again', context.now, values, withAssignee(calling)))];
  return { change: edited({ ...calling, escalation }, { card: 'post', notices }), quietly: false };
}

/** Somebody is still to be called. */
function isUnderWay({ escalation, severity }: CaseDraft, { rules }: TriageContext): boolean {
  return escalation !== null && escalation.step < rules.settings.escalation[severity].steps.length;
}

export function closed(after: CaseDraft, resolution: SourceResolution, now: number): CaseChange {
  const quietly = after.flapping || !after.shown;
  const over: CaseDraft = {
    ...after,
    ...ended,
    state: resolution === 'external' ? 'external' : 'resolved',
    resolution,
    closedAt: now,
  };
  const notices = quietly ? [] : [notice('closed', now, { resolution })];
  return edited(over, { notices, page: after.shown ? 'resolve' : null });
}

/** Somebody decided at the source about what nobody was shown, or what was closed. */
export function setAside(after: CaseDraft, now: number): CaseChange {
  const aside: CaseDraft = {
    ...after,
    ...ended,
    state: 'external',
    resolution: 'external',
    closedAt: after.closedAt ?? now,
  };
  return edited(aside);
}

/** Not even the severity moves: what nobody can evaluate says nothing. */
export function doubted(before: CaseDraft, tally: Tally): CaseChange {
  return edited({ ...before, tally, unverifiable: true });
}

/** A policy or a suppression keeps it from being seen. */
export function quietened(after: CaseDraft, quiet: Quiet): CaseChange {
  const silent: CaseDraft = {
    ...after,
    ...ended,
    state: 'suppressed',
    resolution: null,
    closedAt: null,
    quiet,
    policy: quiet.by === 'policy' ? quiet.policy : after.policy,
    dueAt: null,
    assignee: null,
    acknowledgedAt: null,
  };
  return edited(silent, { page: after.shown ? 'resolve' : null });
}

/** A finding left for another case. Whoever is left without any has nothing to say any more. */
export function left(
  before: CaseDraft,
  tally: Tally,
  into: Pick<CaseDraft, 'key' | 'id'>,
  now: number,
): CaseChange {
  if (totalCount(tally) > 0) return edited({ ...before, tally, severity: worstOf(tally) ?? before.severity });
  const folded: CaseDraft = {
    ...before,
    ...ended,
    tally,
    state: 'resolved',
    resolution: 'folded',
    foldedInto: into.key,
    closedAt: now,
  };
  const values = into.id === null ? {} : { into: into.id };
  const told = isVisible(before.state) ? [notice('folded', now, values)] : [];
  return edited(folded, { notices: told, page: before.shown ? 'resolve' : null });
}

/** Nobody is called for, has, hides, checks or accepts what is over. */
export const ended = {
  quiet: null,
  verifying: null,
  exception: null,
  closedBy: null,
  foldedInto: null,
  mentions: [],
  mentionAt: null,
  acknowledgedUntil: null,
  escalation: null,
} satisfies Partial<CaseDraft>;

/** With the people whom its severity calls, and their clock begun. What somebody has escalates to nobody. */
export function withCall<Draft extends CaseDraft>(current: Draft, context: TriageContext): Draft {
  const waits = current.state === 'open' && mayEscalate(current, context);
  return {
    ...current,
    ...callFor(current, context),
    escalation: waits ? { since: context.now, step: 0 } : null,
  };
}

export function isWorse(after: CaseDraft, before: CaseDraft): boolean {
  return severityRank(after.severity) > severityRank(before.severity);
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
