import { describe, expect, test } from 'vitest';
import { problemOf, type TrailProblemKind } from '../trail/problem.ts';
import type { TrailReading } from '../trail/thread/protocol.ts';
import { type Counts, givenUp, readWhole } from './read-result.ts';

const object = { bucket: 'logs', key: 'a.json.gz' };
const refused = { 'bad-json': 0, 'too-large': 0, 'not-an-object': 0, foreign: 0 };
const reading = (over: Partial<TrailReading>): TrailReading => ({
  ...{
    packedBytes: 1,
    unpackedBytes: 1,
    records: 10,
    refused,
    next: 10,
    problem: null,
    matched: 0,
    unmatched: 0,
  },
  ...over,
});
const sum = (counts: Counts = {}) => Object.values(counts).reduce((total, one) => total + one, 0);

describe('a file that was read', () => {
  test.each([
    ['nothing in it', reading({}), {}, 'dropped', 'no-finding'],
    ['an alert in it', reading({ matched: 2 }), { merged: 1, posted: 1 }, 'posted', 'rule-matches'],
    ['what came before', reading({ matched: 1 }), { duplicate: 1 }, 'duplicate', 'rule-matches'],
    [
      'an account of others',
      reading({ matched: 1 }),
      { quarantined: 1 },
      'quarantined',
      'account-not-allowed',
    ],
  ])('%s', (_what, given, found, outcome, code) => {
    const verdict = readWhole(object, given, found);
    expect(verdict).toMatchObject({ outcome, reason: { code, detail: 's3://logs/a.json.gz' } });
    expect(sum(verdict.counts)).toBe(10);
  });

  test('records that nobody could read are counted, and seen', () => {
    const given = reading({ refused: { ...refused, foreign: 2, 'bad-json': 1 }, unmatched: 1, matched: 1 });
    const verdict = readWhole(object, given, { posted: 1 });
    expect(verdict).toEqual({
      outcome: 'quarantined',
      reason: { code: 'unreadable-records', detail: '4 in s3://logs/a.json.gz' },
      counts: { posted: 1, dropped: 8, quarantined: 4 },
    });
  });
});

describe('a file that was given up', () => {
  const kinds: readonly TrailProblemKind[] = [
    ...(['access-denied', 'missing', 'archived', 'throttled', 'away', 'truncated'] as const),
    ...(['corrupt', 'too-large', 'bomb', 'not-a-log'] as const),
  ];
  test.each(kinds)('%s, before anything was read: one thing', (kind) => {
    const problem = problemOf(kind, 'why');
    const verdict = givenUp(object, problem, reading({ records: 0, problem }), {});
    expect(verdict).toEqual({
      outcome: 'quarantined',
      reason: { code: expect.stringMatching(/^object-/), detail: 's3://logs/a.json.gz: why' },
    });
  });

  test('in the middle: what was read, and one thing for the rest', () => {
    const problem = problemOf('truncated');
    const { counts } = givenUp(object, problem, reading({ problem, matched: 1 }), { posted: 1 });
    expect(counts).toEqual({ posted: 1, dropped: 9, quarantined: 1 });
  });
});
