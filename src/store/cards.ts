import { type RawBuilder, type Selectable, sql, type UpdateObject } from 'kysely';
import { caseKey, putCards } from './card-marks.ts';
import { severityOfRank } from './case-rows.ts';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import { intakeOfDay } from './intake-of-day.ts';
import type { CardRepository, CardRow, Claim } from './ports/cards.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import { endStorm, fold, pressure, stormCounts } from './storms.ts';
import type { CardColumns } from './tables/cases.ts';

// A message deleted by hand comes back with the next material change only; a folded one when it leaves its storm; and
// what stands in a thread has to wait for the message above it.
const toPost = sql<boolean>`wanted > shown and ts is null and storm is null and (gone = 0 or material > shown)
  and (thread is null or exists (select 1 from cards parent where parent.key = cards.thread and parent.ts is not null))`;
const toEdit = sql<boolean>`wanted > shown and ts is not null`;

/** Sorts behind all that a key may go on with. */
const lastCharacter = '\u{10ffff}';

export async function cardOfCase(session: Session, caseId: number): Promise<CardRow | null> {
  return cardBy(session, caseKey(caseId));
}

async function cardBy({ db }: Session, key: string): Promise<CardRow | null> {
  const row = await db.selectFrom('cards').selectAll().where('key', '=', key).executeTakeFirst();
  return row ? cardOf(row) : null;
}

export function cardRepository(session: Session): CardRepository {
  const { db, dialect } = session;

  /** A write of whoever holds the claim; false when they no longer do. */
  async function write(key: string, claim: Claim, change: UpdateObject<Tables, 'cards'>): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('cards')
      .set(change)
      .where('key', '=', key)
      .where(heldBy(claim))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async due(now, { posting, exceptChannels, limit }) {
      let query = db
        .selectFrom('cards')
        .selectAll()
        .where(posting ? toPost : toEdit)
        .where(ripe(now))
        .where(unclaimed(now));
      if (exceptChannels.length > 0) query = query.where(not(dialect.among('channel', exceptChannels)));
      // One batch has one time; within it, the cases were opened in the order of their ids.
      const ordered = query.orderBy('urgency', 'desc').orderBy('dirty_since').orderBy('case_id');
      const rows = await ordered.limit(limit).execute();
      return rows.map(cardOf);
    },

    async nextDueAt() {
      const row = await db
        .selectFrom('cards')
        .select('next_at')
        .where('next_at', 'is not', null)
        .where(sql<boolean>`(${toPost} or ${toEdit})`)
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst();
      return row?.next_at ?? null;
    },

    async claim(key, { owner, now, until, posting }) {
      const unconfirmed = posting
        ? { unconfirmed_since: sql<number>`coalesce(unconfirmed_since, ${now})` }
        : {};
      const row = await db
        .updateTable('cards')
        .set({ ...taken(owner, until), ...unconfirmed })
        .where('key', '=', key)
        .where(posting ? toPost : toEdit)
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      return row ? { ...cardOf(row), claim: { owner, token: row.claim_token } } : null;
    },

    confirm: (key, claim, { channelId, ts, shown, hash }) =>
      write(key, claim, {
        ...settled,
        channel_id: channelId,
        ts,
        shown,
        shown_hash: hash,
        gone: 0,
        // What came while Slack was asked is what it is dirty with now.
        dirty_since: sql<number>`changed_at`,
      }),

    fail: (key, claim, result) => write(key, claim, failed(result)),

    gone: (key, claim, shown) =>
      write(key, claim, { ...settled, channel_id: null, ts: null, shown, shown_hash: null, gone: 1 }),

    byKey: (key) => cardBy(session, key),

    async byMessage(channelId, ts) {
      const row = await db
        .selectFrom('cards')
        .selectAll()
        .where('ts', '=', ts)
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      return row ? { ...cardOf(row), caseId: row.case_id ?? row.about } : null;
    },

    async redraw(channelId, ts, now) {
      await db
        .updateTable('cards')
        .set({
          wanted: sql<number>`wanted + 1`,
          shown_hash: null,
          dirty_since: sql<number>`case when wanted > shown then dirty_since else ${now} end`,
          changed_at: now,
        })
        .where('ts', '=', ts)
        .where('channel_id', '=', channelId)
        .execute();
    },

    async lastPut(prefix) {
      const row = await db
        .selectFrom('cards')
        .selectAll()
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}${lastCharacter}`)
        .orderBy('changed_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? cardOf(row) : null;
    },

    put: (card) => putCards(session, [card]),

    async backlog() {
      const { waiting, oldest } = await db
        .selectFrom('cards')
        .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('dirty_since').as('oldest')])
        .where(sql<boolean>`(${toPost} or ${toEdit})`)
        .executeTakeFirstOrThrow();
      return { waiting, oldest };
    },

    pressure: (now) => pressure(session, now),
    fold: (channel, stormKey, now) => fold(session, channel, stormKey, now),
    endStorm: (stormKey, now, release) => endStorm(session, stormKey, now, release),
    storm: (stormKey) => stormCounts(session, stormKey),
    intakeOfDay: (fromAt, toAt) => intakeOfDay(session, fromAt, toAt),
  };
}

function not(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql`not (${condition})`;
}

function cardOf(row: Selectable<CardColumns>): CardRow {
  return {
    key: row.key,
    caseId: row.case_id,
    channel: row.channel,
    severity: severityOfRank(row.severity_rank),
    wanted: row.wanted,
    shown: row.shown,
    material: row.material,
    channelId: row.channel_id,
    ts: row.ts,
    gone: row.gone === 1,
    shownHash: row.shown_hash,
    data: row.data === null ? null : (JSON.parse(row.data) as unknown),
    storm: row.storm,
    thread: row.thread,
    unconfirmedSince: row.unconfirmed_since,
    attempts: row.attempts,
    createdAt: row.created_at,
    dirtySince: row.dirty_since,
  };
}
