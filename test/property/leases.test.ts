import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AwsFault } from '../../sim/aws/faults.ts';
import { minute } from '../support/acts.ts';
import {
  account,
  bob,
  carol,
  type LeaseWorld,
  region,
  seedInstance,
  sshTo,
  startLeases,
} from '../support/leases.ts';

const dave = 'U0DAVE';
const people = [carol, bob, dave] as const;
const [narrow, wide] = ['198.51.100.7/32', '0.0.0.0/0'];
const faultKinds = ['error', 'cut', 'throttled'] as const satisfies readonly AwsFault['kind'][];

type Deed =
  | { readonly kind: 'ask'; readonly cidr: string; readonly minutes: number; readonly alone: boolean }
  | { readonly kind: 'approve'; readonly lease: number; readonly by: readonly string[] }
  | { readonly kind: 'refuse' | 'done' | 'extend' | 'put-right' | 'edit' | 'refer'; readonly lease: number }
  | { readonly kind: 'regroup'; readonly groups: readonly number[] }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'fault'; readonly fault: AwsFault['kind']; readonly count: number }
  | { readonly kind: 'work'; readonly rounds: number; readonly owner: 'one' | 'two' }
  | { readonly kind: 'pass'; readonly seconds: number };

const lease = fc.nat(3);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      cidr: fc.constantFrom(narrow, '198.51.100.0/24', wide),
      minutes: fc.integer({ min: 1, max: 6 }),
      alone: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      lease,
      by: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('refuse', 'done', 'extend', 'put-right', 'edit', 'refer'),
      lease,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('regroup' as const),
      groups: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'terminate' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom(...faultKinds),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('work' as const),
      rounds: fc.integer({ min: 1, max: 4 }),
      owner: fc.constantFrom('one', 'two'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 90 }) }),
  },
);

/** The truth as small as it can be: what others gave the interface, and whose rules name ours. */
function truthOf(world: LeaseWorld) {
  const { ec2, vpc, own, instance, networkInterface } = seedInstance(world);
  const others = [own.id, ...['b', 'c'].map((name) => ec2.seedGroup({ vpcId: vpc.id, name }).id)];
  const ids: number[] = [];
  const referred = new Set<string>();
  let theirs = [own.id];
  const groupsNow = () => ec2.interfaces().find((one) => one.id === networkInterface.id)?.groupIds;
  const ours = () => ec2.groups().filter(({ name }) => name.startsWith('yagura'));
  const ourGroupOf = (at: number) => ours().find(({ name }) => name === `yagura-L${ids[at]}-test`);
  const planned = async () => {
    const plan = await world.plan(sshTo(instance.id)).catch(() => null);
    return plan?.kind === 'plan' ? plan : null;
  };

  async function does(one: Deed): Promise<void> {
    switch (one.kind) {
      case 'ask': {
        const plan = await planned();
        if (plan === null) return;
        const [who, role] = one.alone ? ([bob, 'approver'] as const) : ([carol, 'responder'] as const);
        const asked = { spec: sshTo(instance.id, one.cidr), place: { account, region }, planned: plan };
        const answer = await world.as(who, role, 'requestLease', {
          ...{ ...asked, duration: one.minutes * minute, reason: 'any', caseId: null, breakGlass: one.alone },
        });
        if (one.cidr === wide) expect(answer.kind).toBe('guarded');
        if (answer.kind === 'requested' || answer.kind === 'begun') ids.push(answer.lease.id);
        return;
      }
      case 'approve': {
        const asked = await leaseAt(one.lease);
        if (asked === null) return;
        // A fault of AWS's, and nothing is decided.
        await Promise.allSettled(one.by.map((by) => world.approve(asked, by)));
        return;
      }
      case 'regroup': {
        theirs = one.groups.flatMap((at) => others[at] ?? []);
        const mine = (groupsNow() ?? []).filter((id) => !others.includes(id));
        if (groupsNow() !== undefined) ec2.setInterfaceGroups(networkInterface.id, [...theirs, ...mine]);
        return;
      }
      case 'terminate':
        if (groupsNow() !== undefined) ec2.terminateInstance(instance.id);
        return;
      case 'fault':
        world.aws.fault({ kind: one.fault, count: one.count });
        return;
      case 'work':
        for (let round = 0; round < one.rounds; round += 1) await world.round(one.owner);
        return;
      case 'pass':
        world.pass(one.seconds * 1_000);
        await world.tick();
        return;
      default:
        await about(one);
    }
  }

  async function about({ kind, lease: at }: Extract<Deed, { readonly lease: number }>): Promise<void> {
    const leaseId = ids[at];
    if (leaseId === undefined) return;
    const group = ourGroupOf(at);
    switch (kind) {
      case 'refuse':
        await world.as(bob, 'approver', 'refuseLease', { leaseId, reason: 'no' });
        return;
      case 'done':
        await world.as(carol, 'responder', 'endLease', { leaseId });
        return;
      case 'extend':
        await world.as(carol, 'responder', 'extendLease', { leaseId, duration: minute, reason: 'more' });
        return;
      case 'put-right':
        await world.as(carol, 'responder', 'putRight', { leaseId });
        return;
      case 'edit':
        if (group) ec2.addRule(group.id, { peer: { kind: 'ipv4', value: wide } });
        return;
      case 'refer':
        if (!group) return;
        referred.add(group.id);
        ec2.addRule(own.id, { peer: { kind: 'group', value: group.id } });
    }
  }

  async function leaseAt(at: number) {
    const id = ids[at];
    return id === undefined ? null : world.lease(id);
  }

  return { ids, referred, does, groupsNow, ours, theirs: () => theirs };
}

