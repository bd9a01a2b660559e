import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AwsFault } from '../../sim/aws/faults.ts';
import type { LeaseSpec } from '../../src/finding/lease-spec.ts';
import { minute } from '../support/acts.ts';
import {
  account,
  bob,
  carol,
  type LeaseWorld,
  leasePolicy,
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
  | { readonly kind: 'isolate' | 'switch-off' }
  | { readonly kind: 'approve'; readonly lease: number; readonly by: readonly string[] }
  | { readonly kind: 'extend'; readonly lease: number; readonly minutes: number }
  | { readonly kind: 'decide'; readonly lease: number; readonly by: string; readonly grant: boolean }
  | { readonly kind: 'refuse' | 'done' | 'let-go' | 'put-right' | 'edit' | 'refer'; readonly lease: number }
  | { readonly kind: 'regroup'; readonly groups: readonly number[] }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'fault'; readonly fault: AwsFault['kind']; readonly count: number }
  | { readonly kind: 'work'; readonly rounds: number; readonly owner: 'one' | 'two' }
  | { readonly kind: 'pass'; readonly seconds: number };

/** Counted back from the latest, which most of what people do is about. */
const lease = fc.constantFrom(0, 0, 0, 1, 1, 2);
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
      kind: fc.constantFrom('refuse', 'done', 'let-go', 'put-right', 'edit', 'refer'),
      lease,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('isolate', 'isolate', 'switch-off') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('extend' as const),
      lease,
      minutes: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      lease,
      by: fc.constantFrom(...people),
      grant: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('regroup' as const),
      groups: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 }),
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

const granted: readonly Deed[] = [
  { kind: 'approve', lease: 0, by: [bob] },
  ...[1, 2, 3].flatMap((): Deed[] => [
    { kind: 'work', rounds: 4, owner: 'one' },
    { kind: 'pass', seconds: 2 },
  ]),
];
const lent: Deed = { kind: 'ask', cidr: narrow, minutes: 4, alone: false };
const ownWish: Deed = { kind: 'decide', lease: 0, by: carol, grant: true };
/** What chance alone seldom comes to in full; it may go wrong all the same. */
const middles = fc.constantFrom<readonly Deed[]>(
  [],
  [{ kind: 'isolate' }, ...granted],
  [lent, ...granted, { kind: 'extend', lease: 0, minutes: 4 }, ownWish],
);
const few = fc.array(deed, { minLength: 4, maxLength: 20, size: 'max' });
const story = fc.tuple(few, middles, few).map((parts) => parts.flat());

const longest = { viewer: 0, responder: 5 * minute, approver: 10 * minute, admin: 10 * minute };
const key = 'AKIAEXAMPLELEAKED001';

/**
 * The truth as small as it can be: what others gave the interface, whose rules name ours, and which leases somebody else
 * made longer than their requester may.
 */
