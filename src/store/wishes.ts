import { type Selectable, sql } from 'kysely';
import type { Finding } from '../finding/finding.ts';
import type { Mark } from '../finding/mark.ts';
import type { TellableSource, Wish } from '../finding/wish.ts';
import { heldBy, ripe, taken, unclaimed } from './claims.ts';
import type { ClaimedWish, ToldCopies, WishDraft, WishRepository } from './ports/wishes.ts';
import { insertRows, inTransaction, type Session } from './session.ts';
import type { WishColumns } from './tables/decisions.ts';
import { groundsOf, identitiesOf } from './wish-grounds.ts';
import { isGivenUp, showingProblems } from './wish-results.ts';

const changed = 'wishes.wanted is distinct from excluded.wanted';
/** What failed is not tried again before something else is wanted. */
const wantAgain = `on conflict (identity, record_key) do update set case_id = excluded.case_id,
  wanted = excluded.wanted,
  pending = case when not (${changed}) then wishes.pending
    when excluded.wanted is distinct from wishes.written then 1 else 0 end,
  attempts = case when ${changed} then 0 else wishes.attempts end,
  next_at = case when ${changed} then null else wishes.next_at end,
  problem = case when ${changed} then null else wishes.problem end`;

export function wishRepository(session: Session): WishRepository {
  const { db, dialect } = session;
  return {
    async decided(limit) {
      const rows = await db
        .selectFrom('decided_cases')
        .select(['case_id', 'wanted'])
        .where(sql<boolean>`wanted > done`)
        .orderBy('case_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ caseId: row.case_id, version: row.wanted }));
    },

    async workedOut(caseId, version) {
      await db
        .updateTable('decided_cases')
        .set({ done: version })
        .where('case_id', '=', caseId)
        .where('done', '<', version)
        .execute();
    },

    async workOutAnew(version) {
      await inTransaction(session, async ({ db: inside }) => {
        const { numUpdatedRows } = await inside
          .updateTable('versions')
          .set({ version })
          .where('name', '=', 'wishes')
          .where('version', '<>', version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        await sql`update decided_cases set wanted = wanted + 1`.execute(inside);
        await sql`update wishes set pending = 1, next_at = null where wanted is distinct from written`.execute(
          inside,
        );
      });
    },

    async grounds(caseId, { after, limit }) {
      const identities = await identitiesOf(session, caseId, after ?? '', limit);
      if (identities.length === 0) return { grounds: [], last: null };
      return { grounds: await groundsOf(session, identities), last: identities.at(-1) ?? null };
    },

    put: (drafts, now) =>
      inTransaction(session, (transaction) =>
        showingProblems(transaction, drafts, now, () => putWishes(transaction, drafts)),
      ),

    async places(now, limit) {
      const rows = await db
        .selectFrom('wishes')
        .select(['source', 'region', 'account_id'])
        .distinct()
        .where('pending', '=', 1)
        .where(ripe(now))
        .where(unclaimed(now))
        .orderBy('source')
        .orderBy('region')
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        source: row.source as TellableSource,
        region: row.region,
        account: row.account_id,
      }));
    },

    async claim({ source, region, accounts }, { owner, now, until, limit }) {
      const due = sql`(select identity, record_key from wishes where pending = 1 and source = ${source}
        and region = ${region} and ${dialect.among('account_id', accounts)} and ${ripe(now)} and ${unclaimed(now)}
        order by wanted, identity, record_key limit ${limit})`;
      const rows = await db
        .updateTable('wishes')
        .set(taken(owner, until))
        .where(sql<boolean>`(identity, record_key) in ${due}`)
        .where('pending', '=', 1)
        .where(unclaimed(now))
        .returningAll()
        .execute();
      const identities = [...new Set(rows.map((row) => row.identity))];
      const records = await recordsByKey(session, identities);
      return rows.flatMap((row): ClaimedWish[] => {
        const record = records.get(keyOf(row));
        return record ? [{ ...claimedOf(row, record), claim: { owner, token: row.claim_token } }] : [];
      });
    },

    async intend(marks) {
      await inTransaction(session, async ({ db: inside }) => {
        for (const { identity, recordKey, claim, marks: all } of marks)
          await inside
            .updateTable('wishes')
            .set({ marks: JSON.stringify(all) })
            .where('identity', '=', identity)
            .where('record_key', '=', recordKey)
            .where(heldBy(claim))
            .execute();
      });
    },

    async problems(caseId) {
      const rows = await db
        .selectFrom('wishes')
        .select(['source', 'problem', sql<number>`count(*)`.as('count')])
        .where('case_id', '=', caseId)
        .where(isGivenUp)
        .groupBy(['source', 'problem'])
        .orderBy('source')
        .orderBy('problem')
        .limit(10)
        .execute();
      return rows.map(({ source, problem, count }) => ({
        source: source as TellableSource,
        problem: problem ?? '',
        count: Number(count),
      }));
    },

    async everDecided(after, limit) {
      const rows = await db
        .selectFrom('decided_cases')
        .select('case_id')
        .where('case_id', '>', after)
        .orderBy('case_id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.case_id);
    },

    async quieted() {
      const { rows } = await sql<{ action: string; copies: number }>`select
          case when cases.quiet like 'policy:notify:%' then 'notify' else 'accept' end as action, count(*) as copies
        from cases join findings on findings.case_id = cases.id and findings.weight > 0
        join records on records.identity = findings.identity
        where cases.state = 'suppressed' and (cases.quiet like 'policy:notify:%' or cases.quiet like 'policy:accept:%')
          and findings.identity like 'control:%' and records.record_key like 'securityhub%'
        group by 1`.execute(db);
      const of = (name: string) => Number(rows.find(({ action }) => action === name)?.copies ?? 0);
      return { notify: of('notify'), accept: of('accept') };
    },

    async waiting() {
      const counted = db.selectFrom('wishes').select(sql<number>`count(*)`.as('count'));
      const row = await counted.where('pending', '=', 1).executeTakeFirst();
      return Number(row?.count ?? 0);
    },
  };
}

