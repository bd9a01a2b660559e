import { type Insertable, type Selectable, sql } from 'kysely';
import type { ApprovalRequest, Asked, RequestDraft, RequestStatus } from '../finding/request.ts';
import { severityRank } from '../finding/severity.ts';
import { severityOfRank } from './case-rows.ts';
import type { RequestRepository } from './ports/decisions.ts';
import type { Session } from './session.ts';
import type { RequestColumns } from './tables/decisions.ts';

export function requestRepository({ db }: Session): RequestRepository {
  const all = db.selectFrom('requests').selectAll();
  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row ? requestOf(row) : null;
    },

    async waiting(now, limit) {
      const rows = await all
        .where('status', '=', sql.lit('asked'))
        .where('expires_at', '>', now)
        .orderBy('expires_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(requestOf);
    },

    async over(now, limit) {
      const rows = await all
        .where('status', '=', sql.lit('asked'))
        .where((where) =>
          where.or([
            where('expires_at', '<=', now),
            where('case_id', 'in', db.selectFrom('cases').select('id').where('closed', '=', 1)),
          ]),
        )
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(requestOf);
    },
  };
}

/** What somebody asked of a case and nobody answered yet. */
export async function openRequestsOf({ db }: Session, caseId: number): Promise<ApprovalRequest[]> {
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('status', '=', sql.lit('asked'))
    .orderBy('id')
    .execute();
  return rows.map(requestOf);
}

export async function insertRequest({ db }: Session, draft: RequestDraft): Promise<ApprovalRequest> {
  const inserted = db.insertInto('requests').values(requestRow(draft)).returningAll();
  return requestOf(await inserted.executeTakeFirstOrThrow());
}

/** What is decided already stays as it is. */
export async function endRequest(
  { db }: Session,
  id: number,
  { status, at, by }: { readonly status: RequestStatus; readonly at: number; readonly by: string | null },
): Promise<void> {
  await db
    .updateTable('requests')
    .set({ status, decided_at: at, decided_by: by })
    .where('id', '=', id)
    .where('status', '=', sql.lit('asked'))
    .execute();
}

function requestRow(draft: RequestDraft): Insertable<RequestColumns> {
  return {
    case_id: draft.caseId,
    kind: draft.asked.kind,
    payload: JSON.stringify(draft.asked),
    severity_rank: severityRank(draft.severity),
    channel: draft.channel,
    reason: draft.reason,
    asked_by: draft.askedBy,
    asked_at: draft.askedAt,
    expires_at: draft.expiresAt,
  };
}

function requestOf(row: Selectable<RequestColumns>): ApprovalRequest {
  return {
    id: row.id,
    caseId: row.case_id,
    asked: JSON.parse(row.payload) as Asked,
    severity: severityOfRank(row.severity_rank),
    channel: row.channel,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    status: row.status as RequestStatus,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}
