import { type RawBuilder, sql } from 'kysely';
import { caseStates, isVisible } from '../finding/case.ts';
import { type Severity, severities, severityRank } from '../finding/severity.ts';
import type { CaseQuery } from './ports/cases.ts';
import type { Session } from './session.ts';
import { inStretch, type Term, termsOf } from './terms.ts';

/**
 * How many cases a condition may have for the search to begin with it: so many are looked up and sorted in some
 * 15 ms. A condition with more is so common that walking the cases in order meets enough of them soon.
 */
const mostCandidates = 20_000;

/** A condition that can also begin the search, since an index knows its cases. */
interface Condition {
  /** Yields `case_id`, perhaps more than once. */
  readonly cases: RawBuilder<unknown>;
  /** The same on a row of `cases`. */
  readonly holds: RawBuilder<unknown>;
}

const inOrder = sql`order by closed, severity_rank desc, last_seen desc, id desc`;

/** Ids of the cases that match, open first, then worst, then most recently seen; at most `limit`. */
export async function matchingIds(session: Session, query: CaseQuery, limit: number): Promise<number[]> {
  const terms = await termsOf(session, query);
  const conditions = [
    ...terms.map((term) => termCondition(session, term)),
    ...columnConditions(session, query),
  ];
  const rarest = await rarestOf(session, conditions);
  // Cross join: SQLite then takes the tables in this order.
  const from = rarest
    ? sql`(select distinct case_id from (${rarest.cases}) found) few cross join cases`
    : sql`cases`;
  const filters = [
    ...(rarest ? [sql`cases.id = few.case_id`] : []),
    ...plainFilters(query),
    ...conditions.filter((one) => one !== rarest).map((one) => one.holds),
  ];
  const where = filters.length === 0 ? sql`` : sql`where ${sql.join(filters, sql` and `)}`;
  const found = sql<{ id: number }>`select cases.id from ${from} ${where} ${inOrder} limit ${limit}`;
  return (await found.execute(session.db)).rows.map((row) => row.id);
}

/** The condition with the fewest cases, if it has few enough to begin with it. */
async function rarestOf({ db }: Session, conditions: readonly Condition[]): Promise<Condition | null> {
  let rarest: Condition | null = null;
  let fewest = mostCandidates + 1;
  for (const condition of conditions) {
    const counted = await sql<{ count: number }>`
      select count(*) as count from (${condition.cases} limit ${fewest}) counted`.execute(db);
    const count = counted.rows[0]?.count ?? 0;
    if (count >= fewest) continue;
    rarest = condition;
    fewest = count;
    if (count === 0) break;
  }
  return rarest;
}

function termCondition({ dialect }: Session, { words, stretches }: Term): Condition {
  const alike = dialect.among('word', words);
  const some = sql.join([alike, ...stretches.map(inStretch)], sql` or `);
  const texts = stretches.map((stretch) =>
    stretch.like === null
      ? // Every case in the stretch may have another word, so the words of the case at hand are read instead.
        sql`exists (select 1 from case_texts where case_id = cases.id and ${dialect.contains('words', `\n${stretch.start}`)})`
      : sql`cases.id in (select case_id from case_words where ${inStretch(stretch)})`,
  );
  const spelled = sql`exists (select 1 from case_words where ${alike} and case_id = cases.id)`;
  return {
    cases: sql`select case_id from case_words where ${some}`,
    holds: sql`(${sql.join([...(words.length > 0 || texts.length === 0 ? [spelled] : []), ...texts], sql` or `)})`,
  };
}

/** States with an index of their own. */
const rareStates = ['acknowledged', 'verifying', 'suppressed', 'excepted', 'external'] as const;

/** What an index on a column of `cases` answers. */
function columnConditions({ dialect }: Session, query: CaseQuery): Condition[] {
  const columns = [
    ...(query.assignee.length > 0 ? [dialect.among('assignee', query.assignee)] : []),
    ...(query.overdueAt === null ? [] : [sql`due_at < ${query.overdueAt}`]),
    ...rareStates
      .filter((state) => query.state.length === 1 && query.state[0] === state)
      .map((state) => sql`state = ${sql.lit(state)}`),
  ];
  return columns.map((holds) => ({ cases: sql`select id as case_id from cases where ${holds}`, holds }));
}

/** What only the order of the cases, or nothing, has an index for. */
function plainFilters(query: CaseQuery): RawBuilder<unknown>[] {
  return [
    ...stateFilter(query.state),
    ...severityFilter(query.severity),
    ...(query.since === null ? [] : [sql`last_seen >= ${query.since}`]),
    ...(query.unowned ? [sql`assignee is null and owner is null`] : []),
  ];
}

function stateFilter(asked: CaseQuery['state']): RawBuilder<unknown>[] {
  if (asked.includes('all')) return [];
  const states = asked.length === 0 ? visibleStates : caseStates.filter((state) => asked.includes(state));
  const visible = states.filter(isVisible);
  const side =
    visible.length === 0 ? [sql`closed = 1`] : visible.length === states.length ? [sql`closed = 0`] : [];
  const wholeSide = side.length > 0 && states.length === visibleStates.length && visible.length > 0;
  return wholeSide ? side : [...side, sql`state in (${sql.join(states)})`];
}

const visibleStates = caseStates.filter(isVisible);

/** A stretch of ranks, so that the index in order serves it, and what lies between them left out. */
function severityFilter(asked: readonly Severity[]): RawBuilder<unknown>[] {
  if (asked.length === 0) return [];
  const ranks = asked.map(severityRank);
  const [lowest, highest] = [Math.min(...ranks), Math.max(...ranks)];
  const unasked = severities
    .map(severityRank)
    .filter((rank) => rank > lowest && rank < highest && !ranks.includes(rank));
  return [
    sql`severity_rank >= ${lowest} and severity_rank <= ${highest}`,
    ...(unasked.length === 0 ? [] : [sql`severity_rank not in (${sql.join(unasked)})`]),
  ];
}