async function putWishes(session: Session, drafts: readonly WishDraft[]): Promise<void> {
  for (const { identity, recordKey } of drafts.filter((draft) => draft.isVoid))
    await session.db
      .updateTable('wishes')
      .set({ written: null, written_at: null, pending: sql`case when wanted is null then 0 else 1 end` })
      .where('identity', '=', identity)
      .where('record_key', '=', recordKey)
      .execute();
  const rows = drafts.map((draft) => ({
    identity: draft.identity,
    record_key: draft.recordKey,
    case_id: draft.caseId,
    source: draft.source,
    account_id: draft.account,
    region: draft.region,
    wanted: draft.wanted === null ? null : JSON.stringify(draft.wanted),
    pending: 1 as const,
  }));
  await insertRows(session, 'wishes', rows, wantAgain);
}

/** What services are to say of one finding, and whether they do; where nothing is wanted or was written, nothing. */
export async function toldOf({ db }: Session, identity: string): Promise<ToldCopies[]> {
  const rows = await db
    .selectFrom('wishes')
    .select([
      'source',
      'wanted',
      sql<number>`case when wanted is distinct from written then 0 else 1 end`.as('said'),
    ])
    .select(sql<number>`count(*)`.as('copies'))
    .where('identity', '=', identity)
    .where(sql<boolean>`(wanted is not null or written is not null)`)
    .groupBy(['source', 'wanted', 'said'])
    .orderBy('source')
    .orderBy('wanted')
    .execute();
  return rows.map(({ source, wanted, said, copies }) => ({
    ...{ source: source as TellableSource, copies: Number(copies) },
    ...{ wanted: wishOf(wanted), isSaid: said === 1 },
  }));
}

async function recordsByKey(
  { db, dialect }: Session,
  identities: readonly string[],
): Promise<Map<string, Finding>> {
  const rows = await db
    .selectFrom('records')
    .select(['identity', 'record_key', 'finding'])
    .where(dialect.among('identity', identities))
    .execute();
  return new Map(rows.map((row) => [keyOf(row), JSON.parse(row.finding) as Finding]));
}

function keyOf({ identity, record_key }: { identity: string; record_key: string }): string {
  return `${identity}\n${record_key}`;
}

function claimedOf(row: Selectable<WishColumns>, record: Finding): Omit<ClaimedWish, 'claim'> {
  return {
    identity: row.identity,
    recordKey: row.record_key,
    caseId: row.case_id,
    record,
    wanted: wishOf(row.wanted),
    written: wishOf(row.written),
    marks: JSON.parse(row.marks) as Mark[],
    attempts: row.attempts,
  };
}

function wishOf(text: string | null): Wish | null {
  return text === null ? null : (JSON.parse(text) as Wish);
}
