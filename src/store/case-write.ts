import type { FindingChange } from '../finding/change.ts';
import { caseRow } from './case-rows.ts';
import { insertRows, orReplace, type Session } from './session.ts';

/** A change whose case, if it has one, has its id. */
export interface SavedChange extends FindingChange {
  readonly caseId: number | null;
}

const replaceCase = orReplace('id', [
  ...['state', 'closed', 'resolution', 'unverifiable', 'severity_rank', 'closed_at', 'reopened'],
  ...['channel', 'assignee', 'due_at', 'last_seen'],
]);

/**
 * Opens new cases and writes known ones. Known cases are written by id, since a conflict on the key would use up an
 * id of PostgreSQL's each time.
 */
export async function saveCases(session: Session, changes: readonly FindingChange[]): Promise<SavedChange[]> {
  const opened = [];
  const known = [];
  for (const { view, case: draft } of changes) {
    if (draft?.id === null) opened.push(caseRow(draft, view.lastSeen));
    else if (draft) known.push({ id: draft.id, ...caseRow(draft, view.lastSeen) });
  }
  await insertRows(session, 'cases', known, replaceCase);
  type Opened = { id: number; key: string };
  const added = await insertRows<'cases', Opened>(session, 'cases', opened, 'returning id, key');
  const ids = new Map(added.map((row) => [row.key, row.id]));
  return changes.map((change) => ({
    ...change,
    caseId: change.case === null ? null : (change.case.id ?? ids.get(change.case.key) ?? null),
  }));
}
