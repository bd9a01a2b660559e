import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IsolateSpec } from '../../src/finding/lease-spec.ts';
import { day, hour, minute } from '../support/acts.ts';
import {
  account,
  bob,
  carol,
  type LeaseWorld,
  leaseIn,
  region,
  seedInstance,
  seedWeb,
  sshTo,
  startLeases,
} from '../support/leases.ts';

let world: LeaseWorld;
beforeEach(async () => {
  world = await startLeases();
});
afterEach(() => world.stop());

const plain = { snapshot: true, tag: false, cut: false, revokeSessions: false, stop: false };
const isolating = (instanceId: string, ticks: Partial<IsolateSpec> = {}): IsolateSpec => ({
  ...{ kind: 'isolate', instanceId, ...plain },
  ...ticks,
});

async function isolated(instanceId: string, ticks: Partial<IsolateSpec> = {}) {
  const lease = leaseIn(await world.request(isolating(instanceId, ticks), { duration: null }));
  expect(await world.approve(lease)).toMatchObject({ kind: 'approved' });
  await world.run(15_000);
  expect(await world.lease(lease.id)).toMatchObject({ state: 'active' });
  return lease.id;
}

async function released(id: number) {
  expect(await world.as(carol, 'responder', 'endLease', { leaseId: id })).toMatchObject({
    kind: 'not-yours',
  });
  expect(await world.as(bob, 'approver', 'endLease', { leaseId: id })).toMatchObject({ kind: 'ending' });
  await world.run(30_000);
  expect(await world.lease(id)).toMatchObject({ state: 'ended' });
}

