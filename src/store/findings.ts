import type { FindingChange, KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { severityRank } from '../finding/severity.ts';
import type { FindingView } from '../finding/view.ts';
import { saveHandles } from './handles.ts';
import { insertRows, orReplace, type Session } from './session.ts';

/** A change of a finding whose case, if it is in one, has an id. */
export interface SavedFinding extends FindingChange {
  readonly caseId: number | null;
  /** What was known before; undefined: nobody asked. */
  readonly known: KnownFinding | undefined;
  /** A repeat, in the same case: everything that it may be found by is in SQL already. */
  readonly repeat: boolean;
}

/** Most of what arrives says what its only record said before, but for times, counts and texts. */
export function isRepeat(known: KnownFinding | undefined, { caseKey, records }: FindingChange): boolean {
  const [before, ...othersBefore] = known?.records ?? [];
  const [after, ...others] = records;
  if (!before || !after || othersBefore.length + others.length > 0 || known?.caseKey !== caseKey)
    return false;
  return before.recordKey === after.finding.recordKey && hasSameNames(before, after.finding);
}

/** In all that search words, handles and traits are made of. */
function hasSameNames(one: Finding, other: Finding): boolean {
  return (
    plainNames.every((name) => one[name] === other[name]) &&
    JSON.stringify(deepNamesOf(one)) === JSON.stringify(deepNamesOf(other))
  );
}

const plainNames = [
  ...(['id', 'kind', 'type', 'title', 'product', 'source', 'region'] as const),
  ...(['principal', 'remoteAddress', 'sample'] as const),
];

function deepNamesOf({ account, resources, facts, signals, status }: Finding) {
  return [account, resources, facts, signals, status];
}

/** Views and records, with the handles that find them. */
export async function saveFindings(session: Session, changes: readonly SavedFinding[]): Promise<void> {
  const findings = changes.map(({ identity, caseId, view }) => ({
    identity,
    case_id: caseId,
    last_seen: view.lastSeen,
    view: JSON.stringify(view),
    weight: weightOf(view),
  }));
  const replaced = ['case_id', 'last_seen', 'view', 'weight'];
  await insertRows(session, 'findings', findings, orReplace('identity', replaced));
  await saveRecords(session, changes);
  const renamed = changes.filter((change) => !change.repeat);
  const handles = renamed.map(({ identity, records: changed, known }) => {
    const before = known?.records ?? [];
    const kept = before.filter((old) => changed.every(({ finding }) => finding.recordKey !== old.recordKey));
    return { identity, before, after: [...kept, ...changed.map((one) => one.finding)] };
  });
  await saveHandles(session, handles);
}

function weightOf({ state, severity }: FindingView): number {
  return state === 'active' ? 1 + severityRank(severity) : 0;
}

async function saveRecords(session: Session, changes: readonly SavedFinding[]): Promise<void> {
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

const mostIds = 60;

/** What a case's findings are called where they come from, each once. */
export async function findingIdsOf({ db }: Session, caseId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('records')
    .innerJoin('findings', 'findings.identity', 'records.identity')
    .where('case_id', '=', caseId)
    .select(['finding', 'record_key'])
    .orderBy('weight', 'desc')
    .orderBy('records.identity')
    .orderBy('record_key')
    .limit(mostIds)
    .execute();
  const nameOf = ({ finding, record_key: key }: (typeof rows)[number]) =>
    // Only there the copy's own name is an ARN, and what is told is its end.
    key.startsWith('guardduty:arn:') ? key.slice('guardduty:'.length) : (JSON.parse(finding) as Finding).id;
  return [...new Set(rows.map(nameOf))];
}