/** So long that every lease is over, and a minute more. */
async function untilTheEnd(world: LeaseWorld, ids: readonly number[]): Promise<void> {
  const ends = await Promise.all(ids.map(async (id) => (await world.lease(id)).endsAt ?? 0));
  await world.run(Math.max(0, Math.max(0, ...ends) - world.now()) + minute);
}

async function expectTruth(world: LeaseWorld, truth: ReturnType<typeof truthOf>): Promise<void> {
  const { ids, referred, groupsNow, ours, theirs } = truth;
  if (groupsNow() !== undefined) expect([...(groupsNow() ?? [])].sort()).toEqual([...theirs()].sort());
  // Only what somebody's rule still names may stay, attached to nothing; and then somebody was called.
  for (const { id, name } of ours()) {
    expect(referred).toContain(id);
    const of = await world.lease(Number(/L(\d+)/.exec(name)?.[1]));
    expect(of).toMatchObject({ state: 'ending', trouble: { code: 'in-use' } });
    expect(of.pagedAt).not.toBeNull();
  }
  const calls = world.aws.calls();
  const opened = calls.filter(({ action }) => action === 'AuthorizeSecurityGroupIngress');
  expect(JSON.stringify(opened.map(({ input }) => input))).not.toContain(wide);
  for (const id of ids) {
    const { state, approvals, planHash, needed, requester, breakGlass, journal } = await world.lease(id);
    const made = calls.filter(
      ({ action, error, input }) =>
        action === 'CreateSecurityGroup' &&
        error === null &&
        JSON.stringify(input).includes(`yagura-L${id}-test`),
    );
    if (['requested', 'refused', 'expired'].includes(state)) expect([made, journal]).toEqual([[], {}]);
    else if (!breakGlass) {
      expect(approvals).toHaveLength(needed);
      for (const { by, planHash: seen } of approvals) expect([by, seen]).not.toEqual([requester, seen]);
      expect(approvals.map((one) => one.planHash)).toEqual(approvals.map(() => planHash));
    }
  }
  expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
}

test('whatever people, faults, time and a second replica do, every lease ends and nothing of others is lost', async () => {
  const runs = fc.asyncProperty(
    fc.array(deed, { minLength: 8, maxLength: 40, size: 'max' }),
    async (deeds) => {
      const world = await startLeases();
      try {
        const truth = truthOf(world);
        for (const one of deeds) await truth.does(one);
        // What still was to go wrong goes wrong at the end itself.
        await untilTheEnd(world, truth.ids);
        await expectTruth(world, truth);
      } finally {
        await world.stop();
      }
    },
  );
  // A counterexample is told with its seed.
  await fc.assert(runs, { numRuns: 40, endOnFailure: true });
}, 300_000);
