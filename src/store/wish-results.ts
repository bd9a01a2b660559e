import { sql, type UpdateObject } from 'kysely';
import type { Wish } from '../finding/wish.ts';
import { caseKey, redraw } from './card-marks.ts';
import { heldBy } from './claims.ts';
import type { WishResult } from './ports/wishes.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

/** Below so many tries nobody is told: AWS throttles, and is well again. */
const toldAfter = 3;

/** People are to know: it failed again and again, or for good. */
export const isGivenUp = sql<boolean>`(problem is not null and (attempts >= ${toldAfter} or pending = 0))`;

/** Writes down what became of claimed wishes; cards whose problems come or go are drawn again. */
export async function settleWishes(
  session: Session,
  results: readonly WishResult[],
  now: number,
): Promise<void> {
  await showingProblems(session, results, now, async () => {
    for (const result of results) await settle(session, result, now);
  });
}

/** Draws the cards again whose problems come or go by what is done to the wishes about these findings. */
export async function showingProblems(
  session: Session,
  about: readonly { readonly identity: string }[],
  now: number,
  work: () => Promise<void>,
): Promise<void> {
  const before = await casesGivenUp(session, about);
  await work();
  const after = await casesGivenUp(session, about);
  const changed = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  await redraw(session, changed.map(caseKey), now);
}

async function settle(
  { db }: Session,
  { identity, recordKey, claim, ...result }: WishResult,
  now: number,
): Promise<void> {
  await db
    .updateTable('wishes')
    .set({ claim_owner: null, claim_until: null, ...columnsOf(result, now) })
    .where('identity', '=', identity)
    .where('record_key', '=', recordKey)
    .where(heldBy(claim))
    .execute();
}

type Kind<Result> = Result extends unknown ? Omit<Result, 'identity' | 'recordKey' | 'claim'> : never;

function columnsOf(result: Kind<WishResult>, now: number): UpdateObject<Tables, 'wishes'> {
  switch (result.kind) {
    case 'failed':
      return {
        problem: result.problem.replaceAll('\u0000', '').slice(0, 200),
        attempts: sql<number>`attempts + 1`,
        next_at: result.nextAt,
        ...(result.nextAt === null ? { pending: 0 } : {}),
      };
    case 'rehearsed':
      return { pending: 0 };
    case 'written':
      return {
        ...{ problem: null, attempts: 0, next_at: null },
        ...{ written: textOf(result.wanted), written_at: now, marks: JSON.stringify(result.marks) },
        // Something else may be wanted by now.
        pending: sql<0 | 1>`case when wanted is distinct from ${textOf(result.wanted)} then 1 else 0 end`,
      };
  }
}

function textOf(wish: Wish | null) {
  return wish === null ? sql<null>`cast(null as text)` : JSON.stringify(wish);
}

async function casesGivenUp(
  { db, dialect }: Session,
  about: readonly { readonly identity: string }[],
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('wishes')
    .select('case_id')
    .distinct()
    .where(
      dialect.among(
        'identity',
        about.map((one) => one.identity),
      ),
    )
    .where(isGivenUp)
    .execute();
  return new Set(rows.map((row) => row.case_id));
}
