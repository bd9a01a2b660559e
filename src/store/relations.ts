import { type RawBuilder, sql } from 'kysely';
import { type Case, isVisible } from '../finding/case.ts';
import { totalCount } from '../finding/tally.ts';
import { traitsOf } from '../finding/traits.ts';
import type { FindingView } from '../finding/view.ts';
import type { SavedFinding } from './findings.ts';
import { insertRows, orReplace, type Session } from './session.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Cases of one trait that are looked at: an address that scans everything would relate everything. */
const mostOfTrait = 20;
/** In a case of more findings than these, the first ones relate it. */
const mostFindings = 50;

/** Which findings an attack sequence's case is made of. */
export async function saveSignals(session: Session, changes: readonly SavedFinding[]): Promise<void> {
  const rows = changes.flatMap(({ caseId, view }) =>
    caseId === null ? [] : (view.signals ?? []).map((signal) => ({ signal, case_id: caseId })),
  );
  await insertRows(session, 'signals', rows, 'on conflict (signal, case_id) do nothing');
}

/** A finding as it was, and the case that it is in now. */
interface Relating {
  readonly change: SavedFinding;
  readonly case: Case;
  /** The case was visible before, so that what relates it was kept then. */
  readonly wasVisible: boolean;
}

/**
 * Keeps what relates these cases to others. Then the cards of the cases that they are related to are marked dirty, so
 * that each shows the other.
 */
export async function saveTraits(session: Session, all: readonly Relating[], now: number): Promise<void> {
  const seen = new Map<string, { trait: string; case_id: number; at: number }>();
  for (const one of all) {
    if (!isVisible(one.case.state) || totalCount(one.case.tally) > mostFindings) continue;
    const { id } = one.case;
    for (const trait of newTraits(one)) {
      const at = Math.max(one.change.view.lastSeen, seen.get(`${id} ${trait}`)?.at ?? 0);
      seen.set(`${id} ${trait}`, { trait, case_id: id, at });
    }
  }
  const rows = [...seen.values()];
  if (rows.length === 0) return;
  await insertRows(session, 'traits', rows, orReplace('trait, case_id', ['at']));
  const since = Math.min(...rows.map((row) => row.at)) - dayMs;
  await markRelatedCards(session, [...new Set(rows.map((row) => row.trait))], since, now);
}

/** Those that its case does not have yet, or all of them once an hour: a repeat tells nobody anything new. */
function newTraits({ change, case: { key }, wasVisible }: Relating): string[] {
  const { known, view, repeat } = change;
  const before = known?.caseKey === key && wasVisible ? known.records : [];
  const lastSeen = before.reduce((latest, record) => Math.max(latest, record.lastSeen), 0);
  if (Math.floor(lastSeen / hourMs) < Math.floor(view.lastSeen / hourMs)) return traitsOf(view);
  if (repeat) return [];
  const had = new Set(before.flatMap(traitsOf));
  return traitsOf(view).filter((trait) => !had.has(trait));
}

/** Cards that are in Slack, of visible cases; the others are drawn with all there is when their time comes. */
async function markRelatedCards(
  { db, dialect }: Session,
  traits: readonly string[],
  since: number,
  now: number,
): Promise<void> {
  const related = sql`select traits.case_id from ${dialect.listed(traits)} asked
    join traits on traits.trait = asked.value and traits.case_id >= ${oldestOf(sql`asked.value`)}
    where traits.at >= ${since}`;
  await sql`update cards set wanted = wanted + 1, changed_at = ${now},
      dirty_since = case when wanted > shown then dirty_since else ${now} end
    where case_id in (${related}) and ts is not null
      and exists (select 1 from cases where id = case_id and closed = 0)`.execute(db);
}

/** The oldest of the newest cases of a trait, which are those that are looked at; 0 where all are. */
function oldestOf(trait: RawBuilder<unknown>) {
  return sql`coalesce((select newest.case_id from traits newest where newest.trait = ${trait}
    order by newest.case_id desc limit 1 offset ${mostOfTrait - 1}), 0)`;
}

/**
 * Visible cases that share a trait with this one within a day, the worst first; `total` counts as far as we look.
 * `views`: its findings, the worst of them at least.
 */
export async function relatedIds(
  { db, dialect }: Session,
  caseId: number,
  views: readonly FindingView[],
  limit: number,
): Promise<{ ids: number[]; total: number }> {
  const traits = [...new Set(views.flatMap(traitsOf))];
  if (traits.length === 0) return { ids: [], total: 0 };
  const { rows } = await sql<{ id: number }>`
    select distinct cases.id, cases.severity_rank, cases.last_seen
    from ${dialect.listed(traits)} asked
    join traits mine on mine.trait = asked.value and mine.case_id = ${caseId}
    join traits other on other.trait = asked.value and other.case_id >= ${oldestOf(sql`asked.value`)}
    join cases on cases.id = other.case_id
    where other.at >= mine.at - ${dayMs} and other.at <= mine.at + ${dayMs}
      and cases.id <> ${caseId} and cases.closed = 0
    order by cases.severity_rank desc, cases.last_seen desc, cases.id desc`.execute(db);
  return { ids: rows.slice(0, limit).map((row) => row.id), total: rows.length };
}

/** What was last seen so long ago relates nothing that anybody looks at; nothing else has an age to go by. */
export async function sweepTraits({ db }: Session, before: number, limit: number): Promise<number> {
  const old = sql`select trait, case_id from traits where at < ${before} limit ${limit}`;
  const { numAffectedRows } = await sql`delete from traits where (trait, case_id) in (${old})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
