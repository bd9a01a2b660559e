import { type AwsOptions, type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import type { Lease, Place } from '../../src/finding/lease.ts';
import type { Planned } from '../../src/finding/lease-plan.ts';
import type { LeasePolicy } from '../../src/finding/lease-policy.ts';
import type { LeaseSpec, SecurityGroupSpec } from '../../src/finding/lease-spec.ts';
import type { Role } from '../../src/finding/role.ts';
import { createClockwork } from '../../src/operations/clockwork.ts';
import { everywhere } from '../../src/operations/grants.ts';
import type { Actor } from '../../src/operations/operation.ts';
import type { AnswerOf, InputOf, OperationName } from '../../src/operations/registry.ts';
import { createDesk, type LeaseDesk } from '../../src/response/desk.ts';
import { followRuns } from '../../src/response/runbook/run-task.ts';
import { sweep } from '../../src/response/sweep.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { hour, rulesFixture } from './acts.ts';
import { accessTo, account, actsOf, bob, carol, leasePolicy, once, region, roundOf } from './lessor.ts';

export { account, bob, carol, leasePolicy, region };

const place = { account, region };

/** What people ask for in one account. */
interface Counter {
  /** What somebody would be shown. */
  plan(spec: LeaseSpec, role?: Role): Promise<Planned>;
  /** Asked by carol. */
  request(spec: LeaseSpec, over?: Partial<InputOf<'requestLease'>>): Promise<AnswerOf<'requestLease'>>;
}

export interface LeaseWorld extends Counter {
  readonly aws: SimulatedAws;
  readonly store: Store;
  readonly desk: LeaseDesk;
  now(): number;
  pass(ms: number): void;
  policy: LeasePolicy;
  as<Name extends OperationName>(
    who: string,
    role: Role,
    name: Name,
    input: InputOf<Name>,
    grants?: Actor['grants'],
  ): Promise<AnswerOf<Name>>;
  /** In another account. */
  at(id: string): Counter;
  /** By bob, of what is shown and what AWS is now. */
  approve(lease: Lease, by?: string): Promise<AnswerOf<'approveLease'>>;
  /** One round of the engine, by a process of this name: every lease that is due, once. How many there were. */
  round(owner?: string): Promise<number>;
  /** A second replica: a process of its own to SQL, on the same clock. */
  replica(): Promise<Pick<LeaseWorld, 'as' | 'round' | 'stop'>>;
  /** Rounds until nothing is due; then time goes on, second by second, for so long. */
  run(ms?: number): Promise<void>;
  tick(): Promise<void>;
  /** Looks for what leases left in AWS. */
  sweep(): Promise<void>;
  /** Runbooks, once each that is due. */
  follow(): Promise<void>;
  lease(id: number): Promise<Lease>;
  /** Calls that changed AWS since the start. */
  changes(): string[];
  stop(): Promise<void>;
}

/** A store, a simulated AWS and the engine's task, on one clock that only the test moves. */
export async function startLeases({
  database = 'sqlite::memory:',
  ...options
}: Partial<AwsOptions> & { readonly database?: string } = {}): Promise<LeaseWorld> {
  let time = Date.UTC(2026, 10, 22, 5, 0, 0);
  const clock: Clock = {
    now: () => time,
    // Whoever waits for a place among the calls has waited.
    async sleep(ms) {
      time += Math.max(0, ms);
    },
  };
  const aws = await startAws({ port: 0, queues: [], region, now: () => time, ...options });
  const store = await openStore(database);
  const access = accessTo(aws.url, clock);
  const clockwork = createClockwork(store);
  const office = { store, access, clock, policy: () => world.policy };
  const act = actsOf(office);
  const asIn =
    (there: ReturnType<typeof actsOf>): LeaseWorld['as'] =>
    (who, role, name, input, grants = everywhere(role)) =>
      there(name, input, { userId: who, role, grants, surface: 'command' });
  const desk = createDesk({ access, policy: () => world.policy, places: () => [place] });

  const counterIn = (there: Place): Counter => ({
    plan: (spec, role = 'responder') => desk.plan(spec, there, { by: carol, role }),
    async request(spec, over = {}) {
      const planned = await desk.plan(spec, there, { by: carol, role: 'responder' });
      if (planned.kind !== 'plan') throw new Error(`there are obstacles: ${JSON.stringify(planned)}`);
      const asked = { spec, place: there, planned, duration: hour, reason: 'restore check', caseId: null };
      return world.as(carol, 'responder', 'requestLease', { ...asked, breakGlass: false, ...over });
    },
  });

  const world: LeaseWorld = {
    ...{ aws, store, desk, policy: leasePolicy },
    ...counterIn(place),
    at: (id) => counterIn({ account: id, region }),
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
    as: asIn(act),
    async approve(lease, by = bob) {
      const planned = await desk.planAgain(lease);
      const input = { leaseId: lease.id, shownHash: lease.planHash, planned };
      return world.as(by, 'approver', 'approveLease', input);
    },
    round: (owner = 'one') => roundOf(office, owner),
    async replica() {
      const second = { ...office, store: await openStore(database) };
      return {
        as: asIn(actsOf(second)),
        round: (owner = 'two') => roundOf(second, owner),
        stop: () => second.store.close(),
      };
    },
    async run(ms = 0) {
      const end = time + ms;
      for (;;) {
        for (let rounds = 0; rounds < 30 && (await world.round()) > 0; rounds += 1);
        if (time >= end) return;
        time += 1_000;
      }
    },
    async tick() {
      await clockwork.tick(rulesFixture(), time, world.policy);
    },
    sweep: () => {
      const mayChange = async () => true;
      const deps = { store, access, act, clock, logger: silentLogger, mayChange };
      return sweep(place, deps, new AbortController().signal);
    },
    async follow() {
      const task = followRuns({ store, access, act, clock, logger: silentLogger, owner: 'one' });
      await once(task, time);
    },
    async lease(id) {
      const found = await store.leases.byId(id);
      if (found === null) throw new Error(`there is no lease ${id}`);
      return found;
    },
    changes: () =>
      aws
        .calls()
        .filter((call) => call.mutating)
        .map((call) => call.action),
    async stop() {
      access.destroy();
      await store.close();
      await aws.stop();
    },
  };
  return world;
}

/** An instance in a VPC, with a group of its own. */
export function seedInstance(world: LeaseWorld, name = 'db-2') {
  const ec2 = world.aws.world.ec2(account, region);
  const vpc = ec2.seedVpc();
  const own = ec2.seedGroup({ vpcId: vpc.id, name: 'db' });
  const { instance, networkInterface } = ec2.seedInstance({
    ...{ vpcId: vpc.id, groupIds: [own.id], tags: { Name: name } },
  });
  return { ec2, vpc, own, instance, networkInterface };
}

/** An instance in an Auto Scaling group, behind a load balancer, with a role and a volume. */
export function seedWeb(world: LeaseWorld, name = 'web', id = account) {
  const ec2 = world.aws.world.ec2(id, region);
  const vpc = ec2.seedVpc();
  const own = ec2.seedGroup({ vpcId: vpc.id, name });
  const profileArn = `arn:aws:iam::${id}:instance-profile/${name}`;
  const { instance, networkInterface } = ec2.seedInstance({ vpcId: vpc.id, groupIds: [own.id], profileArn });
  ec2.seedVolume({ instanceId: instance.id });
  const trust = { Version: '2012-10-17', Statement: [] };
  world.aws.world.iam(id).putRole({ name, trust });
  const targets = world.aws.world.elb(id, region);
  const arn = targets.seedTargetGroup({ name, vpcId: vpc.id, targets: [instance.id] });
  const scaling = world.aws.world.autoScaling(id, region);
  scaling.seedGroup({ name, instanceIds: [instance.id], targetGroupArns: [arn] });
  const groupsNow = () => ec2.interfaces().find((one) => one.id === networkInterface.id)?.groupIds ?? [];
  return { ec2, vpc, own, instance, networkInterface, targets, arn, scaling, groupsNow };
}

export function sshTo(instanceId: string, cidr = '198.51.100.7/32'): SecurityGroupSpec {
  const rule = { protocol: 'tcp', fromPort: 22, toPort: 22, source: { kind: 'cidr', cidr } } as const;
  return { kind: 'security-group', instanceId, interfaces: null, rule };
}

/** What a granted request is. */
export function leaseIn(answer: { readonly kind: string; readonly lease?: Lease }): Lease {
  if (answer.lease === undefined) throw new Error(`no lease came of it: ${answer.kind}`);
  return answer.lease;
}
