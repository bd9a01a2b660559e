import { sql } from 'kysely';
import type { Finding } from '../finding/finding.ts';
import { outcomes } from '../finding/ledger.ts';
import { deleteWords } from './case-words.ts';
import { saveHandles } from './handles.ts';
import type { RetentionRepository } from './ports/jobs.ts';
import { sweepTraits } from './relations.ts';
import { sweepRules } from './rules.ts';
import { inTransaction, type Session } from './session.ts';
import { sweepStories } from './stories.ts';

export function retentionRepository(session: Session): RetentionRepository {
  return {
    async sweep({ bodiesBefore, ledgerBefore, closedCasesBefore, rulesBefore, limit }) {
      const bodies = await sweepBodies(session, bodiesBefore, limit);
      const ledger = await sweepLedger(session, ledgerBefore, limit);
      const cases = await sweepCases(session, closedCasesBefore, limit);
      const findings = await sweepFindingsWithoutCase(session, closedCasesBefore, limit);
      const cards = await sweepCardsWithoutCase(session, closedCasesBefore, limit);
      const decisions = await sweepDecisions(session, closedCasesBefore, limit);
      const traits = await sweepTraits(session, closedCasesBefore, limit);
      const stories = await sweepStories(session, closedCasesBefore, limit);
      const rules = rulesBefore === undefined ? 0 : await sweepRules(session, rulesBefore, limit);
      return bodies + ledger + cases + findings + cards + decisions + traits + stories + rules;
    },
  };
}

async function sweepBodies({ db }: Session, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('bodies')
    .where('message_id', 'in', (query) =>
      query
        .selectFrom('bodies')
        .select('message_id')
        .where('arrived_at', '<', before)
        .orderBy('arrived_at')
        .limit(limit),
    )
    .executeTakeFirst();
  // A pack is as old as its youngest body, and bodies go oldest first: what is older than every body left is empty.
  await sql`delete from packs where arrived_at < ${before}
    and arrived_at < (select coalesce(min(arrived_at), ${before}) from bodies)`.execute(db);
  return Number(numDeletedRows);
}

async function sweepLedger({ db }: Session, before: number, limit: number): Promise<number> {
  // Names every outcome, for the index begins with it.
  const old = sql`select message_id, path from ledger
    where outcome in (${sql.join(outcomes)}) and arrived_at < ${before} limit ${limit}`;
  await sql`delete from ledger_counts where (message_id, path, outcome) in
    (select message_id, path, outcome from ledger_counts
     where outcome in (${sql.join(outcomes)}) and arrived_at < ${before} limit ${limit})`.execute(db);
  const { numAffectedRows } = await sql`delete from ledger where (message_id, path) in (${old})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Locks the findings as an intake batch does, so that none of them reopens its case meanwhile. */
async function sweepCases(session: Session, before: number, limit: number): Promise<number> {
  return inTransaction(session, async (transaction) => {
    const { db, dialect } = transaction;
    const old = () =>
      db.selectFrom('cases').select('id').where('closed', '=', 1).where('closed_at', '<', before);
    const candidates = (await old().orderBy('closed_at').limit(limit).execute()).map((row) => row.id);
    if (candidates.length === 0) return 0;
    const findings = await db
      .selectFrom('findings')
      .select('identity')
      .where(dialect.among('case_id', candidates))
      .orderBy('identity')
      .modifyEnd(dialect.forUpdate)
      .execute();
    // Locked too: a finding that was not among them may bring a group back.
    const still = old().where(dialect.among('id', candidates)).orderBy('id');
    const cases = await still.modifyEnd(dialect.forUpdate).execute();
    const ids = cases.map((row) => row.id);
    const gone = await db
      .deleteFrom('findings')
      .where(dialect.among('case_id', ids))
      .where(
        dialect.among(
          'identity',
          findings.map((row) => row.identity),
        ),
      )
      .returning('identity')
      .execute();
    await forgetFindings(
      transaction,
      gone.map((row) => row.identity),
    );
    const texts = await db
      .deleteFrom('case_texts')
      .where(dialect.among('case_id', ids))
      .returningAll()
      .execute();
    await deleteWords(transaction, texts);
    for (const table of ['notices', 'cards', 'pages', 'signals', 'decided_cases'] as const)
      await db.deleteFrom(table).where(dialect.among('case_id', ids)).execute();
    await db.deleteFrom('cases').where(dialect.among('id', ids)).execute();
    return ids.length;
  });
}

/** Findings that never became a case: they passed when they were first heard of. */
async function sweepFindingsWithoutCase(session: Session, before: number, limit: number): Promise<number> {
  return inTransaction(session, async (transaction) => {
    const { db } = transaction;
    const gone = await db
      .deleteFrom('findings')
      .where('case_id', 'is', null)
      .where('view', 'is not', null)
      .where('last_seen', '<', before)
      .where('identity', 'in', (query) =>
        query
          .selectFrom('findings')
          .select('identity')
          .where('case_id', 'is', null)
          .where('view', 'is not', null)
          .where('last_seen', '<', before)
          .orderBy('last_seen')
          .limit(limit),
      )
      .returning('identity')
      .execute();
    await forgetFindings(
      transaction,
      gone.map((row) => row.identity),
    );
    return gone.length;
  });
}

async function forgetFindings(session: Session, identities: readonly string[]): Promise<void> {
  const { db, dialect } = session;
  const records = await db
    .deleteFrom('records')
    .where(dialect.among('identity', identities))
    .returning(['identity', 'finding'])
    .execute();
  const gone = records.map(({ identity, finding }) => ({
    identity,
    before: [JSON.parse(finding) as Finding],
    after: [],
  }));
  await saveHandles(session, gone);
  await db.deleteFrom('wishes').where(dialect.among('identity', identities)).execute();
}

/** What people decided once and is long over. */
async function sweepDecisions({ db }: Session, before: number, limit: number): Promise<number> {
  const ended = await db
    .deleteFrom('suppressions')
    .where('id', 'in', (query) =>
      query.selectFrom('suppressions').select('id').where('ended_at', '<', before).limit(limit),
    )
    .executeTakeFirst();
  const over = await db.deleteFrom('oncall_overrides').where('until_at', '<', before).executeTakeFirst();
  return Number(ended.numDeletedRows + over.numDeletedRows);
}

/** Cards of a day, a storm, a digest, a suppression, an escalation. */
async function sweepCardsWithoutCase({ db }: Session, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('cards')
    .where('key', 'in', (query) =>
      query
        .selectFrom('cards')
        .select('key')
        .where('case_id', 'is', null)
        .where('created_at', '<', before)
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
