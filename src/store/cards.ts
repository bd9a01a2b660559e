import { type Insertable, type RawBuilder, type Selectable, sql, type UpdateObject } from 'kysely';
import { type Severity, severityRank } from '../finding/severity.ts';
import { severityOfRank } from './case-rows.ts';
import type { SavedChange } from './case-write.ts';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import { intakeOfDay } from './intake-of-day.ts';
import type { CardColumns, Tables } from './schema.ts';
import { insertRows, type Session } from './session.ts';
import type { CardRepository, CardRow, Claim } from './store.ts';

/** A card that has something new to show. */
interface CardMark {
  readonly key: string;
  readonly caseId: number | null;
  readonly channel: string;
  readonly severity: Severity;
  readonly material: boolean;
}

// A message deleted by hand comes back with the next material change only.
const dirty = 'cards.wanted > cards.shown and (cards.gone = 0 or cards.material > cards.shown)';
const toPost = sql<boolean>`wanted > shown and ts is null and (gone = 0 or material > shown)`;
const toEdit = sql<boolean>`wanted > shown and ts is not null`;

const again = `wanted = cards.wanted + 1,
  severity_rank = excluded.severity_rank,
  urgency = excluded.urgency,
  dirty_since = case when ${dirty} then cards.dirty_since else excluded.dirty_since end,
  changed_at = excluded.changed_at`;
const editAgain = `on conflict (key) do update set ${again}`;
const postAgain = `${editAgain}, material = cards.wanted + 1`;

/** Makes cards dirty, and makes the cards that are missing. A card stays in the channel where it was born. */
export async function markCards(session: Session, marks: readonly CardMark[], now: number): Promise<void> {
  const sorted = [...marks].sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = (material: boolean) =>
    sorted.filter((mark) => mark.material === material).map((mark) => newCard(mark, now));
  await insertRows(session, 'cards', rows(true), postAgain);
  await insertRows(session, 'cards', rows(false), editAgain);
}

/** Marks the cards of changed cases. An edit concerns only those cases that have a card. */
export async function markCaseCards(
  session: Session,
  changes: readonly SavedChange[],
  now: number,
): Promise<void> {
  const marks = changes.flatMap(({ card, case: decided, caseId }) => {
    if (card === null || decided === null || caseId === null) return [];
    const { channel, severity } = decided;
    return [{ key: cardKey(caseId), caseId, channel, severity, material: card === 'post' }];
  });
  const edits = marks.filter((mark) => !mark.material).map((mark) => mark.key);
  const there = new Set(await existingKeys(session, edits));
  await markCards(
    session,
    marks.filter((mark) => mark.material || there.has(mark.key)),
    now,
  );
}

async function existingKeys({ db, dialect }: Session, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db.selectFrom('cards').select('key').where(dialect.among('key', keys)).execute();
  return rows.map((row) => row.key);
}

function cardKey(caseId: number): string {
  return `case:${caseId}`;
}

function newCard(mark: CardMark, now: number): Insertable<CardColumns> {
  const rank = severityRank(mark.severity);
  return {
    key: mark.key,
    case_id: mark.caseId,
    channel: mark.channel,
    severity_rank: rank,
    urgency: Math.max(rank, 2),
    wanted: 1,
    shown: 0,
    material: 1,
    gone: 0,
    created_at: now,
    dirty_since: now,
    changed_at: now,
  };
}

export async function cardOfCase(session: Session, caseId: number): Promise<CardRow | null> {
  return cardBy(session, cardKey(caseId));
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
      const rows = await query.orderBy('urgency', 'desc').orderBy('dirty_since').limit(limit).execute();
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

    touch: ({ now, ...mark }) => markCards(session, [mark], now),

    async backlog() {
      const { waiting, oldest } = await db
        .selectFrom('cards')
        .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('dirty_since').as('oldest')])
        .where(sql<boolean>`(${toPost} or ${toEdit})`)
        .executeTakeFirstOrThrow();
      return { waiting, oldest };
    },

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
    unconfirmedSince: row.unconfirmed_since,
    attempts: row.attempts,
    createdAt: row.created_at,
    dirtySince: row.dirty_since,
  };
}