describe('an isolation', () => {
  test('first leaves the Auto Scaling group and the load balancer, then is cut off, and can be undone', async () => {
    const { instance, own, ec2, targets, arn, scaling, groupsNow } = seedWeb(world);
    const id = await isolated(instance.id);
    const changes = world.changes();
    expect(changes).toEqual([
      ...['EnterStandby', 'CreateSecurityGroup', 'RevokeSecurityGroupEgress'],
      ...['ModifyNetworkInterfaceAttribute', 'CreateSnapshots'],
    ]);
    const [isolation] = ec2.groups().filter(({ name }) => name.startsWith('yagura'));
    expect(isolation?.rules).toEqual([]);
    expect(groupsNow()).toEqual([isolation?.id]);
    expect(ec2.snapshots()).toMatchObject([{ tags: { 'yagura:lease': `L${id}` } }]);
    expect(targets.targets(arn)).toEqual([]);
    scaling.fails(instance.id);
    expect(scaling.terminateUnhealthy()).toEqual([]);

    await released(id);
    expect(groupsNow()).toEqual([own.id]);
    expect(ec2.groups().filter(({ name }) => name.startsWith('yagura'))).toEqual([]);
    expect(targets.targets(arn)).toEqual([instance.id]);
    expect(scaling.group('web')).toMatchObject({ desired: 1 });
    // The evidence stays.
    expect(ec2.snapshots()).toHaveLength(1);
  });

  test('with every tick, and what others changed meanwhile stays', async () => {
    const { instance, own, vpc, ec2, networkInterface, groupsNow } = seedWeb(world);
    const id = await isolated(instance.id, { tag: true, cut: true, revokeSessions: true, stop: true });
    const [isolation, ...others] = ec2.groups().filter(({ name }) => name.startsWith('yagura'));
    expect([isolation?.rules, others]).toEqual([[], []]);
    const inline = Object.entries(world.aws.world.iam(account).role('web')?.inline ?? {});
    expect(inline).toMatchObject([[`yagura-L${id}-test`, expect.stringContaining('aws:TokenIssueTime')]]);
    const here = () => ec2.instances().find((one) => one.id === instance.id);
    expect(here()).toMatchObject({ tags: { 'yagura:isolated': `L${id}` } });
    expect(here()?.state).toMatch(/^stopp/);

    const forensic = ec2.seedGroup({ vpcId: vpc.id, name: 'forensic' });
    ec2.setInterfaceGroups(networkInterface.id, [...groupsNow(), forensic.id]);
    await world.run(minute);
    expect((await world.lease(id)).drift).toEqual([{ code: 'group-added', subject: networkInterface.id }]);
    await released(id);
    expect([...groupsNow()].sort()).toEqual([own.id, forensic.id].sort());
    expect(Object.keys(world.aws.world.iam(account).role('web')?.inline ?? {})).toEqual([]);
    expect(here()?.tags).toEqual({});
  });

  test('uses the forensic group of the configuration, and leaves it as it is', async () => {
    const { instance, own, vpc, ec2, groupsNow } = seedWeb(world);
    const forensic = ec2.seedGroup({ vpcId: vpc.id, name: 'forensic' });
    world.policy = { ...world.policy, forensicGroups: { [vpc.id]: forensic.id } };
    const id = await isolated(instance.id, { cut: true });
    expect(groupsNow()).toEqual([forensic.id]);
    await released(id);
    expect(groupsNow()).toEqual([own.id]);
    expect(ec2.groups().map(({ id: one }) => one)).toContain(forensic.id);
    expect(ec2.groups().filter(({ name }) => name.startsWith('yagura'))).toEqual([]);
  });

  test('has no end by itself: somebody is asked, and called', async () => {
    const { instance, groupsNow } = seedWeb(world);
    const id = await isolated(instance.id);
    const cutOff = groupsNow();
    await world.run(minute);
    world.pass(day);
    await world.tick();
    expect((await world.store.cards.lastPut(`lease:${id}:alarm:`))?.data).toMatchObject({ what: 'review' });
    expect(await world.store.leasePages.due(world.now(), 10)).toMatchObject([
      { leaseId: id, want: 'trigger' },
    ]);
    expect([(await world.lease(id)).state, groupsNow()]).toEqual(['active', cutOff]);
  });

  test('nothing is attached to what is cut off, and what was attached ends', async () => {
    const { instance, ec2 } = seedWeb(world);
    const lent = leaseIn(await world.request(sshTo(instance.id)));
    await world.approve(lent);
    await world.run();
    const id = await isolated(instance.id);
    expect(await world.lease(lent.id)).toMatchObject({ state: 'ended', ending: { reason: 'isolated' } });
    expect(await world.request(sshTo(instance.id, '203.0.113.9/32'))).toMatchObject({ kind: 'isolated' });
    const names = ec2.groups().map(({ name }) => name);
    expect(names).not.toContain(`yagura-L${lent.id}-test`);
    expect(names).toContain(`yagura-L${id}-test`);
  });

  test('goes on being tried when a part of it is refused, and somebody is called; it is not undone', async () => {
    const { instance, groupsNow, own } = seedWeb(world);
    const stop = world.aws.fault({ service: 'ec2', action: 'CreateSnapshots', kind: 'access-denied' });
    const lease = leaseIn(await world.request(isolating(instance.id), { duration: null }));
    await world.approve(lease);
    await world.run(minute);
    expect(await world.lease(lease.id)).toMatchObject({ state: 'attaching', trouble: { code: 'denied' } });
    expect(groupsNow()).not.toContain(own.id);
    expect(await world.store.leasePages.due(world.now(), 10)).toMatchObject([{ leaseId: lease.id }]);
    // Said once, however often it is tried.
    const asked = { target: `L${lease.id}`, actor: null, since: null, before: null, limit: 100 };
    const rows = await world.store.audit.list(asked);
    expect(rows.filter(({ act, outcome }) => `${act} ${outcome}` === 'lease.attaching failed')).toHaveLength(
      1,
    );
    stop();
    await world.run(minute);
    expect((await world.lease(lease.id)).state).toBe('active');
  });

  test('has not failed where AWS did a part of its first step and refused the rest', async () => {
    const { instance, vpc } = seedInstance(world);
    const targets = world.aws.world.elb(account, region);
    for (const name of ['one', 'two'])
      targets.seedTargetGroup({ name, vpcId: vpc.id, targets: [instance.id] });
    let calls = 0;
    world.aws.onCall(({ action, phase, n }) => {
      if (action !== 'DeregisterTargets' || phase !== 'before') return;
      calls += 1;
      if (calls === 2) world.aws.fault({ kind: 'access-denied', n, count: 1 });
    });
    await isolated(instance.id);
    expect(calls).toBe(3);
  });
});

describe('a leaked key', () => {
  test('is switched off, and on again only by a person', async () => {
    const iam = world.aws.world.iam(account);
    const key = 'AKIAEXAMPLELEAKED001';
    iam.putUser({ name: 'ci', keys: [{ id: key }] });
    const spec = { kind: 'access-key', accessKeyId: key } as const;
    const lease = leaseIn(await world.request(spec, { duration: null }));
    expect(lease.plan.user).toBe('ci');
    await world.approve(lease);
    await world.run();
    expect(iam.user('ci')?.keys).toMatchObject([{ id: key, active: false }]);
    world.pass(3 * day);
    await world.run();
    expect((await world.lease(lease.id)).state).toBe('active');
    await released(lease.id);
    expect(iam.user('ci')?.keys).toMatchObject([{ id: key, active: true }]);
    expect(await world.plan({ kind: 'access-key', accessKeyId: 'AKIAEXAMPLENOTTHERE1' })).toMatchObject({
      obstacles: [{ code: 'no-key' }],
    });
  });
});

