import { expect, test } from 'vitest';
import type { RunbookPolicy } from '../../finding/lease-policy.ts';
import { problemsOf } from './runbook-parameters.ts';

type Parameter = RunbookPolicy['parameters'][number];

const plain: Parameter = { name: 'Ticket', type: 'string', required: true, choices: [], pattern: null };

test.each<[string | undefined, Partial<Parameter>, string | null]>([
  ['SEC-311', {}, null],
  ['', {}, 'missing'],
  [undefined, {}, 'missing'],
  ['', { required: false }, null],
  ['x'.repeat(257), {}, 'too-long'],
  ['SEC-311', { pattern: 'SEC-[0-9]+' }, null],
  ['my SEC-311', { pattern: 'SEC-[0-9]+' }, 'unfit'],
  ['SEC-311\nrm', { pattern: 'SEC-[0-9]+' }, 'unfit'],
  // An alternative is not only its first half at the beginning and its last at the end.
  ['ab', { pattern: 'a|b' }, 'unfit'],
  ['b', { pattern: 'a|b' }, null],
  ['Contain', { type: 'choice', choices: ['Contain'] }, null],
  ['Release', { type: 'choice', choices: ['Contain'] }, 'not-a-choice'],
  ['12.5', { type: 'number' }, null],
  ['1e9', { type: 'number' }, 'no-number'],
  ['yes', { type: 'boolean' }, 'no-boolean'],
  ['i-0123456789abcdef0', { type: 'instance' }, null],
  ['i-0123456789abcdef0 --force', { type: 'instance' }, 'no-instance'],
])('%s, where it is %j: %s', (value, over, code) => {
  const filled = value === undefined ? {} : { Ticket: value };
  const problems = problemsOf({ parameters: [{ ...plain, ...over }] }, filled);
  expect(problems).toEqual(code === null ? [] : [{ code, name: 'Ticket' }]);
});

test('what the configuration does not name is not said, whatever it is called', () => {
  const filled = { Ticket: 'x', constructor: 'y' };
  expect(problemsOf({ parameters: [plain] }, filled)).toEqual([{ code: 'unknown', name: 'constructor' }]);
});

test('an expression that would take for ever elsewhere is answered at once', () => {
  const parameters = [{ ...plain, pattern: '(a+)+(a|a?)*' }];
  expect(problemsOf({ parameters }, { Ticket: `${'a'.repeat(255)}!` })).toEqual([
    { code: 'unfit', name: 'Ticket' },
  ]);
});
