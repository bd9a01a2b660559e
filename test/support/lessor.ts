import { type AwsAccess, openAccess } from '../../src/aws/access.ts';
import type { LeasePolicy } from '../../src/finding/lease-policy.ts';
import type { Actor, ActSetting } from '../../src/operations/operation.ts';
import { type InputOf, type OperationName, perform } from '../../src/operations/registry.ts';
import { samePerson } from '../../src/operations/same-person.ts';
import type { Task } from '../../src/reconcile/engine.ts';
import { driveLeases } from '../../src/response/lease-task.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { Store } from '../../src/store/store.ts';
import { actLimits, day, hour, rulesFixture } from './acts.ts';

export const [carol, bob] = ['U0CAROL', 'U0BOB'];
export const account = '000000000000';
/** Accounts of the organisation that are reached by a role; one for each story that is told beside others. */
export const branches: readonly string[] = Array.from({ length: 250 }, (_, at) => String(111122220000 + at));
const roleName = 'yagura-response';
export const failsafe = {
  ...{ roleArn: 'arn:aws:iam::{account}:role/yagura-failsafe', group: 'default', after: 60_000 },
};
/** Who may do what there. */
export const branchRoles = branches.flatMap((id) => [
  { arn: `arn:aws:iam::${id}:role/${roleName}`, trusts: [account] },
  { arn: failsafe.roleArn.replace('{account}', id), trusts: ['scheduler.amazonaws.com'] },
]);
export const region = 'us-east-1';

const longest = { viewer: 0, responder: 4 * hour, approver: 8 * hour, admin: day };

/** As plain as it can be: one account, one approver. */
export const leasePolicy: LeasePolicy = {
  ...{ deployment: 'test', channel: 'sec-alerts', approvers: { [account]: [bob] }, accounts: [account] },
  ports: [
    { from: 22, to: 22 },
    { from: 5432, to: 5433 },
  ],
  ...{ protocols: ['tcp'], prefix: { v4: 24, v6: 56 } },
  environments: {
    '*': { needs: null, longest, approvals: { 'security-group': 1, isolate: 1, 'access-key': 1 } },
  },
  ...{ requestFor: 4 * hour, reviewAfter: day, groupsPerInterface: 5, forensicGroups: {}, failsafe: null },
  ...{ breakGlass: 'approver', runbooks: [], dryRun: false },
};

/** What one process works on leases with. */
export interface Office {
  readonly store: Store;
  readonly access: AwsAccess;
  readonly clock: Clock;
  readonly policy: () => LeasePolicy;
}

export function accessTo(url: string, clock: Clock): AwsAccess {
  return openAccess(
    {
      ...{ region, partition: 'aws', endpoint: url, isOurs: () => true },
      roleFor: (id) => (id === account ? null : { name: roleName }),
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    },
    clock,
  );
}

export function actsOf({ store, clock, policy }: Office) {
  const rules = rulesFixture();
  const people = samePerson([{ slack: [carol, 'U0CAROL2'], principals: [] }]);
  return <Name extends OperationName>(name: Name, input: InputOf<Name>, actor: Actor) => {
    const limits = { ...actLimits, leases: policy() };
    const setting: ActSetting = { now: clock.now(), actor, rules, limits, people };
    return perform(store, name, input, setting);
  };
}

/** Every lease that is due, once, by the process of this name; answers with how many there were. */
export function roundOf(office: Office, owner: string): Promise<number> {
  const { store, clock } = office;
  const task = driveLeases({
    ...{ ...office, act: actsOf(office), logger: silentLogger, owner },
    mayChange: ({ account: id, region: at }) =>
      store.locks.acquire(`response:${id}:${at}`, owner, clock.now(), 30_000),
  });
  return once(task, clock.now());
}

/** What the engine does: everything that is due, once; of each key one after the other. */
export async function once<Item, Claimed, Result>(
  task: Task<Item, Claimed, Result>,
  now: number,
): Promise<number> {
  const due = await task.due(now, 200);
  const byKey = Map.groupBy(due, (item) => task.keyOf(item));
  await Promise.all(
    [...byKey.values()].map(async (items) => {
      for (const item of items) await work(task, item, now);
    }),
  );
  return due.length;
}

async function work<Item, Claimed, Result>(
  task: Task<Item, Claimed, Result>,
  item: Item,
  now: number,
): Promise<void> {
  const claimed = await task.claim(item, now);
  if (claimed === null) return;
  try {
    await task.record(claimed, await task.act(claimed, new AbortController().signal));
  } catch (error) {
    await task.fail(claimed, error);
  }
}
