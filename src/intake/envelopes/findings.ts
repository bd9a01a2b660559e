import { type Envelope, isObject } from './envelope.ts';

/**
 * Several findings at once: the `detail` of Security Hub's events, and what GetFindings of Security Hub and
 * GuardDuty answers. Insight results have no such list.
 */
export const findings: Envelope = {
  name: 'findings',
  open({ findings, Findings }) {
    if (isListOfObjects(findings)) return [{ at: '/findings', value: findings }];
    if (isListOfObjects(Findings)) return [{ at: '/Findings', value: Findings }];
    return null;
  },
};

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}
