import { type Selectable, sql } from 'kysely';
import { editAgain, newCard } from './card-marks.ts';
import { severityOfRank } from './case-rows.ts';
import { unclaimed } from './claims.ts';
import type { ChannelPressure, Count, StormCounts } from './ports/cards.ts';
import { retrying } from './retrying.ts';
import { insertRows, type Session } from './session.ts';
import type { CardColumns } from './tables/cases.ts';

/** What a storm card keeps; the counts are worked out whenever it is drawn. */
interface StormData {
  readonly from: number;
  readonly endedAt: number | null;
  readonly freed: number;
}

const minuteMs = 60_000;
/** A card that changes with every second would use up the edits of its workspace. */
const editEveryMs = 5_000;
const mostListed = 10;

/** Urgency 1: cards of Medium and lower that speak for one case each. */
const waiting = sql<boolean>`urgency = 1 and wanted > shown and ts is null and storm is null and gone = 0`;

export async function pressure({ db }: Session, now: number): Promise<ChannelPressure[]> {
  const { rows } = await sql<{ channel: string; waiting: number; young: number; key: string | null }>`
    select channel, sum(waiting) as waiting, sum(young) as young, max(key) as key from (
      select channel, 1 as waiting, case when created_at > ${now - minuteMs} then 1 else 0 end as young, null as key
        from cards where ${waiting}
      union all
      select open_storms.channel, 0, count(cards.key), open_storms.key
        from open_storms left join cards on cards.storm = open_storms.key and created_at > ${now - minuteMs}
        group by open_storms.channel, open_storms.key) pressing
    group by channel order by channel`.execute(db);
  return rows.map(({ channel, waiting, young, key }) => ({
    channel,
    waiting: Number(waiting),
    lastMinute: Number(young),
    stormKey: key,
  }));
}

/** Only what was never tried: a post that may have reached Slack is on its own for good. */
export async function fold(
  session: Session,
  channel: string,
  stormKey: string,
  now: number,
): Promise<number> {
  return retrying(session, async (transaction) => {
    const { db } = transaction;
    const { numUpdatedRows } = await db
      .updateTable('cards')
      .set({ storm: stormKey })
      .where('channel', '=', channel)
      .where(waiting)
      .where('shown', '=', 0)
      .where('unconfirmed_since', 'is', null)
      .where(unclaimed(now))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return 0;
    const open = { channel, key: stormKey };
    await db
      .insertInto('open_storms')
      .values(open)
      .onConflict((conflict) => conflict.column('channel').doUpdateSet(open))
      .execute();
    await putStormCard(transaction, channel, stormKey, now);
    return Number(numUpdatedRows);
  });
}

async function putStormCard(session: Session, channel: string, key: string, now: number): Promise<void> {
  const { from } = await session.db
    .selectFrom('cards')
    .select(({ fn }) => fn.min('created_at').as('from'))
    .where('storm', '=', key)
    .executeTakeFirstOrThrow();
  const data: StormData = { from, endedAt: null, freed: 0 };
  // In line with the High ones: it is one message, and it speaks for thousands.
  const card = newCard({ key, caseId: null, channel, severity: 'High', data }, now);
  const soon = `case when cards.ts is null or cards.wanted > cards.shown then cards.next_at
    else excluded.changed_at + ${editEveryMs} end`;
  const tail = `${editAgain.replace('data = excluded.data', 'data = cards.data')}, next_at = ${soon}`;
  await insertRows(session, 'cards', [card], tail);
}

export async function endStorm(
  session: Session,
  stormKey: string,
  now: number,
  release: number,
): Promise<{ freed: number }> {
  return retrying(session, async (transaction) => {
    const { db } = transaction;
    await db.deleteFrom('open_storms').where('key', '=', stormKey).execute();
    const card = await stormCard(transaction, stormKey);
    if (!card || card.data.endedAt !== null) return { freed: 0 };
    const { numUpdatedRows } = await db
      .updateTable('cards')
      .set({ storm: null })
      .where(
        sql<boolean>`key in (select cards.key from cards join cases on cases.id = cards.case_id
          where storm = ${stormKey} and closed = 0
          order by cases.severity_rank desc, cards.created_at, cards.key limit ${release})`,
      )
      .executeTakeFirst();
    const data: StormData = { ...card.data, endedAt: now, freed: Number(numUpdatedRows) };
    await db
      .updateTable('cards')
      .set({
        data: JSON.stringify(data),
        wanted: sql<number>`wanted + 1`,
        dirty_since: sql<number>`case when wanted > shown then dirty_since else ${now} end`,
        changed_at: now,
        next_at: null,
      })
      .where('key', '=', stormKey)
      .execute();
    return { freed: data.freed };
  });
}

async function stormCard({ db }: Session, stormKey: string) {
  const row = await db
    .selectFrom('cards')
    .select(['data', 'changed_at'])
    .where('key', '=', stormKey)
    .executeTakeFirst();
  if (!row || row.data === null) return null;
  return { ...row, data: JSON.parse(row.data) as StormData };
}

type Grouped = {
  product: string | null;
  type: string | null;
  account_id: string | null;
  count: number;
  last: number;
} & Pick<Selectable<CardColumns>, 'severity_rank'>;

export async function stormCounts(session: Session, stormKey: string): Promise<StormCounts | null> {
  const card = await stormCard(session, stormKey);
  if (!card) return null;
  const { rows } = await sql<Grouped>`
    select product, type, account_id, cases.severity_rank, count(*) as count, max(cards.created_at) as last
    from cards join cases on cases.id = cards.case_id where storm = ${stormKey}
    group by product, type, account_id, cases.severity_rank`.execute(session.db);
  const bySeverity = counted(rows, (row) => row.severity_rank).sort((a, b) => b.name - a.name);
  return {
    ...card.data,
    total: rows.reduce((sum, row) => sum + row.count, 0),
    to: rows.reduce((latest, row) => Math.max(latest, row.last), card.data.from),
    bySource: named(rows, (row) => row.product),
    byType: named(rows, (row) => row.type),
    byAccount: named(rows, (row) => row.account_id),
    bySeverity: bySeverity.map(({ name, count }) => ({ severity: severityOfRank(name), count })),
  };
}

function named(rows: readonly Grouped[], nameOf: (row: Grouped) => string | null): Count[] {
  const all = counted(rows, (row) => nameOf(row) ?? '').filter((one) => one.name !== '');
  return all.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, mostListed);
}

function counted<Name>(rows: readonly Grouped[], nameOf: (row: Grouped) => Name) {
  const counts = new Map<Name, number>();
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + row.count);
  return [...counts].map(([name, count]) => ({ name, count }));
}
