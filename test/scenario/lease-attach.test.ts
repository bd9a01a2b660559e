import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hour, minute } from '../support/acts.ts';
import { bob, carol, type LeaseWorld, leaseIn, seedInstance, sshTo, startLeases } from '../support/leases.ts';

let world: LeaseWorld;
beforeEach(async () => {
  world = await startLeases();
});
afterEach(() => world.stop());

/** An instance, and carol's access to it, approved. */
async function granted() {
  const seeded = seedInstance(world);
  const asked = leaseIn(await world.request(sshTo(seeded.instance.id)));
  expect(await world.approve(asked)).toMatchObject({ kind: 'approved', left: 0 });
  const groupsNow = () =>
    seeded.ec2.interfaces().find((one) => one.id === seeded.networkInterface.id)?.groupIds ?? [];
  const ourGroups = () => seeded.ec2.groups().filter(({ name }) => name.startsWith('yagura'));
  return { ...seeded, id: asked.id, groupsNow, ourGroups };
}

describe('lent access', () => {
  test('is attached, ends by itself, and leaves nothing behind', async () => {
    const { id, own, vpc, groupsNow, ourGroups } = await granted();
    expect(ourGroups()).toEqual([]);
    await world.run();
    expect((await world.lease(id)).state).toBe('active');
    const [group] = ourGroups();
    expect(group).toMatchObject({
      ...{ vpcId: vpc.id, name: `yagura-L${id}-test` },
      tags: { 'yagura:lease': `L${id}`, 'yagura:deployment': 'test' },
    });
    expect(group?.rules).toMatchObject([{ egress: false, protocol: 'tcp', fromPort: 22, toPort: 22 }]);
    expect(groupsNow()).toEqual([own.id, group?.id]);

    await world.run(hour + 1_000);
    expect(await world.lease(id)).toMatchObject({ state: 'ended', ending: { reason: 'expired', by: null } });
    expect(groupsNow()).toEqual([own.id]);
    expect(ourGroups()).toEqual([]);
    expect(world.changes()).toEqual([
      ...['CreateSecurityGroup', 'RevokeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress'],
      ...['ModifyNetworkInterfaceAttribute', 'ModifyNetworkInterfaceAttribute', 'DeleteSecurityGroup'],
    ]);
  });

  test('is given back early, and what others changed meanwhile stays', async () => {
    const { id, ec2, vpc, networkInterface, groupsNow, ourGroups } = await granted();
    await world.run();
    const other = ec2.seedGroup({ vpcId: vpc.id, name: 'other' });
    ec2.setInterfaceGroups(networkInterface.id, [other.id, ourGroups()[0]?.id ?? '']);
    expect(await world.as(carol, 'responder', 'endLease', { leaseId: id })).toMatchObject({ kind: 'ending' });
    await world.run();
    expect(await world.lease(id)).toMatchObject({ state: 'ended', ending: { reason: 'done', by: carol } });
    expect(groupsNow()).toEqual([other.id]);
  });

  test('is put off and on again by two processes without a second group', async () => {
    const { id, ourGroups } = await granted();
    const stop = world.aws.fault({ service: 'ec2', action: 'CreateSecurityGroup', kind: 'cut', count: 2 });
    await world.round('one');
    await world.round('one');
    stop();
    expect(ourGroups()).toHaveLength(1);
    world.pass(31_000);
    for (let rounds = 0; rounds < 5; rounds += 1) await world.round('two');
    expect((await world.lease(id)).state).toBe('active');
    expect(ourGroups()).toHaveLength(1);
  });

  test('where AWS shows late what was done, still attaches once and ends in time', async () => {
    world.aws.world.ec2Everywhere.lag(5_000);
    const { id, own, groupsNow, ourGroups } = await granted();
    await world.run(2 * minute);
    expect((await world.lease(id)).state).toBe('active');
    expect(ourGroups()).toHaveLength(1);
    await world.run(hour);
    expect((await world.lease(id)).state).toBe('ended');
    expect(groupsNow()).toEqual([own.id]);
    expect(ourGroups()).toEqual([]);
  });

  test('when ours is the only group left, what was there before comes back', async () => {
    const { id, ec2, own, networkInterface, groupsNow, ourGroups } = await granted();
    await world.run();
    ec2.setInterfaceGroups(networkInterface.id, [ourGroups()[0]?.id ?? '']);
    await world.as(bob, 'responder', 'endLease', { leaseId: id });
    await world.run();
    expect(await world.lease(id)).toMatchObject({ state: 'ended', ending: { reason: 'detached' } });
    expect(groupsNow()).toEqual([own.id]);
  });

  test('when nothing is left to put back, it lets nobody in and somebody is called, until a person helps', async () => {
    const { id, ec2, own, vpc, networkInterface, groupsNow, ourGroups } = await granted();
    await world.run();
    const [group] = ourGroups();
    ec2.setInterfaceGroups(networkInterface.id, [group?.id ?? '']);
    ec2.deleteGroup(own.id);
    await world.as(carol, 'responder', 'endLease', { leaseId: id });
    await world.run();
    expect(await world.lease(id)).toMatchObject({
      state: 'ending',
      trouble: { code: 'only-group', detail: networkInterface.id },
    });
    expect(ourGroups()[0]?.rules).toEqual([]);
    expect(await world.store.leasePages.due(world.now(), 10)).toMatchObject([
      { leaseId: id, want: 'trigger' },
    ]);
    // A person gives it another.
    const other = ec2.seedGroup({ vpcId: vpc.id, name: 'other' });
    ec2.setInterfaceGroups(networkInterface.id, [group?.id ?? '', other.id]);
    await world.run(15_000);
    expect((await world.lease(id)).state).toBe('ended');
    expect(groupsNow()).toEqual([other.id]);
    expect(await world.store.leasePages.due(world.now(), 10)).toMatchObject([
      { leaseId: id, want: 'resolve' },
    ]);
  });

  test('a role that may not begins nothing, and the lease says so', async () => {
    const { id } = await granted();
    world.aws.fault({ service: 'ec2', action: 'CreateSecurityGroup', kind: 'access-denied' });
    await world.run();
    expect(await world.lease(id)).toMatchObject({
      state: 'failed',
      trouble: { code: 'denied', step: 'group' },
    });
    expect(
      (
        await world.store.audit.list({ target: `L${id}`, actor: null, since: null, before: null, limit: 1 })
      )[0],
    ).toMatchObject({
      ...{ act: 'lease.give-up', outcome: 'failed' },
    });
  });

  test('a role that may only half of it undoes that half', async () => {
    const { id, own, groupsNow, ourGroups } = await granted();
    world.aws.fault({ service: 'ec2', action: 'AuthorizeSecurityGroupIngress', kind: 'access-denied' });
    await world.run(minute);
    expect(await world.lease(id)).toMatchObject({ state: 'ended', ending: { reason: 'cannot-attach' } });
    expect([groupsNow(), ourGroups()]).toEqual([[own.id], []]);
  });

  test('somebody who edits the group is told on, and it is put right when asked', async () => {
    const { id, ec2, ourGroups } = await granted();
    await world.run();
    ec2.addRule(ourGroups()[0]?.id ?? '', {
      peer: { kind: 'ipv4', value: '0.0.0.0/0' },
      fromPort: 1,
      toPort: 65_535,
    });
    await world.run(minute);
    expect((await world.lease(id)).drift).toMatchObject([{ code: 'rules-edited' }]);
    expect(await world.as(carol, 'responder', 'putRight', { leaseId: id })).toMatchObject({
      kind: 'putting-right',
    });
    await world.run();
    expect(await world.lease(id)).toMatchObject({ state: 'active', drift: [] });
    expect(ourGroups()[0]?.rules).toHaveLength(1);
  });
});
