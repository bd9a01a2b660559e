import { Kysely, sql } from 'kysely';
import { UsageError } from '../shared/errors.ts';
import { act } from './act.ts';
import { anchorCopyRepository } from './anchor-copies.ts';
import { auditRepository } from './audit.ts';
import { cardRepository } from './cards.ts';
import { caseRepository } from './cases.ts';
import { DecisionCache, onCallRepository } from './decisions.ts';
import { postgres, sqlite } from './dialect.ts';
import { digestRepository } from './digests.ts';
import { intake } from './intake.ts';
import { investigationRepository } from './investigations.ts';
import { leasePageRepository } from './lease-pages.ts';
import { leaseRepository } from './leases.ts';
import { ledgerRepository } from './ledger.ts';
import { lockRepository } from './locks.ts';
import { migrate } from './migrations.ts';
import { noticeRepository } from './notices.ts';
import { pageRepository } from './pages.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { questionRepository } from './questions.ts';
import { requestRepository } from './requests.ts';
import { retentionRepository } from './retention.ts';
import { ruleRepository } from './rules.ts';
import { runbookRepository } from './runbooks.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Store } from './store.ts';
import { storyRepository } from './stories.ts';
import { strayRepository } from './strays.ts';
import { suppressionRepository } from './suppressions.ts';
import { syncRepository } from './syncs.ts';
import { watchRepository } from './watch.ts';
import { wishRepository } from './wishes.ts';

/**
 * Opens the database and brings its tables up to date. `sqlite:./path.db` (made if missing, with its folder),
 * `sqlite::memory:` or `postgres://…`. `busyTimeoutMs`: how long to wait for other writers, or for a connection,
 * before a RetryableError. Throws UsageError where the address is of neither kind.
 */
export async function openStore(
  url: string,
  options: { readonly busyTimeoutMs?: number } = {},
): Promise<Store> {
  const session = sessionOf(url, options.busyTimeoutMs ?? 5_000);
  const { db, dialect } = session;
  try {
    await migrate(session);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const cache = new DecisionCache();
  return {
    dialect: dialect.name,
    intake: (work) => intake(session, cache, work),
    act: (work) => act(session, cache, work),
    audit: auditRepository(session),
    anchorCopies: anchorCopyRepository(session),
    cards: cardRepository(session),
    notices: noticeRepository(session),
    stories: storyRepository(session),
    cases: caseRepository(session),
    ledger: ledgerRepository(session),
    pages: pageRepository(session),
    suppressions: suppressionRepository(session),
    requests: requestRepository(session),
    onCall: onCallRepository(session),
    questions: questionRepository(session),
    digests: digestRepository(session),
    locks: lockRepository(session),
    watch: watchRepository(session),
    retention: retentionRepository(session),
    rules: ruleRepository(session),
    wishes: wishRepository(session),
    investigations: investigationRepository(session),
    leases: leaseRepository(session),
    leasePages: leasePageRepository(session),
    strays: strayRepository(session),
    runbooks: runbookRepository(session),
    syncs: syncRepository(session),
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

function sessionOf(url: string, busyTimeoutMs: number): Session {
  if (/^sqlite:./.test(url)) {
    const path = url.slice('sqlite:'.length);
    return { db: new Kysely<Tables>({ dialect: sqliteDialect(path, busyTimeoutMs) }), dialect: sqlite };
  }
  if (/^postgres(?:ql)?:\/\//.test(url))
    return { db: new Kysely<Tables>({ dialect: postgresDialect(url, busyTimeoutMs) }), dialect: postgres };
  throw new UsageError('the database address must begin with sqlite: or postgres://');
}
