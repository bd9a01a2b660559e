import { isVisible } from '../finding/case.ts';
import type { Known, KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { type LoadedCase, lockCases } from './loaded-cases.ts';
import { insertRows, type Session } from './session.ts';
import { marksOf } from './wish-marks.ts';

/**
 * Creates what is missing and locks all of it, so that no other replica decides about the same finding meanwhile.
 * Sorted, so that two batches never wait for each other. SQLite's writer has locked everything already.
 * Returns in which case each of them is.
 */
async function lockFindings(
  session: Session,
  identities: readonly string[],
): Promise<Map<string, number | null>> {
  const { db, dialect } = session;
  if (dialect.name === 'postgres') {
    const sorted = [...identities].sort();
    const empty = sorted.map((identity) => ({ identity, case_id: null, last_seen: 0, view: null }));
    await insertRows(session, 'findings', empty, 'on conflict (identity) do nothing');
  }
  const rows = await db
    .selectFrom('findings')
    .select(['identity', 'case_id'])
    .where(dialect.among('identity', identities))
    .orderBy('identity')
    .modifyEnd(dialect.forUpdate)
    .execute();
  return new Map(rows.map((row) => [row.identity, row.case_id]));
}

/**
 * What is known of these identities, locked, in a constant number of queries: their records, the cases they are in or
 * were in, and the attack sequences that name them.
 */
export async function loadFindings(
  session: Session,
  identities: readonly string[],
): Promise<Omit<Known, 'cases'> & { readonly cases: readonly LoadedCase[] }> {
  if (identities.length === 0) return { findings: new Map(), cases: [], covers: new Map() };
  const { dialect } = session;
  const homes = await lockFindings(session, identities);
  const named = await sequencesNaming(session, identities);
  const ids = [...homes.values(), ...named.map((row) => row.case_id)].filter((id) => id !== null);
  const cases = await lockCases(session, dialect.among('id', [...new Set(ids)]));
  cases.push(...(await ownCases(session, homes, cases)));
  const keys = new Map(cases.map((one) => [one.case.id, one.case.key]));
  const visible = new Map(
    cases.filter((one) => isVisible(one.case.state)).map((one) => [one.case.id, one.case.key]),
  );
  const records = await recordsOf(session, identities);
  const marks = await marksOf(session, identities);
  const findings = identities.map((identity): [string, KnownFinding] => {
    const caseKey = keys.get(homes.get(identity) ?? 0) ?? null;
    const own = marks.get(identity);
    const known = { identity, records: records.get(identity) ?? [], caseKey };
    return [identity, own ? { ...known, marks: own } : known];
  });
  const covers = named.flatMap(({ signal, case_id }): [string, string][] => {
    const key = visible.get(case_id);
    return key === undefined || key === signal ? [] : [[signal, key]];
  });
  return { findings: new Map(findings), cases, covers: new Map(covers) };
}

/** A finding that is in another's case now may have left one of its own behind, which its key would meet again. */
async function ownCases(
  session: Session,
  homes: ReadonlyMap<string, number | null>,
  cases: readonly LoadedCase[],
): Promise<LoadedCase[]> {
  const keys = new Map(cases.map((one) => [one.case.id, one.case.key]));
  const guests = [...homes].flatMap(([identity, id]) =>
    id === null || keys.get(id) === identity ? [] : [identity],
  );
  if (guests.length === 0) return [];
  const own = await lockCases(session, session.dialect.among('key', guests));
  return own.filter((one) => !keys.has(one.case.id));
}

/** The oldest case comes last, so that it is the one that counts. */
async function sequencesNaming({ db, dialect }: Session, identities: readonly string[]) {
  return db
    .selectFrom('signals')
    .selectAll()
    .where(dialect.among('signal', identities))
    .orderBy('case_id', 'desc')
    .execute();
}

/** Identity → its records. */
export async function recordsOf(
  { db, dialect }: Session,
  identities: readonly string[],
): Promise<Map<string, Finding[]>> {
  const rows = await db
    .selectFrom('records')
    .select(['identity', 'finding'])
    .where(dialect.among('identity', identities))
    .execute();
  const records = new Map<string, Finding[]>();
  for (const { identity, finding } of rows) {
    const others = records.get(identity);
    if (others) others.push(JSON.parse(finding) as Finding);
    else records.set(identity, [JSON.parse(finding) as Finding]);
  }
  return records;
}

/** Forgets identities that a batch locked and then had nothing to say about. */
export async function forgetEmpty({ db, dialect }: Session, identities: readonly string[]): Promise<void> {
  if (dialect.name === 'sqlite' || identities.length === 0) return;
  await db
    .deleteFrom('findings')
    .where(dialect.among('identity', identities))
    .where('view', 'is', null)
    .execute();
}
