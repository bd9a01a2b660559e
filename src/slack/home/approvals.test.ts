import { expect, test } from 'vitest';
import {
  caseOf,
  inputOf,
  now,
  readerOf,
  requestOf,
  textOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from '../../../test/support/tools.ts';
import { lent } from '../../cli/demo/gallery/leases.ts';
import type { Lease } from '../../finding/lease.ts';
import { everywhere, type Grant } from '../../operations/grants.ts';
import { approvals } from './approvals.ts';

const views = [viewOf(caseOf(7))];
const requests = [requestOf(1)];
const asked: Lease = { ...lent, requestUntil: now + 3_600_000 };
const longer: Lease = {
  ...{ ...lent, id: 13, state: 'active', endsAt: now + 600_000 },
  extension: { by: 'U0CAROL', until: now + 7_200_000, reason: 'the restore is slow', at: now },
};
const desk = {} as NonNullable<WorldSeed['desk']>;
const elsewhere: readonly Grant[] = [{ role: 'approver', accounts: ['444455556666'], environments: null }];

async function look(userId: string, grants: readonly Grant[], seed: WorldSeed) {
  const { actor } = inputOf();
  const tools = toolsOf({ views, ...seed });
  const blocks = await approvals({
    userId,
    actor: { ...actor, userId, grants },
    reader: readerOf('en'),
    tools,
  });
  const pressable = JSON.stringify(blocks).match(/"action_id":"\w+"/g) ?? [];
  return { text: textOf(blocks), pressable: pressable.map((one) => one.slice(13, -1)) };
}

test('an approver sees what waits, the most urgent first, with the buttons of its card', async () => {
  const seen = await look('U0BOB', everywhere('approver'), { requests, leases: [asked, longer], desk });
  expect(seen.text.split('\n')).toEqual([
    'Waiting for your approval: 3',
    'L13 · @name of U0CAROL to db-2:5432 from 198.51.100.7 · longer, until 16:00',
    '@name of U0CAROL asks: the restore is slow',
    'Please decide until 14:10; afterwards nothing is done.',
    'Decide…',
    'L12 · @name of U0CAROL to db-2:5432 from 198.51.100.7',
    '@name of U0CAROL asks: restore check',
    'Please decide until 15:00; afterwards nothing is done.',
    'Approve…Refuse…',
    'Shall Y7 be kept quiet until 22 Dec 14:00? · web-7 is mining cryptocurrency',
    '@name of U0CAROL asks: a planned test',
    'Please decide until 29 Nov 14:00; afterwards nothing is done.',
    'ApproveRefuse',
    '',
  ]);
  expect(seen.pressable).toEqual(['lease_extension', 'lease_approve', 'lease_refuse', 'grant', 'refuse']);
});

test.each([
  ['whoever asked', 'U0CAROL', everywhere('approver'), {}],
  [
    'another account of whoever asked',
    'U0CAROLTOO',
    everywhere('approver'),
    { same: ['U0CAROL', 'U0CAROLTOO'] },
  ],
] as const)('%s sees that it waits, and has no button', async (_, userId, grants, seed) => {
  const seen = await look(userId, grants, { requests, leases: [asked], desk, ...seed });
  expect(seen.text).toContain('Asked by you, waiting for others: 2');
  expect(seen.text).toContain('Waits for somebody else until 15:00.');
  expect(seen.pressable).toEqual([]);
});

test.each([
  ['a responder', everywhere('responder'), {}],
  ['an approver of other accounts', elsewhere, {}],
  ['an approver who said yes already', everywhere('approver'), { requests: [] }],
  [
    'an approver whose case is over',
    everywhere('approver'),
    { leases: [], views: [viewOf(caseOf(7, { state: 'resolved' }))] },
  ],
  ['an approver where nothing is lent', everywhere('approver'), { requests: [], desk: undefined }],
  [
    'an approver after its time',
    everywhere('approver'),
    { requests: [], leases: [{ ...asked, requestUntil: now }] },
  ],
] as const)('%s sees nothing of it', async (_, grants, over) => {
  const approvedBy = { ...asked, approvals: [{ by: 'U0BOB', at: now, planHash: 'c0ffee' }] };
  const { desk: none, ...rest } = { desk, ...over };
  const seed = { requests, leases: [approvedBy], ...rest, ...(none === undefined ? {} : { desk: none }) };
  expect((await look('U0BOB', grants, seed)).text).toBe('');
});

test('of many it shows the first, and how many more there are', async () => {
  const many = Array.from({ length: 7 }, (_, at) => requestOf(at + 1));
  const seen = await look('U0BOB', everywhere('approver'), { requests: many });
  expect(seen.pressable).toHaveLength(10);
  expect(seen.text).toContain('And 2 more; their cards are in the channels.');
});
