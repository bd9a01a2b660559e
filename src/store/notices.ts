import { type Selectable, sql, type UpdateObject } from 'kysely';
import type { Notice, NoticeKind } from '../finding/case.ts';
import type { SavedCase } from './case-write.ts';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import type { Claim } from './ports/cards.ts';
import type { DueNotice, NoticeRepository } from './ports/notices.ts';
import type { Tables } from './schema.ts';
import { insertRows, type Session } from './session.ts';
import type { NoticeColumns } from './tables/cases.ts';
import { flag } from './tables/rows.ts';

/** Appends to the threads of cases. The cases are locked, so nobody else counts on meanwhile. */
export async function saveNotices(session: Session, changes: readonly SavedCase[]): Promise<void> {
  const drafts = changes.flatMap(({ case: { id }, notices }) =>
    notices.map((notice) => ({ caseId: id, notice })),
  );
  if (drafts.length === 0) return;
  const last = await lastSeqs(session, [...new Set(drafts.map((draft) => draft.caseId))]);
  const rows = drafts.map(({ caseId, notice }) => {
    const seq = (last.get(caseId) ?? 0) + 1;
    last.set(caseId, seq);
    return {
      case_id: caseId,
      seq,
      kind: notice.kind,
      at: notice.at,
      broadcast: flag(notice.broadcast),
      data: JSON.stringify(notice.values),
      mentions: JSON.stringify(notice.mentions),
    };
  });
  await insertRows(session, 'notices', rows);
}

/** How many Slack does not have yet. */
export async function unsaidOf({ db }: Session, caseId: number): Promise<number> {
  const { unsaid } = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<number>().as('unsaid'))
    .where('case_id', '=', caseId)
    .where('done', '=', sql.lit(0))
    .executeTakeFirstOrThrow();
  return unsaid;
}

async function lastSeqs({ db, dialect }: Session, caseIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('notices')
    .select(['case_id', ({ fn }) => fn.max('seq').as('seq')])
    .where(dialect.among('case_id', caseIds))
    .groupBy('case_id')
    .execute();
  return new Map(rows.map((row) => [row.case_id, row.seq]));
}

/** The thread that a notice goes to. */
const thread = ['cards.channel', 'cards.channel_id', 'cards.ts as thread_ts'] as const;

type DueRow = Selectable<Omit<NoticeColumns, 'ts'>> & {
  channel: string;
  channel_id: string | null;
  thread_ts: string | null;
};

export function noticeRepository(session: Session): NoticeRepository {
  const { db, dialect } = session;

  async function write(
    caseId: number,
    seq: number,
    claim: Claim,
    change: UpdateObject<Tables, 'notices'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('notices')
      .set(change)
      .where('case_id', '=', caseId)
      .where('seq', '=', seq)
      .where(heldBy(claim))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async due(now, { exceptChannels, limit }) {
      let query = db
        .selectFrom('notices')
        .innerJoin('cards', 'cards.case_id', 'notices.case_id')
        .selectAll('notices')
        .select(thread)
        .where('done', '=', sql.lit(0))
        .where('cards.ts', 'is not', null)
        .where(isFirst)
        .where(sql<boolean>`(notices.next_at is null or notices.next_at <= ${now})`)
        .where(sql<boolean>`(notices.claim_until is null or notices.claim_until <= ${now})`);
      if (exceptChannels.length > 0)
        query = query.where(sql<boolean>`not (${dialect.among('cards.channel', exceptChannels)})`);
      const rows = await query
        .orderBy(isQuiet)
        .orderBy('at')
        .orderBy('notices.case_id')
        .limit(limit)
        .execute();
      return rows.flatMap(noticeOf);
    },

    async claim(caseId, seq, { owner, now, until }) {
      const row = await db
        .updateTable('notices')
        .set({ ...taken(owner, until), unconfirmed_since: sql<number>`coalesce(unconfirmed_since, ${now})` })
        .where('case_id', '=', caseId)
        .where('seq', '=', seq)
        .where('done', '=', 0)
        .where(isFirst)
        .where(ripe(now))
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      const card = await db
        .selectFrom('cards')
        .select(thread)
        .where('case_id', '=', caseId)
        .executeTakeFirst();
      const [notice] = row && card ? noticeOf({ ...row, ...card }) : [];
      return notice && row ? { ...notice, claim: { owner, token: row.claim_token } } : null;
    },

    confirm: (caseId, seq, claim, ts) => write(caseId, seq, claim, { ...settled, done: 1, ts }),
    fail: (caseId, seq, claim, result) => write(caseId, seq, claim, failed(result)),
    drop: (caseId, seq, claim) => write(caseId, seq, claim, { ...settled, done: 1 }),
  };
}

/** Whoever is called must not wait behind what is only told: 0 for a call, 1 for the rest. */
const isQuiet = sql<number>`case when broadcast = 1 or mentions <> '[]' then 0 else 1 end`;

/** A thread tells its story in order. */
const isFirst = sql<boolean>`not exists (select 1 from notices earlier
  where earlier.case_id = notices.case_id and earlier.done = 0 and earlier.seq < notices.seq)`;

/** Empty where the card is not in Slack. */
function noticeOf(row: DueRow): DueNotice[] {
  if (row.channel_id === null || row.thread_ts === null) return [];
  return [
    {
      caseId: row.case_id,
      seq: row.seq,
      kind: row.kind as NoticeKind,
      at: row.at,
      broadcast: row.broadcast === 1,
      mentions: JSON.parse(row.mentions) as string[],
      values: JSON.parse(row.data) as Notice['values'],
      channel: row.channel,
      channelId: row.channel_id,
      threadTs: row.thread_ts,
      unconfirmedSince: row.unconfirmed_since,
      attempts: row.attempts,
    },
  ];
}
