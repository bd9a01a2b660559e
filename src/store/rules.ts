import { sql } from 'kysely';
import { type Outcome, outcomes } from '../finding/ledger.ts';
import { severityRank } from '../finding/severity.ts';
import { severityOfRank } from './case-rows.ts';
import type { RuleAlert, RuleHit, RuleMemory, RuleRepository } from './ports/rules.ts';
import { insertRows, orReplace, type Session } from './session.ts';

const mostTimes = 10_000;
const dayMs = 86_400_000;

/** What rules remember, within one transaction. */
export function ruleMemory(session: Session): RuleMemory {
  const { db, dialect } = session;
  return {
    async alerts(identities) {
      if (identities.length === 0) return new Map();
      await lockable(session, identities);
      const rows = await db
        .selectFrom('rule_alerts')
        .selectAll()
        .where(dialect.among('identity', identities))
        .orderBy('identity')
        .modifyEnd(dialect.forUpdate)
        .execute();
      const known = rows.filter((row) => row.times > 0);
      return new Map(
        known.map((row): [string, RuleAlert] => [
          row.identity,
          {
            identity: row.identity,
            firstAt: row.first_at,
            lastAt: row.last_at,
            times: row.times,
            severity: severityOfRank(row.severity_rank),
            episode: row.episode_at,
            alertedAt: row.alerted_at,
          },
        ]),
      );
    },

    async hits(eventIds) {
      if (eventIds.length === 0) return [];
      const rows = await db
        .selectFrom('rule_hits')
        .selectAll()
        .where(dialect.among('event_id', eventIds))
        .execute();
      return rows.map((row) => ({
        eventId: row.event_id,
        ruleId: row.rule_id,
        identity: row.identity,
        at: row.at,
        outcome: outcomeOf(row.outcome),
        messageId: row.message_id,
        path: row.path,
      }));
    },

    async times(identity, from, to) {
      const rows = await db
        .selectFrom('rule_hits')
        .select('at')
        .where('identity', '=', identity)
        .where('at', '>=', from)
        .where('at', '<=', to)
        .orderBy('at', 'desc')
        .limit(mostTimes)
        .execute();
      return rows.map((row) => row.at);
    },

    async windows(places) {
      if (places.length === 0) return new Map();
      if (dialect.name === 'postgres') {
        const empty = [...places].sort().map((place) => ({ place, contents: 'null', seen_at: 0 }));
        await insertRows(session, 'rule_windows', empty, 'on conflict (place) do nothing');
      }
      const rows = await db
        .selectFrom('rule_windows')
        .select(['place', 'contents'])
        .where(dialect.among('place', places))
        .orderBy('place')
        .modifyEnd(dialect.forUpdate)
        .execute();
      return new Map(rows.map(({ place, contents }) => [place, JSON.parse(contents) as unknown]));
    },

    async save({ hits, alerts, windows }, now) {
      await insertRows(
        session,
        'rule_hits',
        hits.map((hit) => rowOf(hit, now)),
        'on conflict (event_id, rule_id) do nothing',
      );
      await insertRows(
        session,
        'rule_alerts',
        sorted(alerts, (one) => one.identity).map((one) => alertRow(one, now)),
        orReplace('identity', [
          'first_at',
          'last_at',
          'times',
          'severity_rank',
          'episode_at',
          'alerted_at',
          'seen_at',
        ]),
      );
      await insertRows(
        session,
        'rule_windows',
        sorted([...windows], ([place]) => place).map(([place, contents]) => ({
          ...{ place, contents: JSON.stringify(contents), seen_at: now },
        })),
        orReplace('place', ['contents', 'seen_at']),
      );
    },
  };
}

/** What is not there cannot be locked. SQLite's writer has locked everything already. */
async function lockable(session: Session, identities: readonly string[]): Promise<void> {
  if (session.dialect.name === 'sqlite') return;
  const empty = [...identities]
    .sort()
    .map((identity) => ({ identity, first_at: 0, last_at: 0, times: 0, severity_rank: 0, seen_at: 0 }));
  await insertRows(session, 'rule_alerts', empty, 'on conflict (identity) do nothing');
}

function alertRow(alert: RuleAlert, now: number) {
  const { identity, firstAt, lastAt, times, severity, episode, alertedAt } = alert;
  return {
    ...{ identity, first_at: firstAt, last_at: lastAt, times },
    ...{ severity_rank: severityRank(severity), episode_at: episode, alerted_at: alertedAt, seen_at: now },
  };
}

function rowOf({ eventId, ruleId, identity, at, outcome, messageId, path }: RuleHit, now: number) {
  return {
    ...{ event_id: eventId, rule_id: ruleId, identity, at, arrived_at: now, outcome },
    ...{ message_id: messageId, path },
  };
}

/** Two batches that lock in the same order never wait for each other. */
function sorted<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export function ruleRepository(session: Session): RuleRepository {
  const { db, dialect } = session;
  return {
    async counts(now) {
      const rows = await db
        .selectFrom('rule_hits')
        .select([
          'rule_id',
          ({ fn }) => fn.countAll<number>().as('week'),
          ({ fn }) => fn.sum<number>(sql`case when arrived_at > ${now - dayMs} then 1 else 0 end`).as('day'),
        ])
        .where('arrived_at', '>', now - 7 * dayMs)
        .groupBy('rule_id')
        .execute();
      return rows.map((row) => ({ ruleId: row.rule_id, day: Number(row.day), week: Number(row.week) }));
    },

    async seenSince(ruleIds, now) {
      if (ruleIds.length === 0) return new Map();
      const rows = [...new Set(ruleIds)].sort().map((rule_id) => ({ rule_id, first_seen_at: now }));
      await insertRows(session, 'rules', rows, 'on conflict (rule_id) do nothing');
      const known = await db
        .selectFrom('rules')
        .selectAll()
        .where(dialect.among('rule_id', ruleIds))
        .execute();
      return new Map(known.map((row) => [row.rule_id, row.first_seen_at]));
    },
  };
}

export async function sweepRules({ db }: Session, before: number, limit: number): Promise<number> {
  const hits = await sql`delete from rule_hits where (event_id, rule_id) in
    (select event_id, rule_id from rule_hits where arrived_at < ${before} limit ${limit})`.execute(db);
  const alerts = await sql`delete from rule_alerts where identity in
    (select identity from rule_alerts where seen_at < ${before} limit ${limit})`.execute(db);
  const windows = await sql`delete from rule_windows where place in
    (select place from rule_windows where seen_at < ${before} limit ${limit})`.execute(db);
  return [hits, alerts, windows].reduce((sum, one) => sum + Number(one.numAffectedRows ?? 0n), 0);
}

function outcomeOf(word: string): Outcome {
  return outcomes.find((one) => one === word) ?? 'dropped';
}
