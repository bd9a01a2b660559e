import { expect } from 'vitest';
import type { IsolateSpec } from '../../src/finding/lease-spec.ts';
import { minute } from './acts.ts';
import { account, bob, type LeaseWorld, leaseIn, seedWeb, sshTo } from './leases.ts';

/** What happens to one lease, whoever is killed meanwhile. */
export interface Story {
  readonly name: string;
  /** Seeds an instance of its own, so that one world serves many tellings. */
  begin(world: LeaseWorld): Promise<Told>;
}

export interface Told {
  readonly acts: readonly Act[];
  /** Somebody else adds a group to the interface and takes one away. */
  meddle(): void;
  /** Holds a minute after the end. */
  expectTruth(): Promise<void>;
}

interface Act {
  readonly name: string;
  begin(): Promise<void>;
  until(): Promise<number>;
}

let tellings = 0;

/** A web server with two groups, and somebody else at work on them. */
function seed(world: LeaseWorld) {
  tellings += 1;
  const web = seedWeb(world, `web-${tellings}`);
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
    },
  };
}

export const lentAccess: Story = {
  name: 'lent access',
  async begin(world) {
    const seeded = seed(world);
    let id = 0;
    const endsAt = async () => (await world.lease(id)).endsAt ?? 0;
    return {
      meddle: seeded.meddle,
      acts: [
        {
          name: 'attach',
          async begin() {
            const lease = leaseIn(await world.request(sshTo(seeded.instance.id), { duration: 2 * minute }));
            id = lease.id;
            expect(await world.approve(lease)).toMatchObject({ kind: 'approved' });
          },
          until: async () => (await endsAt()) - 1,
        },
        { name: 'detach', begin: async () => {}, until: async () => (await endsAt()) + minute },
      ],
      async expectTruth() {
        await expectEnded(world, id, { reason: 'expired', by: null });
        seeded.expectTheirs();
      },
    };
  },
};

const everyTick = { snapshot: true, tag: true, cut: true, revokeSessions: true, stop: true };

export const isolation: Story = {
  name: 'an isolation',
  async begin(world) {
    const seeded = seed(world);
    const { ec2, instance, targets, arn, scaling } = seeded;
    let id = 0;
    return {
      meddle: seeded.meddle,
      acts: [
        {
          name: 'isolate',
          async begin() {
            const spec: IsolateSpec = { kind: 'isolate', instanceId: instance.id, ...everyTick };
            const lease = leaseIn(await world.request(spec, { duration: null }));
            id = lease.id;
            expect(await world.approve(lease)).toMatchObject({ kind: 'approved' });
          },
          until: async () => world.now() + 90_000,
        },
        {
          name: 'release',
          async begin() {
            expect(await world.lease(id)).toMatchObject({ state: 'active' });
            expect(await world.as(bob, 'approver', 'endLease', { leaseId: id })).toMatchObject({
              kind: 'ending',
            });
          },
          until: async () => world.now() + minute,
        },
      ],
      async expectTruth() {
        await expectEnded(world, id, { reason: 'detached', by: bob });
        seeded.expectTheirs();
        expect(targets.targets(arn)).toEqual([instance.id]);
        expect(scaling.group(`web-${tellings}`)).toMatchObject({ desired: 1 });
        expect(world.aws.world.iam(account).role(`web-${tellings}`)?.inline).toEqual({});
        expect(ec2.instances().find((one) => one.id === instance.id)?.tags).toEqual({});
        // The evidence was taken once, and stays.
        const taken = ec2.snapshots().filter(({ tags }) => tags['yagura:lease'] === `L${id}`);
        expect(taken).toHaveLength(1);
      },
    };
  },
};

/** SQL says so, and the audit log tells all of it. */
async function expectEnded(world: LeaseWorld, id: number, ending: object): Promise<void> {
  expect(await world.lease(id)).toMatchObject({ state: 'ended', ending, trouble: null });
  const asked = { target: `L${id}`, actor: null, since: null, before: null, limit: 100 };
  const rows = (await world.store.audit.list(asked)).map(({ act, outcome }) => `${act} ${outcome}`);
  for (const row of ['requestLease done', 'approveLease done', 'lease.applied done', 'lease.reverted done'])
    expect(rows).toContain(row);
}
