import { expect, test } from 'vitest';
import { caseOf, inputOf, now, textOf, toolsOf, type WorldSeed } from '../../../../test/support/tools.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';

/** What is asked for by what is typed in Tokyo at 14:00 on 22 November 2026, and what is answered. */
async function type(text: string) {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const one = caseOf(12);
  const answers: WorldSeed['answers'] = {
    note: { kind: 'noted', case: one },
    reopen: { kind: 'reopened', case: one },
    resolve: { kind: 'resolved', case: one },
    setDue: { kind: 'set', case: one, before: null },
    askException: { kind: 'too-long', most: 86_400_000 },
    markSample: { kind: 'marked', case: one },
    unmarkSample: { kind: 'unmarked', case: one },
  };
  const answer = await sec.run({ ...inputOf(), text }, toolsOf({ acts, answers }), commands);
  return { acts: acts.map(([name, input]) => [name, input]), said: textOf(answer.blocks) };
}

/** The end of 24 December in Tokyo. */
const endOfChristmasEve = Date.UTC(2026, 11, 24, 15);

test.each([
  ['note Y12 it was us', ['note', { caseId: 12, text: 'it was us' }]],
  ['note Y12 closed because of a test', ['note', { caseId: 12, text: 'closed because of a test' }]],
  ['reopen Y12', ['reopen', { caseId: 12, reason: null }]],
  ['reopen y12 because it is back', ['reopen', { caseId: 12, reason: 'it is back' }]],
  ['resolve Y12 benign', ['resolve', { caseId: 12, as: 'benign', duplicateOf: null, note: null }]],
  [
    'resolve Y12 False-Positive because a scanner',
    ['resolve', { caseId: 12, as: 'false-positive', duplicateOf: null, note: 'a scanner' }],
  ],
  ['resolve Y12 duplicate of Y3', ['resolve', { caseId: 12, as: 'duplicate', duplicateOf: 3, note: null }]],
  [
    'due Y12 2026-12-24 because of the holidays',
    ['setDue', { caseId: 12, due: endOfChristmasEve, reason: 'of the holidays' }],
  ],
  ['due Y12 18:00 because today', ['setDue', { caseId: 12, due: now + 4 * 3_600_000, reason: 'today' }]],
  ['due Y12 none 理由: 廃止予定', ['setDue', { caseId: 12, due: null, reason: '廃止予定' }]],
  [
    'exception Y12 until 2026-12-24 because a public site',
    ['askException', { caseId: 12, until: endOfChristmasEve, reason: 'a public site' }],
  ],
  ['sample Y12', ['markSample', { caseId: 12 }]],
  ['sample Y12 undo', ['unmarkSample', { caseId: 12 }]],
])('/sec %s', async (text, expected) => {
  expect((await type(text)).acts).toEqual([expected]);
});

test.each([
  ['note Y12', '/sec note Y12'],
  ['note', '/sec note Y12'],
  ['reopen Y12 now', '/sec reopen Y12 because …'],
  ['resolve Y12 fixed', '/sec resolve Y12 handled because …'],
  ['resolve Y12 duplicate', '/sec resolve Y12 handled because …'],
  ['resolve Y12 benign duplicate', '/sec resolve Y12 handled because …'],
  ['due Y12 2026-12-24', '/sec due Y12 2026-12-24 because …'],
  ['due Y12 2026-02-31 because x', '/sec due Y12 2026-12-24 because …'],
  ['exception Y12 2026-12-24 because x', '/sec exception Y12 until 2027-01-31 because …'],
  ['exception Y12 until 2026-12-24', '/sec exception Y12 until 2027-01-31 because …'],
  ['sample Y12 redo', '/sec sample Y12'],
])('/sec %s changes nothing, and says how it is written', async (text, example) => {
  const { acts, said } = await type(text);
  expect(acts).toEqual([]);
  expect(said).toContain(example);
});