function truthOf(world: LeaseWorld) {
  const everywhere = leasePolicy.environments['*'];
  if (everywhere === undefined) throw new Error('it holds everywhere');
  world.policy = { ...leasePolicy, environments: { '*': { ...everywhere, longest } } };
  const iam = world.aws.world.iam(account);
  iam.putUser({ name: 'ci', keys: [{ id: key }] });
  const isKeyOn = () => iam.user('ci')?.keys?.[0]?.active !== false;
  const { ec2, vpc, own, instance, networkInterface } = seedInstance(world);
  const others = [own.id, ...['b', 'c'].map((name) => ec2.seedGroup({ vpcId: vpc.id, name }).id)];
  const ids: number[] = [];
  const isolations = new Set<string>();
  const [referred, lengthened] = [new Set<string>(), new Set<number>()];
  let theirs = [own.id];
  /** What an isolation took from the interface, to give it back. */
  let taken: string[] = [];
  const groupsNow = () => ec2.interfaces().find((one) => one.id === networkInterface.id)?.groupIds;
  const ours = () => ec2.groups().filter(({ name }) => name.startsWith('yagura'));
  const ourGroupOf = (at: number) => ours().find(({ name }) => name === `yagura-L${ids.at(-1 - at)}-test`);
  /** A fault of AWS's, or an obstacle, and nothing is asked for. */
  const ask = async (spec: LeaseSpec, duration: number | null, breakGlass = false) => {
    const planned = await world.plan(spec).catch(() => null);
    if (planned?.kind !== 'plan') return null;
    const [who, role] = breakGlass ? ([bob, 'approver'] as const) : ([carol, 'responder'] as const);
    const asked = { spec, place: { account, region }, planned, duration, reason: 'any', caseId: null };
    const answer = await world.as(who, role, 'requestLease', { ...asked, breakGlass });
    if (answer.kind === 'requested' || answer.kind === 'begun') ids.push(answer.lease.id);
    return answer.kind;
  };

  /** Others add and take away only what they see; what an isolation took they cannot take away. */
  function regroup(wanted: readonly string[]): void {
    const now = groupsNow();
    if (now === undefined) return;
    const seen = now.filter((id) => others.includes(id));
    const isCutOff = now.some((id) => isolations.has(ec2.groups().find((one) => one.id === id)?.name ?? ''));
    taken = isCutOff ? [...taken, ...theirs.filter((id) => !seen.includes(id))] : [];
    const gone = seen.filter((id) => !wanted.includes(id) && !taken.includes(id));
    theirs = [...new Set([...theirs.filter((id) => !gone.includes(id)), ...wanted])];
    ec2.setInterfaceGroups(networkInterface.id, [...wanted, ...now.filter((id) => !others.includes(id))]);
  }

  async function does(one: Deed): Promise<void> {
    switch (one.kind) {
      case 'ask': {
        const kind = await ask(sshTo(instance.id, one.cidr), one.minutes * minute, one.alone);
        if (one.cidr === wide && kind !== null) expect(kind).toBe('guarded');
        return;
      }
      case 'isolate': {
        const ticks = { snapshot: false, tag: true, cut: true, revokeSessions: false, stop: false };
        const kind = await ask({ kind: 'isolate', instanceId: instance.id, ...ticks }, null);
        if (kind === 'requested')
          isolations.add(`yagura-L${ids.at(-1)}-test`).add(`yagura-L${ids.at(-1)}-test-cut`);
        return;
      }
      case 'switch-off':
        await ask({ kind: 'access-key', accessKeyId: key }, null);
        return;
      case 'approve': {
        const asked = await leaseAt(one.lease);
        if (asked === null) return;
        // A fault of AWS's, and nothing is decided.
        await Promise.allSettled(one.by.map((by) => world.approve(asked, by)));
        return;
      }
      case 'regroup':
        regroup(one.groups.flatMap((at) => others[at] ?? []));
        return;
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

  async function about(one: Exclude<Extract<Deed, { lease: number }>, { kind: 'approve' }>): Promise<void> {
    const leaseId = ids.at(-1 - one.lease);
    if (leaseId === undefined) return;
    const group = ourGroupOf(one.lease);
    switch (one.kind) {
      case 'refuse':
        await world.as(bob, 'approver', 'refuseLease', { leaseId, reason: 'no' });
        return;
      case 'done':
        await world.as(carol, 'responder', 'endLease', { leaseId });
        return;
      case 'let-go':
        await world.as(bob, 'approver', 'endLease', { leaseId });
        return;
      case 'extend': {
        const duration = one.minutes * minute;
        await world.as(carol, 'responder', 'extendLease', { leaseId, duration, reason: 'more' });
        return;
      }
      case 'decide': {
        const { endsAt, extension, requester } = await world.lease(leaseId);
        if (extension === null) return;
        const decided = { leaseId, until: extension.until, grant: one.grant };
        const { kind } = await world.as(one.by, 'approver', 'decideExtension', decided);
        if (kind === 'extended') lengthened.add(leaseId);
        else expect((await world.lease(leaseId)).endsAt).toBe(endsAt);
        if (one.by === requester || one.by === extension.by) expect(kind).toBe('own');
        return;
      }
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
    const id = ids.at(-1 - at);
    return id === undefined ? null : world.lease(id);
  }

  return { ids, referred, lengthened, does, groupsNow, ours, isKeyOn, theirs: () => theirs };
}

/** So long that every lease is over, and a minute more; what has no end of its own is let go. */
async function untilTheEnd(world: LeaseWorld, ids: readonly number[]): Promise<void> {
  for (const leaseId of ids)
    if ((await world.lease(leaseId)).spec.kind !== 'security-group')
      await world.as(bob, 'approver', 'endLease', { leaseId });
  const ends = await Promise.all(ids.map(async (id) => (await world.lease(id)).endsAt ?? 0));
  await world.run(Math.max(0, Math.max(0, ...ends) - world.now()) + minute);
}

async function expectTruth(world: LeaseWorld, truth: ReturnType<typeof truthOf>): Promise<void> {
  const { ids, referred, lengthened, groupsNow, ours, theirs } = truth;
  expect(truth.isKeyOn()).toBe(true);
  if (groupsNow() !== undefined) expect([...(groupsNow() ?? [])].sort()).toEqual([...theirs()].sort());
  // Only what somebody's rule still names may stay, attached to nothing; and then somebody was called.
  for (const { id, name } of ours()) {
    expect(referred).toContain(id);
    const of = await world.lease(Number(/L(\d+)/.exec(name)?.[1]));
    expect(of).toMatchObject({ state: 'ending', trouble: { code: 'in-use' } });
    expect(of.pagedAt).not.toBeNull();
  }
  const calls = world.aws.calls();
  // All protocols: the group that cuts connections off, for as long as that takes.
  const opened = calls
    .filter(({ action }) => action === 'AuthorizeSecurityGroupIngress')
    .map(({ input }) => JSON.stringify(input))
    .filter((input) => !input.includes('"IpProtocol":"-1"'));
  expect(opened.join()).not.toContain(wide);
  for (const id of ids) {
    const lease = await world.lease(id);
    const { state, approvals, planHash, needed, requester, breakGlass, journal, endsAt, approvedAt } = lease;
    const most = lengthened.has(id) || breakGlass ? longest.approver : longest.responder;
    if (endsAt !== null && approvedAt !== null) expect(endsAt - approvedAt).toBeLessThanOrEqual(most);
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
  const runs = fc.asyncProperty(story, async (deeds) => {
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
  });
  // A counterexample is told with its seed.
  await fc.assert(runs, { numRuns: 40, endOnFailure: true });
}, 300_000);
