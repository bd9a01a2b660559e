import type { KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { caseOf } from './case-rows.ts';
import { saveWords } from './case-words.ts';
import type { SavedChange } from './case-write.ts';
import { saveHandles } from './handles.ts';
import { insertRows, orReplace, type Session } from './session.ts';
import { joinWords, searchWords } from './words.ts';

/** What a batch found in SQL, with what only the store needs to know again when it saves. */
export interface LoadedFinding extends KnownFinding {
  /** The search words of its case as they stand. */
  readonly words: string;
}

/**
 * Creates what is missing and locks all of it, so that no other replica decides about the same finding meanwhile.
 * Sorted, so that two batches never wait for each other. SQLite's writer has locked everything already.
 */
async function lockFindings(session: Session, identities: readonly string[]): Promise<void> {
  const { db, dialect } = session;
  if (dialect.name === 'sqlite') return;
  const sorted = [...identities].sort();
  const empty = sorted.map((identity) => ({ identity, case_id: null, last_seen: 0, view: null }));
  await insertRows(session, 'findings', empty, 'on conflict (identity) do nothing');
  await db
    .selectFrom('findings')
    .select('identity')
    .where(dialect.among('identity', sorted))
    .orderBy('identity')
    .modifyEnd(dialect.forUpdate)
    .execute();
}

/** One entry for each identity, known or not, in a constant number of queries. */
export async function loadFindings(
  session: Session,
  identities: readonly string[],
): Promise<Map<string, LoadedFinding>> {
  if (identities.length === 0) return new Map();
  await lockFindings(session, identities);
  const { db, dialect } = session;
  const rows = await db
    .selectFrom('records')
    .select(['identity', 'finding'])
    .where(dialect.among('identity', identities))
    .execute();
  const records = Map.groupBy(rows, (row) => row.identity);
  const cases = await db
    .selectFrom('findings')
    .innerJoin('cases', 'cases.id', 'findings.case_id')
    .leftJoin('case_texts', 'case_texts.case_id', 'cases.id')
    .selectAll('cases')
    .select(['identity', 'words'])
    .where(dialect.among('identity', identities))
    .execute();
  const caseBy = new Map(cases.map((row) => [row.identity, row]));
  const known = identities.map((identity): [string, LoadedFinding] => {
    const row = caseBy.get(identity);
    const found = (records.get(identity) ?? []).map((one) => JSON.parse(one.finding) as Finding);
    return [identity, { identity, records: found, case: row ? caseOf(row) : null, words: row?.words ?? '' }];
  });
  return new Map(known);
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

/** Views and records, with the words and handles that find them. */
export async function saveFindings(
  session: Session,
  changes: readonly SavedChange[],
  loaded: ReadonlyMap<string, LoadedFinding>,
): Promise<void> {
  const findings = changes.map(({ identity, caseId, view }) => ({
    identity,
    case_id: caseId,
    last_seen: view.lastSeen,
    view: JSON.stringify(view),
  }));
  await insertRows(session, 'findings', findings, orReplace('identity', ['case_id', 'last_seen', 'view']));
  const words = changes.flatMap(({ identity, caseId, view }) =>
    caseId === null
      ? []
      : [{ caseId, before: loaded.get(identity)?.words ?? '', after: joinWords(searchWords(view)) }],
  );
  await saveWords(session, words);
  await saveRecords(session, changes);
  const handles = changes.map(({ identity, records: changed }) => {
    const before = loaded.get(identity)?.records ?? [];
    const kept = before.filter((old) => changed.every(({ finding }) => finding.recordKey !== old.recordKey));
    return { identity, before, after: [...kept, ...changed.map((one) => one.finding)] };
  });
  await saveHandles(session, handles);
}

async function saveRecords(session: Session, changes: readonly SavedChange[]): Promise<void> {
  const records = changes.flatMap((change) =>
    change.records.map(({ finding, messageId, path }) => ({
      identity: change.identity,
      record_key: finding.recordKey,
      finding: JSON.stringify(finding),
      updated_at: finding.updatedAt,
      message_id: messageId,
      path,
    })),
  );
  const replaced = ['finding', 'updated_at', 'message_id', 'path'];
  await insertRows(session, 'records', records, orReplace('identity, record_key', replaced));
}

/** Where the bodies lie that a case's records came from, the newest first. */
export async function rawOf({ db }: Session, caseId: number): Promise<{ messageId: string; path: string }[]> {
  const rows = await db
    .selectFrom('records')
    .innerJoin('findings', 'findings.identity', 'records.identity')
    .where('case_id', '=', caseId)
    .select(['message_id', 'path'])
    .orderBy('updated_at', 'desc')
    .orderBy('record_key')
    .limit(20)
    .execute();
  return rows.map((row) => ({ messageId: row.message_id, path: row.path }));
}
