import type { Compliance, RecordStatus, Workflow } from '../../finding/finding.ts';
import { type Fields, fieldsOf } from '../read.ts';

const compliances: ReadonlyMap<unknown, Compliance> = new Map([
  ['PASSED', 'passed'],
  ['FAILED', 'failed'],
  ['WARNING', 'warning'],
  ['NOT_AVAILABLE', 'not_available'],
]);

const workflows: ReadonlyMap<unknown, Workflow> = new Map([
  ['NEW', 'new'],
  ['NOTIFIED', 'notified'],
  ['SUPPRESSED', 'suppressed'],
  ['RESOLVED', 'resolved'],
]);

/**
 * What Security Hub says of its copy. `WorkflowState` is the field before `Workflow`; AWS left it at NEW
 * everywhere, so it counts only where `Workflow` is missing. An unknown word is no decision: the copy is live.
 */
export function statusOf(value: Fields): RecordStatus {
  return {
    archived: value['RecordState'] === 'ARCHIVED',
    compliance: compliances.get(fieldsOf(value['Compliance'])['Status']) ?? null,
    workflow:
      workflows.get(fieldsOf(value['Workflow'])['Status']) ?? workflows.get(value['WorkflowState']) ?? null,
  };
}
