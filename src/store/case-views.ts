import { sql } from 'kysely';
import type { Case } from '../finding/case.ts';
import type { CaseView, FindingView, RelatedCase } from '../finding/view.ts';
import { caseOf } from './case-rows.ts';
import { relatedIds } from './relations.ts';
import type { Session } from './session.ts';

const mostShown = 10;
const mostRelated = 3;

/** Case id → case. */
export async function casesOf({ db, dialect }: Session, ids: readonly number[]): Promise<Map<number, Case>> {
  const rows = await db.selectFrom('cases').selectAll().where(dialect.among('id', ids)).execute();
  return new Map(rows.map((row) => [row.id, caseOf(row)]));
}

/** Case id → its findings, the worst first. A case that was folded shows the finding that it was opened for. */
export async function viewsOf(
  session: Session,
  cases: readonly Case[],
  most = mostShown,
): Promise<Map<number, FindingView[]>> {
  const views = new Map<number, FindingView[]>();
  const ids = cases.map((one) => one.id);
  const found = await session.db
    .selectFrom('findings')
    .select(['case_id', 'view'])
    .where('identity', 'in', firstFindings(session, ids, most))
    .orderBy('weight', 'desc')
    .orderBy('identity')
    .execute();
  for (const { case_id, view } of found) {
    if (case_id === null || view === null) continue;
    views.set(case_id, [...(views.get(case_id) ?? []), JSON.parse(view) as FindingView]);
  }
  for (const [id, view] of await viewsOfFolded(session, cases)) views.set(id, [view]);
  return views;
}

/** Identities of the first findings of each case, the worst first; the index alone answers. */
export function firstFindings({ dialect }: Session, caseIds: readonly number[], most: number) {
  return sql<string>`(select identity from (
    select identity, row_number() over (partition by case_id order by weight desc, identity) as place
    from findings where ${dialect.among('case_id', caseIds)}) placed where place <= ${most})`;
}

async function viewsOfFolded(
  { db, dialect }: Session,
  cases: readonly Case[],
): Promise<Map<number, FindingView>> {
  const folded = new Map(cases.filter((one) => one.resolution === 'folded').map((one) => [one.key, one.id]));
  if (folded.size === 0) return new Map();
  const rows = await db
    .selectFrom('findings')
    .select(['identity', 'view'])
    .where(dialect.among('identity', [...folded.keys()]))
    .execute();
  return new Map(
    rows.flatMap(({ identity, view }): [number, FindingView][] => {
      const id = folded.get(identity);
      return id === undefined || view === null ? [] : [[id, JSON.parse(view) as FindingView]];
    }),
  );
}

/** All that a card shows; null: there is no such case. */
export async function caseView(session: Session, id: number): Promise<CaseView | null> {
  const found = (await casesOf(session, [id])).get(id);
  if (!found) return null;
  const findings = (await viewsOf(session, [found])).get(id);
  if (!findings) return null;
  return {
    case: found,
    findings,
    related: await relatedOf(session, id, findings),
    foldedInto: found.foldedInto === null ? null : await idOfKey(session, found.foldedInto),
  };
}

async function relatedOf(
  session: Session,
  id: number,
  findings: readonly FindingView[],
): Promise<CaseView['related']> {
  const { ids, total } = await relatedIds(session, id, findings, mostRelated);
  if (ids.length === 0) return { cases: [], total };
  const cases = await casesOf(session, ids);
  const views = await viewsOf(session, [...cases.values()], 1);
  const related = ids.flatMap((one): RelatedCase[] => {
    const [found, view] = [cases.get(one), views.get(one)?.[0]];
    return found && view ? [{ id: one, title: view.title, severity: found.severity }] : [];
  });
  return { cases: related, total };
}

async function idOfKey({ db }: Session, key: string): Promise<number | null> {
  const row = await db.selectFrom('cases').select('id').where('key', '=', key).executeTakeFirst();
  return row?.id ?? null;
}
