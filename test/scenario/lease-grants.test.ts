import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LeaseSpec } from '../../src/finding/lease-spec.ts';
import { hour, minute } from '../support/acts.ts';
import { databases } from '../support/databases.ts';
import {
  account,
  bob,
  carol,
  type LeaseWorld,
  leaseIn,
  seedInstance,
  seedWeb,
  sshTo,
  startLeases,
} from '../support/leases.ts';
import { branches } from '../support/lessor.ts';
import { startTellings } from '../support/tellings.ts';

let world: LeaseWorld;
beforeEach(async () => {
  world = await startLeases();
});
afterEach(() => world.stop());

async function asked() {
  const seeded = seedInstance(world);
  const lease = leaseIn(await world.request(sshTo(seeded.instance.id)));
  return { ...seeded, lease };
}

async function audited(target: string) {
  const rows = await world.store.audit.list({ target, actor: null, since: null, before: null, limit: 20 });
  return rows.map(({ act, outcome, actor }) => `${actor ?? 'program'} ${act} ${outcome}`).reverse();
}

describe('who may say yes', () => {
  test('somebody else, and then it begins', async () => {
    const { lease } = await asked();
    expect(lease).toMatchObject({ state: 'requested', needed: 1, nextAt: null });
    expect(await world.approve(lease)).toMatchObject({ kind: 'approved', left: 0 });
    expect(await world.lease(lease.id)).toMatchObject({
      ...{ state: 'approved', approvedAt: world.now(), endsAt: world.now() + hour },
      approvals: [{ by: bob, planHash: lease.planHash }],
    });
    expect(await audited(`L${lease.id}`)).toEqual([`${carol} requestLease done`, `${bob} approveLease done`]);
  });

  test.each([
    ['whoever asked', carol],
    ['another account of the same person', 'U0CAROL2'],
  ])('not %s', async (_, by) => {
    const { lease } = await asked();
    expect(await world.approve(lease, by)).toMatchObject({ kind: 'own' });
    expect((await world.lease(lease.id)).state).toBe('requested');
    expect(await audited(`L${lease.id}`)).toContain(`${by} approveLease refused`);
  });

  test('not an approver of another account', async () => {
    const { lease } = await asked();
    const elsewhere = { role: 'approver', accounts: ['111122223333'], environments: null } as const;
    const planned = await world.desk.planAgain(lease);
    const input = { leaseId: lease.id, shownHash: lease.planHash, planned };
    expect(await world.as('U0DAVE', 'approver', 'approveLease', input, [elsewhere])).toMatchObject({
      ...{ kind: 'not-yours', needs: 'approver' },
    });
    expect(await audited(`L${lease.id}`)).toContain('U0DAVE approveLease refused');
  });

  test('not once the request has lapsed, whether the clock came by or not', async () => {
    const { lease } = await asked();
    world.pass(4 * hour);
    expect(await world.approve(lease)).toMatchObject({ kind: 'expired' });
    await world.tick();
    expect(await world.approve(lease)).toMatchObject({ kind: 'not-now', state: 'expired' });
    expect(await audited(`L${lease.id}`)).toEqual([
      `${carol} requestLease done`,
      `${bob} approveLease refused`,
      'program lease.lapse done',
      `${bob} approveLease refused`,
    ]);
  });

  test('not to a plan that is no longer the one that was shown; it is shown again', async () => {
    const { lease, ec2, vpc, own, networkInterface } = await asked();
    const other = ec2.seedGroup({ vpcId: vpc.id, name: 'other' });
    ec2.setInterfaceGroups(networkInterface.id, [own.id, other.id]);
    expect(await world.approve(lease)).toMatchObject({ kind: 'plan-changed' });
    const anew = await world.lease(lease.id);
    expect([anew.state, anew.planHash === lease.planHash]).toEqual(['requested', false]);
    expect(await audited(`L${lease.id}`)).toContain(`${bob} approveLease refused`);
    // Whoever still sees the old one says yes to nothing.
    expect(await world.approve({ ...anew, planHash: lease.planHash })).toMatchObject({
      kind: 'plan-changed',
    });
    expect(await world.approve(anew)).toMatchObject({ kind: 'approved' });
  });

  test('two where two are needed, and nobody twice', async () => {
    const everywhere = world.policy.environments['*'];
    if (everywhere === undefined) throw new Error('it holds everywhere');
    const approvals = { ...everywhere.approvals, 'security-group': 2 };
    world.policy = { ...world.policy, environments: { '*': { ...everywhere, approvals } } };
    const { lease } = await asked();
    expect(await world.approve(lease, bob)).toMatchObject({ kind: 'approved', left: 1 });
    expect(await world.approve(lease, bob)).toMatchObject({ kind: 'already' });
    expect((await world.lease(lease.id)).state).toBe('requested');
    expect(await world.approve(lease, 'U0DAVE')).toMatchObject({ kind: 'approved', left: 0 });
  });
});

