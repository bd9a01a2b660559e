import { type RawBuilder, sql } from 'kysely';
import { postgres } from './dialect.ts';
import { anchorCopies } from './migrations/anchor-copies.ts';
import { audit } from './migrations/audit.ts';
import { episodes } from './migrations/episodes.ts';
import { first } from './migrations/first.ts';
import { investigationPictures } from './migrations/investigation-pictures.ts';
import { investigations } from './migrations/investigations.ts';
import { leases } from './migrations/leases.ts';
import type { Migration } from './migrations/migration.ts';
import { peopleActs } from './migrations/people-acts.ts';
import { questions } from './migrations/questions.ts';
import { rules } from './migrations/rules.ts';
import { stories } from './migrations/stories.ts';
import { surfaces } from './migrations/surfaces.ts';
import { syncs } from './migrations/syncs.ts';
import { triage } from './migrations/triage.ts';
import { wishes } from './migrations/wishes.ts';
import { inTransaction, type Session } from './session.ts';

const migrations: readonly Migration[] = [
  ...[first, triage, rules, episodes, audit, surfaces],
  ...[wishes, leases, peopleActs, questions, investigations, syncs],
  ...[investigationPictures, anchorCopies, stories],
];

/** Brings the tables up to date; several processes may do so at once, and the first one does the work. */
export async function migrate(session: Session): Promise<void> {
  await inTransaction(session, async (transaction) => {
    const { db, dialect } = transaction;
    const run = (statement: RawBuilder<unknown>) => statement.execute(db);
    if (dialect === postgres) await run(sql`select pg_advisory_xact_lock(${advisoryKey})`);
    await run(sql`create table if not exists migrations (name text primary key, applied_at bigint not null)`);
    const applied = await db.selectFrom('migrations').select('name').execute();
    for (const migration of migrations) {
      if (applied.some((row) => row.name === migration.name)) continue;
      for (const statement of migration.statements(dialect)) await run(sql.raw(statement));
      await db.insertInto('migrations').values({ name: migration.name, applied_at: Date.now() }).execute();
    }
  });
}

/** Any number that no other program on this database uses; these are the letters of "yagura". */
const advisoryKey = 0x796167757261;
