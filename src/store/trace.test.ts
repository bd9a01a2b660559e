import { expect, test } from 'vitest';
import type { StageAnswer } from '../finding/ledger.ts';
import { traceOf, traceText } from './trace.ts';

const trace: StageAnswer[] = [
  { stage: 'duplicate', answer: 'differs' },
  { stage: 'suppression', answer: 'too-severe', rule: 'suppression:S12' },
  {
    stage: 'policy',
    answer: 'track',
    detail: '本番',
    rule: 'policy:prod (policies.3 in yagura.yaml line 41)',
  },
  { stage: 'routing', answer: 'account-channel', detail: '#payments' },
];

test('a trace comes back as it was, and no trace takes no room', () => {
  expect(traceOf(traceText(trace))).toEqual(trace);
  expect(traceText([])).toBeNull();
  expect(traceOf(null)).toEqual([]);
});

test('what only another version understands is left out', () => {
  expect(traceOf('[[0,"differs"],[0,"a new word"],[99,"differs"]]')).toEqual([trace[0]]);
});