describe('when the program is dead', () => {
  test('the schedule closes what the lease opened, and a clean end takes it away', async () => {
    await world.stop();
    const roleArn = `arn:aws:iam::${account}:role/yagura-failsafe`;
    world = await startLeases({ roles: [{ arn: roleArn, trusts: ['scheduler.amazonaws.com'] }] });
    const failsafe = {
      roleArn: 'arn:aws:iam::{account}:role/yagura-failsafe',
      group: 'default',
      after: 5 * minute,
    };
    world.policy = { ...world.policy, failsafe };
    const { instance, ec2, own } = seedInstance(world);
    const schedules = () => world.aws.world.scheduler(account, region).schedules();
    const lease = leaseIn(await world.request(sshTo(instance.id)));
    await world.approve(lease);
    await world.run();
    expect(schedules()).toMatchObject([{ name: `yagura-L${lease.id}-test` }]);
    // Nobody is there at its end.
    world.pass(hour + 5 * minute);
    await world.aws.tick();
    const [group] = ec2.groups().filter(({ name }) => name.startsWith('yagura'));
    expect(group?.rules).toEqual([]);
    expect(ec2.groups().find((one) => one.id === own.id)?.rules).not.toEqual([]);
    await world.run(20_000);
    expect((await world.lease(lease.id)).state).toBe('ended');
    expect(schedules()).toEqual([]);
  });

  test('the sweep ends again what was left, and only tells of what is not ours', async () => {
    const { instance, ec2, vpc, own, networkInterface } = seedInstance(world);
    const lease = leaseIn(await world.request(sshTo(instance.id)));
    await world.approve(lease);
    await world.run(hour + minute);
    expect((await world.lease(lease.id)).state).toBe('ended');
    world.pass(2 * minute);
    const tags = { 'yagura:lease': `L${lease.id}`, 'yagura:deployment': 'test' };
    const left = ec2.seedGroup({ vpcId: vpc.id, name: `yagura-L${lease.id}-test`, tags });
    const forged = ec2.seedGroup({ vpcId: vpc.id, name: 'forged', tags });
    const theirs = ec2.seedGroup({
      ...{ vpcId: vpc.id, name: 'yagura-L1-other' },
      tags: { 'yagura:lease': 'L1', 'yagura:deployment': 'other' },
    });
    ec2.setInterfaceGroups(networkInterface.id, [own.id, left.id, forged.id]);
    await world.sweep();
    await world.run(30_000);
    const groupsNow = () => ec2.interfaces().find((one) => one.id === networkInterface.id)?.groupIds;
    expect(groupsNow()).toEqual([own.id, forged.id]);
    expect(await world.lease(lease.id)).toMatchObject({ state: 'ended', ending: { reason: 'orphan' } });
    const place = { account, region };
    const strays = async () => (await world.store.strays.present(place)).map(({ groupId }) => groupId).sort();
    expect(await strays()).toEqual([forged.id, theirs.id].sort());

    const gone = await world.as(bob, 'approver', 'removeStray', { groupId: forged.id });
    expect(gone).toMatchObject({ kind: 'removing' });
    await world.sweep();
    expect([groupsNow(), await strays()]).toEqual([[own.id], [theirs.id]]);
  });
});

test('a runbook of the allow-list is started once and followed to its end', async () => {
  const { instance } = seedInstance(world);
  const parameters = [
    { name: 'InstanceId', type: 'instance', required: true, choices: [], pattern: null },
    { name: 'Action', type: 'choice', required: true, choices: ['Contain'], pattern: null },
    { name: 'DryRun', type: 'boolean', required: false, choices: [], pattern: null },
  ] as const;
  const document = 'AWSSupport-ContainEC2Instance';
  world.policy = {
    ...world.policy,
    runbooks: [{ name: 'contain', document, needs: 'responder', parameters }],
  };
  const start = (filled: Record<string, string>, name = 'contain') => {
    const place = { account, region };
    const input = { name, place, parameters: filled, reason: 'mining', caseId: null };
    return world.as(carol, 'responder', 'startRunbook', input);
  };
  expect(await start({}, 'AWS-RunShellScript')).toMatchObject({ kind: 'no-runbook', known: ['contain'] });
  expect(await start({ InstanceId: 'i-1; rm', Action: 'Release', Command: 'x' })).toMatchObject({
    problems: [{ code: 'unknown' }, { code: 'no-instance' }, { code: 'not-a-choice' }],
  });
  const answer = await start({ InstanceId: instance.id, Action: 'Contain', DryRun: 'true' });
  if (answer.kind !== 'started') throw new Error(answer.kind);
  // The answer to the start is lost; the same token starts nothing a second time.
  const stop = world.aws.fault({ service: 'ssm', action: 'StartAutomationExecution', kind: 'cut', count: 2 });
  await world.follow();
  stop();
  for (let rounds = 0; rounds < 12; rounds += 1) {
    world.pass(5_000);
    await world.follow();
  }
  expect(await world.store.runbooks.byId(answer.run.id)).toMatchObject({
    ...{ state: 'succeeded', output: 'ReportContain.Output: The instance was contained.', nextAt: null },
  });
});
