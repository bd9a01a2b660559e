import type { CaseDraft, NoticeDraft } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { Outcome, Reason } from '../finding/ledger.ts';
import { severityRank } from '../finding/severity.ts';
import { type FindingView, recordState, viewOf } from '../finding/view.ts';
import { transitions } from './transitions.ts';

/** All that a decision may depend on. */
export interface Situation {
  readonly incoming: Finding;
  /** The version of the same record that we hold. */
  readonly held: Finding | null;
  readonly recordsBefore: readonly Finding[];
  readonly case: CaseDraft | null;
  readonly now: number;
  /** Where a new case's card goes. */
  readonly route: (view: FindingView) => string;
}

export interface Decision {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** Whether the incoming version replaces the held one. */
  readonly keep: boolean;
  readonly case: CaseDraft | null;
  readonly card: 'post' | 'edit' | null;
  readonly notices: readonly NoticeDraft[];
}

/** One question of the triage; null hands the situation to the next. */
interface Stage {
  readonly name: string;
  readonly decide: (situation: Situation) => Decision | null;
}

/** Read from the top: the first stage that answers decides. The last one always answers. */
const stages: readonly Stage[] = [
  { name: 'stale', decide: stale },
  { name: 'duplicate', decide: duplicate },
  { name: 'lifecycle', decide: lifecycle },
];

/** Pure: the same situation gives the same decision, with a reason. */
export function decide(situation: Situation): Decision {
  for (const stage of stages) {
    const decision = stage.decide(situation);
    if (decision) return decision;
  }
  throw new Error('the last stage always answers');
}

/** SQS may deliver an old version after a newer one; Security Hub's own write-back keeps the time, so equal is fine. */
function stale({ incoming, held, case: current }: Situation): Decision | null {
  if (!held || incoming.updatedAt >= held.updatedAt) return null;
  return {
    outcome: 'merged',
    reason: { code: 'stale' },
    keep: false,
    case: current,
    card: null,
    notices: [],
  };
}

function duplicate({ incoming, held, case: current }: Situation): Decision | null {
  if (!held || JSON.stringify(incoming) !== JSON.stringify(held)) return null;
  return {
    outcome: 'duplicate',
    reason: { code: 'identical' },
    keep: false,
    case: current,
    card: null,
    notices: [],
  };
}

function lifecycle(situation: Situation): Decision {
  const { incoming, recordsBefore, now, case: current } = situation;
  const others = recordsBefore.filter((record) => record.recordKey !== incoming.recordKey);
  const view = viewOf([...others, incoming]);
  const transition = transitions[current?.state ?? 'unknown'][view.state];
  const base = { keep: true, notices: [] as readonly NoticeDraft[] };
  switch (transition.to) {
    case 'none':
      return { ...base, outcome: 'dropped', reason: { code: transition.reason }, case: null, card: null };
    case 'open': {
      const opened = openCase(view, situation.route(view), now);
      return { ...base, outcome: 'posted', reason: { code: transition.reason }, case: opened, card: 'post' };
    }
    case 'set-aside':
      return {
        ...base,
        outcome: 'suppressed',
        reason: { code: 'external-decision' },
        case: setAside(current ?? openCase(view, situation.route(view), now), now),
        card: current ? 'edit' : null,
      };
    default:
      return onKnownCase(situation, view, transition, current ?? openCase(view, situation.route(view), now));
  }
}

type OnKnown = Exclude<(typeof transitions)['open']['active'], { to: 'none' | 'open' | 'set-aside' }>;

function onKnownCase(
  situation: Situation,
  view: FindingView,
  transition: OnKnown,
  current: CaseDraft,
): Decision {
  const { now } = situation;
  const seen: CaseDraft = { ...current, severity: view.severity, unverifiable: view.unverifiable };
  switch (transition.to) {
    case 'closed':
      return {
        outcome: 'closed',
        reason: { code: transition.reason },
        keep: true,
        case: {
          ...seen,
          state: transition.resolution === 'external' ? 'external' : 'resolved',
          resolution: transition.resolution,
          closedAt: now,
        },
        card: 'edit',
        notices: [notice('closed', now, false, { resolution: transition.resolution })],
      };
    case 'reopen': {
      const comesBack = transition.reason === 'reopened';
      const reopened = current.reopened + (comesBack ? 1 : 0);
      return {
        outcome: 'posted',
        reason: { code: transition.reason },
        keep: true,
        case: { ...seen, state: 'open', resolution: null, closedAt: null, reopened },
        card: 'post',
        notices: [notice(comesBack ? 'reopened' : 'external-reversed', now, true, { times: reopened })],
      };
    }
    case 'doubt':
      // Not even the severity moves: what nobody can evaluate says nothing.
      return {
        outcome: 'merged',
        reason: { code: 'unverifiable' },
        keep: true,
        case: { ...current, unverifiable: true },
        card: 'edit',
        notices: [],
      };
    case 'stay':
      return onSameState(situation, view, seen, current);
  }
}

/** The case stays as it is; only a material change says so in the channel. */
function onSameState(situation: Situation, view: FindingView, seen: CaseDraft, before: CaseDraft): Decision {
  const { now, held, incoming } = situation;
  const post = (
    code: 'severity-raised' | 'resource-kind-added',
    values: Record<string, string>,
  ): Decision => ({
    outcome: 'posted',
    reason: { code },
    keep: true,
    case: seen,
    card: 'post',
    notices: [notice(code, now, true, values)],
  });
  const edit = (code: Reason['code']): Decision => ({
    outcome: 'merged',
    reason: { code },
    keep: true,
    case: seen,
    card: 'edit',
    notices: [],
  });
  if (seen.state !== 'open') return edit('seen-while-closed');
  if (severityRank(view.severity) > severityRank(before.severity)) {
    return post('severity-raised', { from: before.severity, to: view.severity });
  }
  const kinds = newResourceKinds(incoming, held);
  // Each door has its own words for kinds of resources, so only the door that the card follows counts.
  if (kinds.length > 0 && view.type.startsWith('AttackSequence:') && incoming.source === view.sources[0]) {
    return post('resource-kind-added', { kinds: kinds.join(', ') });
  }
  if (recordState(incoming.status) !== 'active') return edit('still-failing-elsewhere');
  return edit(held ? 'updated' : 'record-added');
}

function newResourceKinds(incoming: Finding, held: Finding | null): string[] {
  if (!held) return [];
  const known = new Set(held.resources.map((resource) => resource.type));
  return [...new Set(incoming.resources.map((resource) => resource.type))]
    .filter((type) => !known.has(type))
    .sort();
}

function openCase(view: FindingView, channel: string, now: number): CaseDraft {
  return {
    id: null,
    key: view.identity,
    state: 'open',
    resolution: null,
    unverifiable: view.unverifiable,
    severity: view.severity,
    openedAt: now,
    closedAt: null,
    reopened: 0,
    channel,
    assignee: null,
    dueAt: null,
  };
}

function setAside(current: CaseDraft, now: number): CaseDraft {
  return { ...current, state: 'external', resolution: 'external', closedAt: current.closedAt ?? now };
}

function notice(
  kind: NoticeDraft['kind'],
  at: number,
  broadcast: boolean,
  values: Record<string, string | number>,
): NoticeDraft {
  return { kind, at, broadcast, values };
}
