import { severityRank } from '../finding/severity.ts';
import type { FindingView } from '../finding/view.ts';
import { caseColumns, caseOf } from './case-rows.ts';
import { rawOf } from './findings.ts';
import { matchingIds } from './search.ts';
import type { Session } from './session.ts';
import type { CaseRepository, CaseSummary } from './store.ts';
import { why } from './why.ts';

/** Where counting stops; nobody pages so far, and an exact number would cost a walk over every case. */
const mostCounted = 1_000;

export function caseRepository(session: Session): CaseRepository {
  const { db, dialect } = session;

  /** Findings by case, the worst first. */
  async function viewsOf(caseIds: readonly number[]): Promise<Map<number, FindingView[]>> {
    const rows = await db
      .selectFrom('findings')
      .select(['case_id', 'view'])
      .where(dialect.among('case_id', caseIds))
      .orderBy('identity')
      .execute();
    const views = new Map<number, FindingView[]>();
    for (const { case_id, view } of rows) {
      if (case_id === null || view === null) continue;
      views.set(case_id, [...(views.get(case_id) ?? []), JSON.parse(view) as FindingView]);
    }
    for (const all of views.values()) all.sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
    return views;
  }

  async function casesOf(ids: readonly number[]) {
    const rows = await db.selectFrom('cases').select(caseColumns).where(dialect.among('id', ids)).execute();
    return new Map(rows.map((row) => [row.id, caseOf(row)]));
  }

  return {
    async view(id) {
      const found = (await casesOf([id])).get(id);
      const findings = (await viewsOf([id])).get(id);
      return found && findings ? { case: found, findings } : null;
    },

    async search(query, { offset, limit }) {
      const ids = await matchingIds(session, query, Math.max(mostCounted + 1, offset + limit));
      const page = ids.slice(offset, offset + limit);
      const [cases, views] = [await casesOf(page), await viewsOf(page)];
      const rows = page.flatMap((id): CaseSummary[] => {
        const found = cases.get(id);
        const findings = views.get(id);
        return found && findings ? [summaryOf(found, findings)] : [];
      });
      return { rows, total: Math.min(ids.length, mostCounted), more: ids.length > mostCounted };
    },

    why: (word) => why(session, word),
    rawOf: (id) => rawOf(session, id),
  };
}

function summaryOf(found: CaseSummary['case'], findings: readonly FindingView[]): CaseSummary {
  const [worst] = findings;
  if (!worst) throw new Error('a case has at least one finding');
  const [resource] = worst.resources;
  return {
    case: found,
    title: worst.title,
    type: worst.type,
    accountId: worst.account.id,
    accountName: worst.account.name ?? null,
    region: worst.region,
    resource: resource ? (resource.name ?? resource.id) : null,
    lastSeen: Math.max(...findings.map((finding) => finding.lastSeen)),
    count: findings.reduce((sum, finding) => sum + finding.count, 0),
  };
}