test.each(databases)(
  'two who say yes at once, on two replicas over $name, begin it once',
  async ({ start }) => {
    const server = await start();
    const shared = await startLeases({ database: await server.create() });
    const other = await shared.replica();
    const { instance, groupsNow } = seedWeb(shared);
    const lease = leaseIn(await shared.request(sshTo(instance.id)));
    const planned = await shared.desk.planAgain(lease);
    const input = { leaseId: lease.id, shownHash: lease.planHash, planned };
    const answers = await Promise.all([
      shared.as(bob, 'approver', 'approveLease', input),
      other.as('U0DAVE', 'approver', 'approveLease', input),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['approved', 'not-now']);
    for (let passed = 0; passed < 10; passed += 1) {
      await Promise.all([shared.round(), other.round(), shared.round(), other.round()]);
      shared.pass(1_000);
    }
    expect(await shared.lease(lease.id)).toMatchObject({ state: 'active', approvals: [{}] });
    expect(shared.changes()).toEqual([
      ...['CreateSecurityGroup', 'RevokeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress'],
      'ModifyNetworkInterfaceAttribute',
    ]);
    expect(groupsNow()).toHaveLength(2);
    expect(await shared.store.audit.verify([])).toMatchObject({ whole: true });
    await other.stop();
    await shared.stop();
    await server.stop();
  },
);

describe('what else becomes of a request', () => {
  test('refused, with a reason', async () => {
    const { lease } = await asked();
    const refusal = { leaseId: lease.id, reason: 'use the bastion' };
    expect(await world.as(carol, 'approver', 'refuseLease', refusal)).toMatchObject({ kind: 'own' });
    expect(await world.as(bob, 'approver', 'refuseLease', refusal)).toMatchObject({ kind: 'refused' });
    expect(await world.approve(lease)).toMatchObject({ kind: 'not-now', state: 'refused' });
    await world.run(minute);
    expect(world.changes()).toEqual([]);
  });

  test('withdrawn, by nobody else', async () => {
    const { lease } = await asked();
    expect(await world.as(bob, 'admin', 'withdrawLease', { leaseId: lease.id })).toMatchObject({
      kind: 'not-own',
    });
    const answer = await world.as(carol, 'responder', 'withdrawLease', { leaseId: lease.id });
    expect(answer).toMatchObject({ kind: 'withdrawn', lease: { state: 'refused', refusal: { by: carol } } });
  });

  test('approvers are reminded, ever more seldom', async () => {
    const { lease } = await asked();
    const cardsAt: number[] = [];
    for (let passed = 0; passed < 4 * 60; passed += 1) {
      world.pass(minute);
      await world.tick();
      const last = await world.store.cards.lastPut(`lease:${lease.id}:alarm:`);
      const at = Number(last?.key.split(':').at(-1) ?? 0);
      if (at !== 0 && at !== cardsAt.at(-1)) cardsAt.push(at);
    }
    expect(cardsAt.map((at) => (at - lease.requestedAt) / minute)).toEqual([15, 45, 105, 225]);
    expect((await world.lease(lease.id)).state).toBe('expired');
  });

  test('one person alone may break the glass, loudly', async () => {
    const { instance } = seedInstance(world);
    const spec = sshTo(instance.id);
    expect(await world.request(spec, { breakGlass: true })).toMatchObject({ kind: 'no-break-glass' });
    const planned = await world.plan(spec);
    if (planned.kind !== 'plan') throw new Error('nothing is in the way');
    const input = {
      spec,
      planned,
      duration: hour,
      reason: 'the site is down',
      caseId: null,
      breakGlass: true,
    };
    const place = { account, region: 'us-east-1' };
    const answer = await world.as(bob, 'approver', 'requestLease', { ...input, place });
    expect(answer).toMatchObject({ kind: 'begun', lease: { state: 'approved', breakGlass: true } });
    const id = leaseIn(answer).id;
    expect((await world.store.cards.lastPut(`lease:${id}:alarm:`))?.data).toMatchObject({
      what: 'break-glass',
    });
    expect((await world.store.leases.breakGlassSince(0)).map((one) => one.id)).toEqual([id]);
  });

  test('a longer time: within the bounds at once, beyond them by an approver, never beyond anybody’s', async () => {
    const { lease } = await asked();
    await world.approve(lease);
    await world.run();
    const extend = (duration: number) =>
      world.as(carol, 'responder', 'extendLease', { leaseId: lease.id, duration, reason: 'not done' });
    expect(await extend(3 * hour)).toMatchObject({ kind: 'extended' });
    const until = (await world.lease(lease.id)).endsAt ?? 0;
    expect(until - world.now()).toBeGreaterThan(3.9 * hour);
    expect(await extend(hour)).toMatchObject({ kind: 'asked', lease: { endsAt: until } });
    expect(await extend(48 * hour)).toMatchObject({ kind: 'too-long' });
    const decide = { leaseId: lease.id, until: until + hour, grant: true };
    expect(await world.as(carol, 'approver', 'decideExtension', decide)).toMatchObject({ kind: 'own' });
    expect(await world.as(bob, 'approver', 'decideExtension', decide)).toMatchObject({ kind: 'extended' });
    expect((await world.lease(lease.id)).endsAt).toBe(until + hour);
  });
});

/** Every call to AWS since the start, the role's taking included. */
const everyCall = (from: LeaseWorld) =>
  from.aws
    .calls()
    .map(({ service, action, mutating, error }) =>
      [`${service}:${action}`, ...(mutating ? ['CHANGES'] : []), ...(error === null ? [] : [error])].join(
        ' ',
      ),
    );

const looksAtInstance = ['ec2:DescribeInstances', 'ec2:DescribeNetworkInterfaces'];
const looksForAccess = [...looksAtInstance, 'servicequotas:GetServiceQuota'];
const looksForIsolation = [
  ...looksAtInstance,
  ...['autoscaling:DescribeAutoScalingInstances', 'autoscaling:DescribeAutoScalingGroups'],
  ...['elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth'],
  'iam:GetInstanceProfile',
];
const looksForKey = ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'];
const asksWhether = (...actions: string[]) => actions.map((action) => `ec2:${action} DryRunOperation`);

/** What each kind looks at to make a plan, and what it asks AWS whether it might. */
const kinds: readonly (readonly [LeaseSpec['kind'], readonly string[], readonly string[]])[] = [
  ['security-group', looksForAccess, asksWhether('CreateSecurityGroup', 'ModifyNetworkInterfaceAttribute')],
  [
    'isolate',
    looksForIsolation,
    asksWhether('CreateSecurityGroup', 'ModifyNetworkInterfaceAttribute', 'CreateSnapshots', 'StopInstances'),
  ],
  ['access-key', looksForKey, []],
];

describe('nothing is changed', () => {
  const [branch = ''] = branches;
  let office: LeaseWorld;
  beforeEach(async () => {
    office = await startTellings();
  });
  afterEach(() => office.stop());

  function specOf(kind: LeaseSpec['kind']): LeaseSpec {
    const key = 'AKIAEXAMPLELEAKED001';
    office.aws.world.iam(branch).putUser({ name: 'ci', keys: [{ id: key }] });
    const { instance } = seedWeb(office, 'web', branch);
    const ticks = { snapshot: true, tag: true, cut: true, revokeSessions: true, stop: true };
    switch (kind) {
      case 'security-group':
        return sshTo(instance.id);
      case 'isolate':
        return { kind, instanceId: instance.id, ...ticks };
      case 'access-key':
        return { kind, accessKeyId: key };
    }
  }

  test.each(kinds)('by a dry run of %s', async (kind, looks, asks) => {
    const spec = specOf(kind);
    const planned = await office.at(branch).plan(spec);
    if (planned.kind !== 'plan') throw new Error('nothing is in the way');
    const place = { account: branch, region: 'us-east-1' };
    const checked = await office.desk.check(spec, place, planned, { by: carol, role: 'responder' });
    expect(checked.filter(({ allowed }) => allowed === 'yes')).toHaveLength(asks.length);
    expect(checked.filter(({ allowed }) => allowed === 'no')).toEqual([]);
    expect(everyCall(office)).toEqual(['sts:AssumeRole', ...looks, ...asks]);
    office.policy = { ...office.policy, dryRun: true };
    expect(await office.at(branch).request(spec)).toEqual({ kind: 'dry-run-only' });
    await office.run(minute);
    expect(everyCall(office)).toEqual(['sts:AssumeRole', ...looks, ...asks, ...looks]);
  });

  test.each(kinds)('by a request for %s that is refused, withdrawn or lapses', async (kind, looks) => {
    const spec = specOf(kind);
    const over = { duration: kind === 'security-group' ? hour : null };
    const ask = async () => leaseIn(await office.at(branch).request(spec, over)).id;
    const refused = { leaseId: await ask(), reason: 'no' };
    expect(await office.as(bob, 'approver', 'refuseLease', refused)).toMatchObject({ kind: 'refused' });
    const withdrawn = { leaseId: await ask() };
    expect(await office.as(carol, 'responder', 'withdrawLease', withdrawn)).toMatchObject({
      kind: 'withdrawn',
    });
    const lapsed = await ask();
    office.pass(4 * hour);
    await office.tick();
    expect(await office.lease(lapsed)).toMatchObject({ state: 'expired' });
    await office.run(minute);
    expect(everyCall(office)).toEqual(['sts:AssumeRole', ...looks, ...looks, ...looks]);
  });

  test('by a runbook that nobody may start, with what it may not be given, or in a dry run', async () => {
    const kind = { type: 'instance', choices: [], pattern: null } as const;
    const parameter = { name: 'InstanceId', required: true, ...kind };
    const runbook = { name: 'restart', document: 'Team-Restart', needs: 'approver' } as const;
    office.policy = { ...office.policy, runbooks: [{ ...runbook, parameters: [parameter] }] };
    const place = { account: branch, region: 'us-east-1' };
    const input = { name: 'restart', place, parameters: {}, reason: 'it hangs', caseId: null };
    const start = (role: 'responder' | 'approver', over: Partial<typeof input> = {}) =>
      office.as(carol, role, 'startRunbook', { ...input, ...over });
    expect(await start('responder')).toEqual({ kind: 'not-yours', needs: 'approver' });
    expect(await start('approver')).toMatchObject({ kind: 'parameters' });
    expect(await start('approver', { name: 'other' })).toMatchObject({ kind: 'no-runbook' });
    office.policy = { ...office.policy, dryRun: true };
    expect(await start('approver')).toEqual({ kind: 'dry-run-only' });
    await office.follow();
    expect(everyCall(office)).toEqual([]);
  });

  test('by what is guarded against', async () => {
    const { instance } = seedInstance(world);
    expect(await world.request(sshTo(instance.id, '0.0.0.0/0'))).toMatchObject({
      ...{ kind: 'guarded', guards: [{ code: 'open-to-world' }] },
    });
    const spec = sshTo(instance.id);
    expect(await world.request(spec, { duration: 5 * hour })).toMatchObject({ kind: 'guarded' });
    await world.run(minute);
    expect(world.changes()).toEqual([]);
  });

  test('where the plan meets an obstacle', async () => {
    const { ec2, vpc, networkInterface, instance } = seedInstance(world);
    const groups = ['a', 'b', 'c', 'd', 'e'].map((name) => ec2.seedGroup({ vpcId: vpc.id, name }).id);
    ec2.setInterfaceGroups(networkInterface.id, groups);
    expect(await world.plan(sshTo(instance.id))).toEqual({
      kind: 'obstacles',
      obstacles: [{ code: 'interface-full', value: networkInterface.id, limit: '5' }],
    });
    expect(await world.plan(sshTo('i-0123456789abcdef9'))).toMatchObject({
      obstacles: [{ code: 'no-instance' }],
    });
    const other = ec2.seedGroup({ vpcId: ec2.seedVpc().id, name: 'elsewhere' });
    const spec = sshTo(instance.id);
    const source = { kind: 'group', groupId: other.id } as const;
    expect(await world.plan({ ...spec, rule: { ...spec.rule, source } })).toMatchObject({
      obstacles: [{ code: 'interface-full' }, { code: 'other-vpc', value: other.id }],
    });
    const list = ec2.seedPrefixList({ maxEntries: 2, entries: [{ cidr: '0.0.0.0/0', description: '' }] });
    const wide = { kind: 'prefix-list', prefixListId: list.id } as const;
    expect(await world.plan({ ...spec, rule: { ...spec.rule, source: wide } })).toMatchObject({
      obstacles: [{ code: 'interface-full' }, { code: 'wide-prefix-list', value: '0.0.0.0/0' }],
    });
    expect(world.changes()).toEqual([]);
  });
});

test('a stock-take of security groups finds what is of no use, open, double and full', async () => {
  const { ec2, vpc, own, networkInterface, instance } = seedInstance(world);
  const group = (name: string, peers: readonly string[] = []) => {
    const made = ec2.seedGroup({ vpcId: vpc.id, name, rules: [] });
    for (const value of peers) ec2.addRule(made.id, { peer: { kind: 'ipv4', value } });
    return made.id;
  };
  const open = group('open', ['0.0.0.0/0']);
  const [one, two] = [group('one', ['198.51.100.0/24']), group('two', ['198.51.100.0/24'])];
  ec2.setInterfaceGroups(networkInterface.id, [own.id, open, one, two, group('five')]);
  const unused = group('unused');
  const { rows, missed } = await world.desk.takeStock({ by: carol, role: 'responder' });
  expect(missed).toEqual([]);
  expect(rows.map(({ finding, subject, detail }) => `${finding} ${subject} ${detail}`.trim()).sort()).toEqual(
    [
      ...[`unused ${unused}`, `open-to-world ${open} 22/tcp`],
      ...[`duplicate ${one} ${two}`, `duplicate ${two} ${one}`],
      `at-limit ${networkInterface.id} 5/5`,
    ].sort(),
  );
  expect(rows.find((row) => row.finding === 'at-limit')?.name).toBe(instance.id);
});
