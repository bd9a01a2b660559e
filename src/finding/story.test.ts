import { expect, test } from 'vitest';
import { cutOff, lent } from '../cli/demo/gallery/leases.ts';
import type { Lease } from './lease.ts';
import type { RunbookRun } from './runbook.ts';
import { leaseStory, runStory } from './story.ts';

const by = 'U0BOB';
const active: Lease = { ...lent, state: 'active', activeAt: 1, endsAt: 900 };
const ending = { reason: 'done', by: 'U0CAROL', at: 5 } as const;
const extension = { by: 'U0CAROL', until: 1_800, reason: 'slow', at: 5 };

test.each([
  ['asked', null, lent, [['lease-asked', { by: 'U0CAROL', reason: 'restore check' }]]],
  [
    'alone',
    null,
    { ...lent, state: 'approved', breakGlass: true },
    [['lease-alone', { by: 'U0CAROL', reason: 'restore check' }]],
  ],
  [
    'nobody has to approve',
    null,
    { ...lent, state: 'approved' },
    [['lease-begun', { by: 'U0CAROL', reason: 'restore check' }]],
  ],
  [
    'one of two',
    { ...lent, needed: 2 },
    { ...lent, needed: 2, approvals: [{ by, at: 1, planHash: 'x' }] },
    [['lease-approved', { by, left: 1 }]],
  ],
  [
    'the last one',
    lent,
    { ...lent, state: 'approved', approvals: [{ by, at: 1, planHash: 'x' }] },
    [['lease-approved', { by, left: 0 }]],
  ],
  [
    'refused',
    lent,
    { ...lent, state: 'refused', refusal: { by, at: 1, reason: 'too wide' } },
    [['lease-refused', { by, reason: 'too wide' }]],
  ],
  [
    'withdrawn',
    lent,
    { ...lent, state: 'refused', refusal: { by: 'U0CAROL', at: 1, reason: '' } },
    [['lease-withdrawn', { by: 'U0CAROL', reason: '' }]],
  ],
  ['lapsed', lent, { ...lent, state: 'expired' }, [['lease-lapsed', {}]]],
  ['begins', { ...lent, state: 'approved' }, { ...lent, state: 'attaching' }, []],
  ['lives', { ...lent, state: 'attaching' }, active, [['lease-living', { until: 900 }]]],
  [
    'cut off',
    { ...cutOff, state: 'attaching', activeAt: null },
    { ...cutOff, state: 'active' },
    [['lease-living', {}]],
  ],
  ['drift', active, { ...active, drift: [{ code: 'detached', subject: 'eni-1' }] }, [['lease-drift', {}]]],
  [
    'the same drift',
    { ...active, drift: [{ code: 'detached', subject: 'eni-1' }] },
    { ...active, drift: [{ code: 'detached', subject: 'eni-1' }] },
    [],
  ],
  [
    'to be put right',
    { ...active, drift: [{ code: 'detached', subject: 'eni-1' }] },
    { ...active, state: 'attaching' },
    [['lease-putting-right', { by }]],
  ],
  ['put right', { ...active, state: 'attaching' }, active, [['lease-again', { until: 900 }]]],
  ['longer, asked', active, { ...active, extension }, [['lease-longer-asked', extension]]],
  ['longer', active, { ...active, endsAt: 1_800 }, [['lease-longer', { by, until: 1_800 }]]],
  [
    'longer, granted',
    { ...active, extension },
    { ...active, endsAt: 1_800 },
    [['lease-longer', { by, until: 1_800 }]],
  ],
  ['not longer', { ...active, extension }, active, [['lease-not-longer', { by }]]],
  [
    'ends',
    active,
    { ...active, state: 'ending', ending },
    [['lease-ending', { by: 'U0CAROL', because: 'done' }]],
  ],
  [
    'ended',
    { ...active, state: 'ending', ending },
    { ...active, state: 'ended', ending },
    [['lease-ended', {}]],
  ],
  ['failed', { ...lent, state: 'approved' }, { ...lent, state: 'failed' }, [['lease-failed', {}]]],
  ['only looked at', active, { ...active, nextAt: 77, trouble: null }, []],
] satisfies [string, Lease | null, Lease, [string, object][]][])('a lease: %s', (_, before, after, said) => {
  expect(leaseStory(before, after, by, 42)).toEqual(said.map(([kind, values]) => ({ kind, values, at: 42 })));
});

test('a runbook: who started it, and what it put out, once', () => {
  const run: RunbookRun = {
    ...{ id: 3, name: 'patch', document: 'D', place: lent.place, state: 'running', parameters: {} },
    ...{ by, reason: 'a hole', caseId: null, channel: 'sec', clientToken: 't', executionId: null },
    ...{ requestedAt: 1, endedAt: null, step: null, output: null, attempts: 0, nextAt: 2 },
  };
  const over: RunbookRun = { ...run, state: 'succeeded', endedAt: 9, output: 'two patches' };
  expect(runStory(null, run, 1)).toEqual([{ kind: 'run-started', at: 1, values: { by, reason: 'a hole' } }]);
  expect(runStory(run, { ...run, step: 'install' }, 5)).toEqual([]);
  const values = { state: 'succeeded', output: 'two patches' };
  expect(runStory(run, over, 9)).toEqual([{ kind: 'run-over', at: 9, values }]);
  expect(runStory(over, over, 10)).toEqual([]);
});
