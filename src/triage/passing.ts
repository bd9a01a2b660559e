import { type Case, type CaseDraft, type Exception, isVisible } from '../finding/case.ts';
import type { CaseChange } from '../finding/change.ts';
import { edited, loud, notice } from './case-change.ts';
import { unconfirmed, withCall } from './case-life.ts';
import type { TriageContext } from './context.ts';
import { calmAt } from './flapping.ts';
import { idsOf, mayEscalate } from './people.ts';
import type { TriageRules } from './rules.ts';
import type { EscalationStep } from './settings.ts';

/** The case with the moment at which time alone next changes it. Whatever changes a case ends with this. */
export function withNextAt<Draft extends CaseDraft>(
  current: Draft,
  { now, rules }: Pick<TriageContext, 'now' | 'rules'>,
): Draft {
  const times = [
    lapseAt(current),
    current.verifying?.until ?? null,
    current.exception?.until ?? null,
    stepAt(current, rules),
    calmTime(current, rules),
    overdueAt(current, now),
  ].filter((at) => at !== null);
  return { ...current, nextAt: times.length === 0 ? null : Math.min(...times) };
}

/**
 * What has become of a case because time went by: an acknowledgement lapses, what was said to be done was confirmed by
 * nothing, an exception is up for review, people are called, flapping calms down, or it is overdue, which its card
 * says. Null: nothing yet.
 */
export function pass(current: Case, context: TriageContext): CaseChange | null {
  const { now, rules } = context;
  const due = (at: number | null) => at !== null && at <= now;
  const { verifying, exception } = current;
  const change = due(lapseAt(current))
    ? lapsed(current, context)
    : verifying && due(verifying.until)
      ? unconfirmed(verifying, current, context)
      : exception && due(exception.until)
        ? reviewed(exception, current, context)
        : due(stepAt(current, rules))
          ? escalated(current, context)
          : due(calmTime(current, rules))
            ? calmed(current, context)
            : current.nextAt === current.dueAt && due(current.dueAt)
              ? edited(current)
              : null;
  return change && { ...change, case: withNextAt(change.case, context) };
}

/** The clock of a case that nobody has begins anew, if anybody is to be called for it at all. */
function unattended(current: CaseDraft, context: Pick<TriageContext, 'now' | 'rules'>): CaseDraft {
  const escalation = mayEscalate(current, context) ? { since: context.now, step: 0 } : null;
  return {
    ...current,
    state: 'open',
    verifying: null,
    acknowledgedAt: null,
    acknowledgedUntil: null,
    escalation,
  };
}

/** Whoever had it is asked; the name stays on the card, so that nobody begins from nothing. */
function lapsed(current: CaseDraft, context: TriageContext): CaseChange {
  const mentions = current.assignee === null || current.sample ? [] : [current.assignee];
  const said = notice('ack-lapsed', context.now, { by: current.assignee ?? '' }, mentions);
  return edited(unattended(current, context), { notices: [loud(said)] });
}

/** Its time is up: it is shown again, whatever else would keep it quiet, and those who accepted it are asked anew. */
function reviewed(exception: Exception, current: CaseDraft, context: TriageContext): CaseChange {
  const { by, approver, reason } = exception;
  const open = withCall({ ...current, state: 'open', exception: null }, context);
  const mentions = open.sample ? [] : [...new Set([by, approver, ...open.mentions])];
  const said = loud(notice('exception-over', context.now, { by, approver, reason }, mentions));
  return edited(open, { card: 'post', notices: [said] });
}

/** After a downtime several steps may be due at once: the last is said, and all of them are done. */
function escalated(current: CaseDraft, context: TriageContext): CaseChange | null {
  const { now, rules } = context;
  const { escalation } = current;
  if (!escalation) return null;
  const { steps } = rules.settings.escalation[current.severity];
  const reached = steps.filter((step) => timeOf(step, escalation.since, current, rules) <= now).length;
  const due = steps.slice(escalation.step, reached);
  const step = due.at(-1);
  if (!step) return null;
  const mentions = idsOf(step.mention, current.owner, context);
  const values = { step: reached, minutes: Math.round((now - escalation.since) / 60_000) };
  const announces = due.some((one) => one.newMessage);
  return edited(
    { ...current, escalation: { ...escalation, step: reached } },
    {
      // A message of its own calls people already; the thread then only keeps the record.
      notices: [
        announces ? notice('escalated', now, values) : loud(notice('escalated', now, values, mentions)),
      ],
      page: current.severity === 'Critical' && due.some((one) => one.page) ? 'trigger' : null,
      announce: announces ? { step: reached, mentions } : null,
    },
  );
}

/** It stayed as it is for long enough; if that is open, it is a case like any other again. */
function calmed(current: CaseDraft, context: TriageContext): CaseChange {
  const calm = { ...current, flapping: false };
  if (calm.state !== 'open') return edited(calm);
  return edited(unattended(calm, context));
}

function lapseAt({ state, acknowledgedUntil }: CaseDraft): number | null {
  return state === 'acknowledged' ? acknowledgedUntil : null;
}

function stepAt(current: CaseDraft, rules: TriageRules): number | null {
  const { state, escalation, severity } = current;
  if (state !== 'open' || !escalation) return null;
  const step = rules.settings.escalation[severity].steps[escalation.step];
  return step ? timeOf(step, escalation.since, current, rules) : null;
}

function timeOf(step: EscalationStep, since: number, current: CaseDraft, rules: TriageRules): number {
  const { hours } = rules.settings.escalation[current.severity];
  return hours === 'always' ? since + step.after : rules.calendarOf(current.channel).after(since, step.after);
}

/** Null: it has no deadline, or is past it already. */
function overdueAt({ state, dueAt }: CaseDraft, now: number): number | null {
  return isVisible(state) && dueAt !== null && dueAt > now ? dueAt : null;
}

function calmTime(current: CaseDraft, rules: TriageRules): number | null {
  return current.flapping ? calmAt(current, rules.settings.flapping.within) : null;
}
