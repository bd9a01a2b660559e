import type { Insertable, Selectable } from 'kysely';
import type { Case, CaseDraft } from '../finding/case.ts';
import { type Severity, severities, severityRank } from '../finding/severity.ts';
import { type CaseColumns, flag } from './schema.ts';

type Row = Omit<Selectable<CaseColumns>, 'last_seen' | 'closed'>;

/** The columns that make a Case. */
export const caseColumns = [
  ...([
    'id',
    'key',
    'state',
    'resolution',
    'unverifiable',
    'severity_rank',
    'opened_at',
    'closed_at',
  ] as const),
  ...(['reopened', 'channel', 'assignee', 'due_at'] as const),
] as const;

export function caseOf(row: Row): Case {
  return {
    id: row.id,
    key: row.key,
    state: row.state as Case['state'],
    resolution: row.resolution as Case['resolution'],
    unverifiable: row.unverifiable === 1,
    severity: severityOfRank(row.severity_rank),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    reopened: row.reopened,
    channel: row.channel,
    assignee: row.assignee,
    dueAt: row.due_at,
  };
}

export function caseRow(draft: CaseDraft, lastSeen: number): Insertable<CaseColumns> {
  return {
    key: draft.key,
    state: draft.state,
    closed: flag(draft.state !== 'open'),
    resolution: draft.resolution,
    unverifiable: flag(draft.unverifiable),
    severity_rank: severityRank(draft.severity),
    opened_at: draft.openedAt,
    closed_at: draft.closedAt,
    reopened: draft.reopened,
    channel: draft.channel,
    assignee: draft.assignee,
    due_at: draft.dueAt,
    last_seen: lastSeen,
  };
}

export function severityOfRank(rank: number): Severity {
  return severities[rank] ?? 'Informational';
}
