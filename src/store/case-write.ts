import type { Insertable } from 'kysely';
import type { Case } from '../finding/case.ts';
import type { CaseChange, FindingChange } from '../finding/change.ts';
import { severityRank } from '../finding/severity.ts';
import type { FindingView } from '../finding/view.ts';
import { caseRow } from './case-rows.ts';
import { CollisionError } from './errors.ts';
import type { LoadedCase } from './loaded-cases.ts';
import { insertRows, orReplace, type Session } from './session.ts';
import type { CaseColumns } from './tables/cases.ts';

/** A change of a case that has its id, also where it was opened just now. */
export type SavedCase = Omit<CaseChange, 'case' | 'lastSeen'> & {
  readonly case: Case;
  readonly lastSeen: number;
};

const replaceCase = orReplace('id', [
  ...['state', 'closed', 'resolution', 'folded_into', 'quiet', 'unverifiable', 'severity_rank', 'opened_at'],
  ...['closed_at', 'reopened', 'flapping', 'channel', 'policy', 'owner', 'unowned', 'mention_at', 'assignee'],
  ...['acknowledged_at', 'acknowledged_until', 'due_at', 'next_at', 'last_seen', 'details'],
  ...['handled_at'],
]);

/**
 * Opens new cases and writes known ones. Known cases are written by id, since a conflict on the key would use up an
 * id of PostgreSQL's each time. Throws CollisionError where somebody else opened a case of the same key meanwhile.
 */
export async function saveCases(
  session: Session,
  changes: readonly CaseChange[],
  findings: readonly FindingChange[],
  loaded: ReadonlyMap<string, LoadedCase>,
): Promise<SavedCase[]> {
  const seen = changes.map((change) => ({ ...change, lastSeen: lastSeenOf(change, loaded) }));
  const known = seen.flatMap(({ case: draft, lastSeen }) =>
    draft.id === null ? [] : [{ id: draft.id, ...caseRow(draft, lastSeen) }],
  );
  await insertRows(session, 'cases', known, replaceCase);
  const homes = homesOf(findings);
  const opened = seen
    .filter(({ case: draft }) => draft.id === null)
    .map(({ case: draft, lastSeen }) => ({ ...caseRow(draft, lastSeen), ...homeOf(homes.get(draft.key)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const ids = await open(session, opened);
  return seen.map((change) => {
    const id = change.case.id ?? ids.get(change.case.key);
    if (id === undefined) throw new CollisionError('somebody else opened this case at the same time');
    return { ...change, case: { ...change.case, id } };
  });
}

async function open(
  session: Session,
  rows: readonly Insertable<CaseColumns>[],
): Promise<Map<string, number>> {
  type Opened = { id: number; key: string };
  const tail = 'on conflict (key) do nothing returning id, key';
  const opened = await insertRows<'cases', Opened>(session, 'cases', rows, tail);
  return new Map(opened.map((row) => [row.key, row.id]));
}

function lastSeenOf({ case: draft, lastSeen }: CaseChange, loaded: ReadonlyMap<string, LoadedCase>): number {
  return Math.max(lastSeen ?? 0, loaded.get(draft.key)?.lastSeen ?? 0);
}

/** Case key → the worst of the findings that it is opened with. */
function homesOf(findings: readonly FindingChange[]): Map<string, FindingView> {
  const homes = new Map<string, FindingView>();
  for (const { caseKey, view } of findings) {
    const worst = caseKey === null ? undefined : homes.get(caseKey);
    if (caseKey !== null && (!worst || severityRank(view.severity) > severityRank(worst.severity)))
      homes.set(caseKey, view);
  }
  return homes;
}

/** Stands in an index, whose rows PostgreSQL keeps below 2,704 bytes; it is counted by, and the view has all of it. */
const longestType = 300;

function homeOf(view: FindingView | undefined) {
  return {
    product: view?.product ?? null,
    type: view?.type.slice(0, longestType).toWellFormed() ?? null,
    account_id: view?.account.id ?? null,
    region: view?.region ?? null,
  };
}
