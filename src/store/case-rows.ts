import type { Insertable, Selectable } from 'kysely';
import {
  type Case,
  type CaseDraft,
  type Exception,
  isVisible,
  type Quiet,
  type Verifying,
} from '../finding/case.ts';
import { type Severity, severities, severityRank } from '../finding/severity.ts';
import type { Tally } from '../finding/tally.ts';
import type { CaseColumns } from './tables/cases.ts';
import { flag } from './tables/rows.ts';

/** What no query asks about; what is empty is left out. */
interface Details {
  /** Active by severity, the mildest first; then unverifiable, fixed, gone, external. */
  readonly tally: readonly number[];
  /** Since when, and steps done. */
  readonly escalation?: readonly [since: number, step: number];
  readonly reopenTimes?: readonly number[];
  readonly mentions?: readonly string[];
  readonly verifying?: readonly [since: number, until: number, by: string];
  readonly exception?: Exception;
  readonly closedBy?: string;
  readonly sample?: true;
  readonly sampleBy?: string;
  readonly shown?: true;
}

export function caseOf(row: Selectable<CaseColumns>): Case {
  const details = JSON.parse(row.details) as Details;
  const { tally, escalation, reopenTimes = [], mentions = [] } = details;
  return {
    id: row.id,
    key: row.key,
    state: row.state as Case['state'],
    resolution: row.resolution as Case['resolution'],
    foldedInto: row.folded_into,
    quiet: quietOf(row.quiet),
    verifying: verifyingOf(details.verifying),
    exception: details.exception ?? null,
    unverifiable: row.unverifiable === 1,
    severity: severityOfRank(row.severity_rank),
    tally: tallyOf(tally),
    sample: details.sample ?? false,
    sampleBy: details.sampleBy ?? null,
    shown: details.shown ?? false,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closedBy: details.closedBy ?? null,
    handledAt: row.handled_at,
    reopened: row.reopened,
    reopenTimes,
    flapping: row.flapping === 1,
    channel: row.channel,
    policy: row.policy,
    owner: row.owner,
    unowned: row.unowned === 1,
    mentions,
    mentionAt: row.mention_at,
    assignee: row.assignee,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedUntil: row.acknowledged_until,
    dueAt: row.due_at,
    escalation: escalation === undefined ? null : { since: escalation[0], step: escalation[1] },
    nextAt: row.next_at,
  };
}

export function caseRow(draft: CaseDraft, lastSeen: number): Insertable<CaseColumns> {
  return {
    key: draft.key,
    state: draft.state,
    closed: flag(!isVisible(draft.state)),
    resolution: draft.resolution,
    folded_into: draft.foldedInto,
    quiet: quietText(draft.quiet),
    unverifiable: flag(draft.unverifiable),
    severity_rank: severityRank(draft.severity),
    opened_at: draft.openedAt,
    closed_at: draft.closedAt,
    handled_at: draft.handledAt,
    reopened: draft.reopened,
    flapping: flag(draft.flapping),
    channel: draft.channel,
    policy: draft.policy,
    owner: draft.owner,
    unowned: flag(draft.unowned),
    mention_at: draft.mentionAt,
    assignee: draft.assignee,
    acknowledged_at: draft.acknowledgedAt,
    acknowledged_until: draft.acknowledgedUntil,
    due_at: draft.dueAt,
    next_at: draft.nextAt,
    last_seen: lastSeen,
    details: JSON.stringify(detailsOf(draft)),
  };
}

function detailsOf(draft: CaseDraft): Details {
  const { tally, escalation, reopenTimes, mentions, sample, sampleBy, shown } = draft;
  const { verifying, exception, closedBy } = draft;
  const active = severities.map((severity) => tally.active[severity]);
  return {
    tally: [...active, tally.unverifiable, tally.fixed, tally.gone, tally.external],
    ...(escalation === null ? {} : { escalation: [escalation.since, escalation.step] }),
    ...(reopenTimes.length === 0 ? {} : { reopenTimes }),
    ...(mentions.length === 0 ? {} : { mentions }),
    ...(verifying === null ? {} : { verifying: [verifying.since, verifying.until, verifying.by] }),
    ...(exception === null ? {} : { exception }),
    ...(closedBy === null ? {} : { closedBy }),
    ...(sample ? { sample } : {}),
    ...(sampleBy === null ? {} : { sampleBy }),
    ...(shown ? { shown } : {}),
  };
}

function verifyingOf(stored: Details['verifying']): Verifying | null {
  if (stored === undefined) return null;
  const [since, until, by] = stored;
  return { since, until, by };
}

function tallyOf(counts: readonly number[]): Tally {
  const [Informational = 0, Low = 0, Medium = 0, High = 0, Critical = 0, ...ended] = counts;
  const [unverifiable = 0, fixed = 0, gone = 0, external = 0] = ended;
  return { active: { Critical, High, Medium, Low, Informational }, unverifiable, fixed, gone, external };
}

export function quietText(quiet: Quiet | null): string | null {
  if (quiet === null) return null;
  return quiet.by === 'policy'
    ? `policy:${quiet.action}:${quiet.policy}`
    : `suppression:${quiet.suppression}`;
}

export function quietOf(text: string | null): Quiet | null {
  const [, by, action = '', policy] = /^(policy|suppression):([^:]*)(?::(.*))?$/s.exec(text ?? '') ?? [];
  if (by === 'policy') return { by, policy: policy ?? '', action: action as QuietAction };
  return by === 'suppression' ? { by, suppression: Number(action) } : null;
}

type QuietAction = Extract<Quiet, { by: 'policy' }>['action'];

export function severityOfRank(rank: number): Severity {
  return severities[rank] ?? 'Informational';
}
