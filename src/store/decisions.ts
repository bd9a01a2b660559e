import { sql } from 'kysely';
import type { Override } from '../calendar/on-call.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { OnCallRepository } from './ports/decisions.ts';
import type { Session } from './session.ts';
import { suppressionOf } from './suppressions.ts';

/** What people decided and every batch asks for: few rows, which seldom change. */
export interface Decisions {
  /** Live ones, the oldest first. Their hits are as old as the reading. */
  readonly suppressions: readonly Suppression[];
  /** All that are kept, the newest last. */
  readonly overrides: readonly Override[];
}

/** Reads what people decided only when it changed, here or in another replica. */
export class DecisionCache {
  #version: number | null = null;
  #decisions: Decisions = { suppressions: [], overrides: [] };

  /** One small query when nothing changed. Not for a transaction that changed something itself: it may yet fail. */
  async current(session: Session): Promise<Decisions> {
    const { version } = await session.db
      .selectFrom('versions')
      .select('version')
      .where('name', '=', 'decisions')
      .executeTakeFirstOrThrow();
    if (version !== this.#version) {
      this.#decisions = await readDecisions(session);
      this.#version = version;
    }
    return this.#decisions;
  }
}

export async function readDecisions(session: Session): Promise<Decisions> {
  const { db } = session;
  const suppressions = await db
    .selectFrom('suppressions')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return { suppressions: suppressions.map(suppressionOf), overrides: await overridesAfter(session, 0) };
}

export function onCallRepository(session: Session): OnCallRepository {
  return { overrides: (now) => overridesAfter(session, now) };
}

/** Those that are not over, the newest last. */
async function overridesAfter({ db }: Session, now: number): Promise<Override[]> {
  const rows = await db
    .selectFrom('oncall_overrides')
    .selectAll()
    .where('until_at', '>', now)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    from: row.from_at,
    until: row.until_at,
    userId: row.user_id,
    by: row.said_by,
  }));
}

/** Nobody else decides anything until this transaction ends. */
export async function lockDecisions({ db, dialect }: Session): Promise<void> {
  const version = db.selectFrom('versions').select('version').where('name', '=', 'decisions');
  await version.modifyEnd(dialect.forUpdate).executeTakeFirstOrThrow();
}

/** Whoever keeps the decisions in memory reads them again; other writers wait until this transaction ends. */
export async function decisionsChanged({ db }: Session): Promise<void> {
  await db
    .updateTable('versions')
    .set({ version: sql<number>`version + 1` })
    .where('name', '=', 'decisions')
    .execute();
}
