import type { KnownFinding } from '../finding/change.ts';
import { firstFindings } from './case-views.ts';
import { recordsOf } from './load.ts';
import { type LoadedCase, lockCases } from './loaded-cases.ts';
import type { Session } from './session.ts';

const mostFindings = 500;

/**
 * Cases with what their findings are made of, in the order of their ids; findings are locked before their cases, as
 * an intake batch does it, so that neither waits for what the other has.
 */
export async function casesInHand(
  session: Session,
  ids: readonly number[],
): Promise<{ loaded: LoadedCase; findings: KnownFinding[] }[]> {
  if (ids.length === 0) return [];
  await lockFindingsOf(session, ids);
  const cases = await lockCases(session, session.dialect.among('id', ids));
  const rows = await session.db
    .selectFrom('findings')
    .select(['identity', 'case_id'])
    .where('identity', 'in', firstFindings(session, ids, mostFindings))
    .orderBy('weight', 'desc')
    .orderBy('identity')
    .execute();
  const records = await recordsOf(
    session,
    rows.map((row) => row.identity),
  );
  const byCase = Map.groupBy(rows, (row) => row.case_id);
  return cases.map((loaded) => {
    const findings = (byCase.get(loaded.case.id) ?? []).map(({ identity }) => ({
      identity,
      records: records.get(identity) ?? [],
      caseKey: loaded.case.key,
    }));
    return { loaded, findings };
  });
}

async function lockFindingsOf({ db, dialect }: Session, ids: readonly number[]): Promise<void> {
  if (dialect.name === 'sqlite') return;
  await db
    .selectFrom('findings')
    .select('identity')
    .where(dialect.among('case_id', ids))
    .orderBy('identity')
    .modifyEnd(dialect.forUpdate)
    .execute();
}
