import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import { type Outcome, outcomes, type ReasonCode, reasonCodes } from '../finding/ledger.ts';
import { readBody } from './bodies.ts';
import type { LedgerMark, LedgerRepository, LedgerRow } from './ports/ledger.ts';
import { insertRows, orReplace, type Session } from './session.ts';
import type { LedgerColumns } from './tables/cases.ts';
import { flag } from './tables/rows.ts';
import { traceOf, traceText } from './trace.ts';

const replaced = [
  ...['queue', 'outcome', 'reason', 'detail', 'rule', 'trace', 'source', 'identity', 'account_id'],
  ...['sent_at', 'arrived_at', 'config_hash'],
];
// What was decided stays decided; only what could not be judged may be judged anew, by a replay.
const unlessDecided = `${orReplace('message_id, path', replaced)} where ledger.outcome in ('quarantined', 'dropped')`;

/** One row for each (message, path), also when the same message came twice in a batch. */
export async function saveLedger(session: Session, rows: readonly LedgerRow[]): Promise<void> {
  const once = new Map(rows.map((row) => [`${row.messageId}\n${row.path}`, row]));
  await insertRows(session, 'ledger', [...once.values()].map(columnsOf), unlessDecided);
  await saveCounts(session, [...once.values()]);
}

/** Of files: what became of their records. */
async function saveCounts(session: Session, rows: readonly LedgerRow[]): Promise<void> {
  for (const { messageId, path, outcome: own, arrivedAt, counts } of rows) {
    if (counts === undefined) continue;
    const { db } = session;
    await db
      .deleteFrom('ledger_counts')
      .where('message_id', '=', messageId)
      .where('path', '=', path)
      .execute();
    const counted = outcomes.map((outcome) => ({
      message_id: messageId,
      path,
      outcome,
      arrived_at: arrivedAt,
      records: counts[outcome] ?? 0,
      own: flag(outcome === own),
    }));
    // A file without records is one event all the same.
    const some = counted.filter(({ records }) => records > 0);
    await insertRows(session, 'ledger_counts', some);
  }
}

/** Rows that a new reading of their message has taken the place of; rare, so one statement each. */
export async function dropLedger(
  { db }: Session,
  rows: readonly { readonly messageId: string; readonly path: string }[],
): Promise<void> {
  for (const table of ['ledger', 'ledger_counts'] as const)
    for (const { messageId, path } of rows)
      await db.deleteFrom(table).where('message_id', '=', messageId).where('path', '=', path).execute();
}

/** messageId → path → what became of it */
export async function ledgerMarksOf(
  { db, dialect }: Session,
  messageIds: readonly string[],
): Promise<Map<string, Map<string, LedgerMark>>> {
  const known = new Map<string, Map<string, LedgerMark>>();
  if (messageIds.length === 0) return known;
  const rows = await db
    .selectFrom('ledger')
    .select(['message_id', 'path', 'outcome', 'identity'])
    .where(dialect.among('message_id', messageIds))
    .execute();
  for (const { message_id, path, outcome, identity } of rows) {
    const paths = known.get(message_id) ?? new Map<string, LedgerMark>();
    known.set(message_id, paths.set(path, { outcome: outcomeOf(outcome), identity }));
  }
  return known;
}

export function ledgerRepository(session: Session): LedgerRepository {
  const { db } = session;

  /** Messages that arrived since, oldest first, after the one where the last page ended. */
  function arrivals({ since, after, limit }: { since: number; after: string | null; limit: number }) {
    const query = db
      .selectFrom('bodies')
      .select('message_id')
      .where('arrived_at', '>=', since)
      // Records that were kept of a file are no messages, see files/commit.ts.
      .where('message_id', 'not like', '%#%')
      .orderBy('arrived_at')
      .orderBy('message_id')
      .limit(limit);
    if (after === null) return query;
    const place = sql`(select arrived_at, message_id from bodies where message_id = ${after})`;
    return query.where(sql<boolean>`(arrived_at, message_id) > ${place}`);
  }

  return {
    async counts(since) {
      const rows = await db
        .selectFrom('ledger')
        .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
        // Names every outcome, for the index begins with it.
        .where('outcome', 'in', outcomes)
        .where('arrived_at', '>=', since)
        .groupBy('outcome')
        .execute();
      const zero = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
      for (const row of rows) zero[outcomeOf(row.outcome)] = row.count;
      const files = await db
        .selectFrom('ledger_counts')
        .select(['outcome', ({ fn }) => fn.sum<number>(sql`records - own`).as('more')])
        .where('outcome', 'in', outcomes)
        .where('arrived_at', '>=', since)
        .groupBy('outcome')
        .execute();
      for (const row of files) zero[outcomeOf(row.outcome)] += Number(row.more);
      return zero;
    },

    async quarantined(filter) {
      const rows = await arrivals(filter)
        .where('message_id', 'in', (query) =>
          query
            .selectFrom('ledger')
            .select('message_id')
            .where('outcome', '=', 'quarantined')
            .where('ledger.arrived_at', '>=', filter.since),
        )
        .execute();
      return rows.map((row) => row.message_id);
    },

    async messages(filter) {
      return (await arrivals(filter).execute()).map((row) => row.message_id);
    },

    body: (messageId) => readBody(session, messageId),
  };
}

/** Newest first, at most 20 of them, and how many there are. */
export async function historyOf(
  { db }: Session,
  identity: string,
): Promise<{ rows: LedgerRow[]; rowCount: number }> {
  // The row of a file stands for many records, so it is found by what rules matched in it.
  const places = sql`(select message_id, path from ledger where identity = ${identity}
    union select message_id, path from rule_hits where identity = ${identity})`;
  const ofFinding = db.selectFrom('ledger').where(sql<boolean>`(message_id, path) in ${places}`);
  const rows = await ofFinding
    .selectAll()
    .orderBy('arrived_at', 'desc')
    .orderBy('message_id')
    .orderBy('path')
    .limit(20)
    .execute();
  const counted = await ofFinding
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map(ledgerRowOf), rowCount: counted.count };
}

function columnsOf(row: LedgerRow): Insertable<LedgerColumns> {
  return {
    message_id: row.messageId,
    path: row.path,
    queue: row.queue,
    outcome: row.outcome,
    reason: row.reason.code,
    detail: row.reason.detail ?? null,
    rule: row.reason.rule ?? null,
    trace: traceText(row.trace),
    source: row.source,
    identity: row.identity,
    account_id: row.accountId,
    sent_at: row.sentAt,
    arrived_at: row.arrivedAt,
    config_hash: row.configHash,
  };
}

function ledgerRowOf(row: Selectable<LedgerColumns>): LedgerRow {
  return {
    messageId: row.message_id,
    path: row.path,
    queue: row.queue,
    outcome: outcomeOf(row.outcome),
    reason: {
      code: reasonOf(row.reason),
      ...(row.detail === null ? {} : { detail: row.detail }),
      ...(row.rule === null ? {} : { rule: row.rule }),
    },
    trace: traceOf(row.trace),
    source: row.source,
    identity: row.identity,
    accountId: row.account_id,
    sentAt: row.sent_at,
    arrivedAt: row.arrived_at,
    configHash: row.config_hash,
  };
}

function outcomeOf(word: string): Outcome {
  const outcome = outcomes.find((one) => one === word);
  if (!outcome) throw new Error(`the ledger holds an outcome that nobody knows: ${word}`);
  return outcome;
}

function reasonOf(word: string): ReasonCode {
  return reasonCodes.find((one) => one === word) ?? 'internal-error';
}
