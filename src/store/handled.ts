import type { FindingView } from '../finding/view.ts';
import type { Session } from './session.ts';

/** Findings of cases that people closed as handled at some time, the last first. */
export async function handledViews({ db }: Session, limit: number): Promise<FindingView[]> {
  const rows = await db
    .selectFrom('cases')
    .innerJoin('findings', 'findings.case_id', 'cases.id')
    .select('findings.view')
    .where('cases.handled_at', 'is not', null)
    .where('findings.view', 'is not', null)
    .orderBy('cases.handled_at', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ view }) => (view === null ? [] : [JSON.parse(view) as FindingView]));
}
