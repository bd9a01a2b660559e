import type { Compliance, RecordStatus, Workflow } from '../../finding/finding.ts';
import { type Fields, fieldsOf, numberOf, textOf } from '../read.ts';

/** OCSF `compliance.status_id`, and the words that Security Hub and scanners use for it. */
const complianceIds: ReadonlyMap<number, Compliance> = new Map([
  [1, 'passed'],
  [2, 'warning'],
  [3, 'failed'],
]);
const complianceWords: ReadonlyMap<string, Compliance> = new Map([
  ['pass', 'passed'],
  ['passed', 'passed'],
  ['warning', 'warning'],
  ['fail', 'failed'],
  ['failed', 'failed'],
  ['not_available', 'not_available'],
  ['manual', 'not_available'],
]);

/** OCSF `status_id` of findings: 1 New, 2 In Progress, 3 Suppressed, 4 Resolved, 5 Archived, 6 Deleted. */
const statusIds: ReadonlyMap<string, number> = new Map([
  ['new', 1],
  ['in progress', 2],
  ['suppressed', 3],
  ['resolved', 4],
  ['archived', 5],
  ['deleted', 6],
]);
const workflows: ReadonlyMap<number, Workflow> = new Map([
  [1, 'new'],
  [2, 'notified'],
  [3, 'suppressed'],
  [4, 'resolved'],
]);

/** `activity_id` of findings: somebody or something closed it. */
const close = 3;

/** What the hub says of its copy. */
export function statusOf(value: Fields): RecordStatus {
  const unmapped = fieldsOf(value['unmapped']);
  const compliance = complianceOf(value);
  const id = statusIdOf(value);
  const workflow = workflows.get(id) ?? null;
  // A close that says why (passed, resolved, suppressed) is that; one that says nothing is the source's own.
  const decided = compliance === 'passed' || workflow === 'suppressed' || workflow === 'resolved';
  const closed = numberOf(value['activity_id']) === close && !decided;
  return { archived: id >= 5 || closed || unmapped['RecordState'] === 'ARCHIVED', compliance, workflow };
}

/** Scanners put their verdict into `status_code`. */
function complianceOf(value: Fields): Compliance | null {
  const compliance = fieldsOf(value['compliance']);
  const word = textOf(compliance['status']) ?? textOf(value['status_code']) ?? '';
  return (
    complianceIds.get(numberOf(compliance['status_id']) ?? 0) ??
    complianceWords.get(word.toLowerCase()) ??
    null
  );
}

/** `state_id` before OCSF 1.1. Numbers other than 1 to 6 say nothing, so the word may. */
function statusIdOf(value: Fields): number {
  const id = numberOf(value['status_id']) ?? numberOf(value['state_id']) ?? 0;
  if (id >= 1 && id <= 6) return Math.floor(id);
  const word = textOf(value['status']) ?? textOf(value['state']) ?? '';
  return statusIds.get(word.toLowerCase()) ?? 0;
}
