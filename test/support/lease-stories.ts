import { expect } from 'vitest';
import type { IsolateSpec } from '../../src/finding/lease-spec.ts';
import { drawLease } from '../../src/slack/cards/lease-card.ts';
import { minute } from './acts.ts';
import { bob, type LeaseWorld, leaseIn, region, seedWeb, sshTo } from './leases.ts';

/** What happens to one lease, whatever goes wrong meanwhile. */
export interface Story {
  readonly name: string;
  readonly acts: readonly [string, string];
  /** In an account that has nothing of another story's. */
  begin(world: LeaseWorld, account: string): Told;
}

export interface Told {
  readonly acts: readonly Act[];
  /** Somebody else adds a group to the interface and takes one away. */
  meddle(): void;
  /** Holds a minute after the end. */
  expectTruth(): Promise<void>;
}

interface Act {
  begin(): Promise<void>;
  isOver(): Promise<boolean>;
}

/** A web server with two groups, and somebody else at work on them. */
function seed(world: LeaseWorld, account: string) {
  const web = seedWeb(world, 'web', account);
  const { ec2, vpc, own, networkInterface, groupsNow } = web;
  const [leaving, coming] = ['leaving', 'coming'].map((name) => ec2.seedGroup({ vpcId: vpc.id, name }).id);
  if (leaving === undefined || coming === undefined) throw new Error('both were seeded');
  ec2.setInterfaceGroups(networkInterface.id, [own.id, leaving]);
  const theirs = new Set([own.id, leaving]);
  return {
    ...web,
    meddle() {
      // Whoever takes away what is not there takes nothing away.
      if (groupsNow().includes(leaving)) theirs.delete(leaving);
      theirs.add(coming);
      const others = groupsNow().filter((group) => group !== leaving && group !== coming);
      ec2.setInterfaceGroups(networkInterface.id, [...others, coming]);
    },
    expectTheirs() {
      expect([...groupsNow()].sort()).toEqual([...theirs].sort());
      expect(ec2.groups().filter(({ name }) => name.startsWith('yagura'))).toEqual([]);
      expect(world.aws.world.scheduler(account, region).schedules()).toEqual([]);
    },
  };
}

export const lentAccess: Story = {
  name: 'lent access',
  acts: ['attach', 'detach'],
  begin(world, account) {
    const seeded = seed(world, account);
    let [id, endsAt] = [0, 0];
    return {
      meddle: seeded.meddle,
      acts: [
        {
          async begin() {
            const asked = await world
              .at(account)
              .request(sshTo(seeded.instance.id), { duration: 2 * minute });
            const lease = leaseIn(asked);
            id = lease.id;
            expect(await world.approve(lease)).toMatchObject({ kind: 'approved' });
            endsAt = (await world.lease(id)).endsAt ?? 0;
          },
          isOver: async () => world.now() >= endsAt - 1_000,
        },
        { begin: async () => {}, isOver: async () => world.now() >= endsAt + minute },
      ],
      async expectTruth() {
        await expectEnded(world, id, { reason: 'expired', by: null }, endsAt);
        seeded.expectTheirs();
      },
    };
  },
};

const everyTick = { snapshot: true, tag: true, cut: true, revokeSessions: true, stop: true };

export const isolation: Story = {
  name: 'an isolation',
  acts: ['isolate', 'release'],
  begin(world, account) {
    const seeded = seed(world, account);
    const { ec2, vpc, instance, targets, arn, scaling } = seeded;
    // One that its Auto Scaling group does not know of.
    const direct = targets.seedTargetGroup({ name: 'direct', vpcId: vpc.id, targets: [instance.id] });
    let [id, isolatedAt, releasedAt] = [0, 0, 0];
    return {
      meddle: seeded.meddle,
      acts: [
        {
          async begin() {
            const spec: IsolateSpec = { kind: 'isolate', instanceId: instance.id, ...everyTick };
            const lease = leaseIn(await world.at(account).request(spec, { duration: null }));
            [id, isolatedAt] = [lease.id, world.now()];
            expect(await world.approve(lease)).toMatchObject({ kind: 'approved' });
          },
          // It has no end of its own that it had to be done by.
          async isOver() {
            const passed = world.now() - isolatedAt;
            if (passed < 90_000) return false;
            return passed > 10 * minute || (await world.lease(id)).state === 'active';
          },
        },
        {
          async begin() {
            expect(await world.lease(id)).toMatchObject({ state: 'active' });
            releasedAt = world.now();
            expect(await world.as(bob, 'approver', 'endLease', { leaseId: id })).toMatchObject({
              kind: 'ending',
            });
          },
          isOver: async () => world.now() >= releasedAt + minute,
        },
      ],
      async expectTruth() {
        await expectEnded(world, id, { reason: 'detached', by: bob }, releasedAt);
        seeded.expectTheirs();
        expect([arn, direct].map((one) => targets.targets(one))).toEqual([[instance.id], [instance.id]]);
        expect(scaling.group('web')).toMatchObject({ desired: 1 });
        expect(world.aws.world.iam(account).role('web')?.inline).toEqual({});
        expect(ec2.instances().find((one) => one.id === instance.id)?.tags).toEqual({});
        // The evidence was taken once, and stays.
        const taken = ec2.snapshots().filter(({ tags }) => tags['yagura:lease'] === `L${id}`);
        expect(taken).toHaveLength(1);
      },
    };
  },
};

/** SQL says so, the audit log tells all of it, and so does the card. */
async function expectEnded(world: LeaseWorld, id: number, ending: object, endedAt: number): Promise<void> {
  const lease = await world.lease(id);
  expect(lease).toMatchObject({ state: 'ended', ending, trouble: null, drift: [] });
  const asked = { target: `L${id}`, actor: null, since: null, before: null, limit: 100 };
  const rows = (await world.store.audit.list(asked)).map(({ act, outcome }) => `${act} ${outcome}`);
  for (const row of ['requestLease done', 'approveLease done', 'lease.applied done', 'lease.reverted done'])
    expect(rows).toContain(row);
  const style = { language: 'en', timeZone: 'UTC', now: world.now() } as const;
  const card = drawLease({ key: `lease:${id}`, lease, account: 'payments-prod' }, style);
  const [, undone = '', verified = ''] = /(?:detached|let go) (\S+), verified (\S+)/.exec(card.text) ?? [];
  const [from = '', to = ''] = [endedAt, endedAt + minute].map((at) =>
    new Date(at).toISOString().slice(11, 19),
  );
  expectOrder(from.slice(0, 5), undone, verified.slice(0, 5));
  expectOrder(from, verified, to);
  // Nothing is live after the end.
  expect(JSON.stringify(card.attachments)).not.toContain('"actions"');
}

/** Of times of one day. */
function expectOrder(...times: readonly string[]): void {
  expect(times).toEqual([...times].sort());
}
