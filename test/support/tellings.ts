import type { AwsCall } from '../../sim/aws/calls.ts';
import type { Story, Told } from './lease-stories.ts';
import { type LeaseWorld, leasePolicy, startLeases } from './leases.ts';
import { account, bob, branches, branchRoles, failsafe } from './lessor.ts';

/** One telling of a story, in an account of its own, beside others. */
export interface Telling {
  readonly account: string;
  readonly told: Told;
  /** What the engine called for it so far, act by act: `ec2:CreateSecurityGroup`. */
  readonly calls: string[][];
  /** What turned out not to hold. */
  untrue: string | null;
}

/** Where in its telling a call is; both from 0. */
export interface Place {
  readonly act: number;
  readonly at: number;
}

/** Hears a call of a telling, before it is applied and before it is answered. */
export type Hear = (telling: Telling, place: Place, call: AwsCall) => Promise<void> | void;

/** Everywhere one approver is enough, and what is lent is closed even when the program is dead. */
export function startTellings(database?: string): Promise<LeaseWorld> {
  const roles = { roles: branchRoles, ...(database !== undefined && { database }) };
  return startLeases(roles).then((world) => {
    const approvers = Object.fromEntries(branches.map((id) => [id, [bob]]));
    world.policy = { ...leasePolicy, approvers, accounts: branches, failsafe };
    return world;
  });
}

/** Tells stories beside each other, each in an account of its own that is never used again. */
export function createTeller(world: LeaseWorld) {
  const free = branches.values();
  let [tellings, act, hear]: [readonly Telling[], number, Hear] = [[], 0, () => {}];
  /** By number, from before a call to after it. */
  const open = new Map<number, { readonly telling: Telling; readonly place: Place }>();
  let isWorking = false;

  world.aws.onCall(async (call) => {
    if (call.phase === 'after') {
      const known = open.get(call.n);
      open.delete(call.n);
      if (known) await hear(known.telling, known.place, call);
      return;
    }
    const account = accountOf(call, world);
    const telling = isWorking ? tellings.find((one) => one.account === account) : undefined;
    if (!telling) return;
    const calls = telling.calls[act] ?? [];
    telling.calls[act] = calls;
    const place = { act, at: calls.push(`${call.service}:${call.action}`) - 1 };
    open.set(call.n, { telling, place });
    await hear(telling, place, call);
  });

  return {
    begin(story: Story): Telling {
      const { value } = free.next();
      if (value === undefined) throw new Error('a world has no more accounts');
      return { account: value, told: story.begin(world, value), calls: [], untrue: null };
    },

    /** To the end of all; `round`: one round of whoever works on leases, false when nothing was due. */
    async tell(
      all: readonly Telling[],
      round: () => Promise<boolean>,
      listener: Hear = () => {},
    ): Promise<void> {
      [tellings, hear] = [all, listener];
      const [first] = all;
      for (act = 0; act < (first?.told.acts.length ?? 0); act += 1) {
        await each(all, ({ told }) => told.acts[act]?.begin());
        for (;;) {
          isWorking = true;
          for (let rounds = 0; rounds < 50 && (await round()); rounds += 1);
          isWorking = false;
          if (await areOver(all, act)) break;
          world.pass(1_000);
        }
      }
      await each(all, ({ told }) => told.expectTruth());
    },
  };
}

async function areOver(all: readonly Telling[], act: number): Promise<boolean> {
  for (const { told, untrue } of all)
    if (untrue === null && !((await told.acts[act]?.isOver()) ?? true)) return false;
  return true;
}

/** One that turned out wrong keeps none of the others back. */
async function each(all: readonly Telling[], work: (telling: Telling) => Promise<void> | undefined) {
  for (const telling of all)
    if (telling.untrue === null)
      await work(telling)?.catch((error: unknown) => {
        telling.untrue = String(error);
      });
}

/** Whose call it is: to take a role is asked at home. */
function accountOf(call: AwsCall, { aws }: LeaseWorld): string {
  if (call.account !== account) return call.account;
  const logged = aws.calls().findLast(({ n }) => n === call.n);
  return String(logged?.input['RoleArn'] ?? '').split(':')[4] ?? '';
}
