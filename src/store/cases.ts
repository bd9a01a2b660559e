import { sql } from 'kysely';
import type { FindingView } from '../finding/view.ts';
import { casesOf, caseView, viewsOf } from './case-views.ts';
import { findingIdsOf, rawOf } from './findings.ts';
import type { CaseRepository, CaseSummary } from './ports/cases.ts';
import { relatedIds } from './relations.ts';
import { matchingIds } from './search.ts';
import type { Session } from './session.ts';
import { why } from './why.ts';

/** Where counting stops; nobody pages so far, and an exact number would cost a walk over every case. */
const mostCounted = 1_000;

export function caseRepository(session: Session): CaseRepository {
  /** One line each, in the order of the ids. */
  async function summaries(ids: readonly number[]): Promise<CaseSummary[]> {
    const cases = await casesOf(session, ids);
    const views = await viewsOf(session, [...cases.values()]);
    return ids.flatMap((id): CaseSummary[] => {
      const [found, findings] = [cases.get(id), views.get(id)];
      return found && findings ? [summaryOf(found, findings)] : [];
    });
  }

  return {
    view: (id) => caseView(session, id),

    async search(query, { offset, limit }) {
      const ids = await matchingIds(session, query, Math.max(mostCounted + 1, offset + limit));
      const rows = await summaries(ids.slice(offset, offset + limit));
      return { rows, total: Math.min(ids.length, mostCounted), more: ids.length > mostCounted };
    },

    why: (word) => why(session, word),

    async related(id, limit) {
      const views = await viewsOf(session, [...(await casesOf(session, [id])).values()]);
      const { ids, total } = await relatedIds(session, id, views.get(id) ?? [], limit);
      return { rows: await summaries(ids), total };
    },

    async inStorm(stormKey, { offset, limit }) {
      const { rows } = await sql<{
        id: number;
      }>`select cases.id from cards join cases on cases.id = cards.case_id
        where cards.storm = ${stormKey} order by closed, cases.severity_rank desc, last_seen desc, cases.id desc
        limit ${mostCounted + 1}`.execute(session.db);
      const page = rows.slice(offset, offset + limit).map((row) => row.id);
      const total = Math.min(rows.length, mostCounted);
      return { rows: await summaries(page), total, more: rows.length > mostCounted };
    },

    findingIds: (id) => findingIdsOf(session, id),
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
