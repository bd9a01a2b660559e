import { CreateSnapshotsCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import type { LeasePlan } from '../finding/lease-plan.ts';
import type { LeaseSpec } from '../finding/lease-spec.ts';
import { createGroup } from './ec2/groups.ts';
import { setGroups } from './ec2/interfaces.ts';
import type { Planning } from './kind.ts';
import { groupName, tagsOf } from './names.ts';
import type { Reach } from './reach.ts';

/** Whether the role may make a call; `unknown`: AWS cannot be asked without doing it. */
export interface Checked {
  readonly api: string;
  readonly allowed: 'yes' | 'no' | 'unknown';
}

/** Those that need the group that is not there yet, and those of services that know no DryRun. */
const unaskable: Readonly<Record<LeaseSpec['kind'], readonly string[]>> = {
  'security-group': [
    'ec2:RevokeSecurityGroupEgress',
    'ec2:AuthorizeSecurityGroupIngress',
    'ec2:DeleteSecurityGroup',
  ],
  isolate: ['ec2:RevokeSecurityGroupEgress', 'ec2:DeleteSecurityGroup'],
  'access-key': ['iam:UpdateAccessKey'],
};

/** Asks AWS, with `DryRun`, whether what a plan does would be let through. Nothing is changed. */
export async function checkPermissions(
  spec: LeaseSpec,
  plan: LeasePlan,
  { reach, policy }: Pick<Planning, 'reach' | 'policy'>,
): Promise<Checked[]> {
  const asked: Checked[] = [];
  const ask = async (api: string, call: () => Promise<unknown>) => {
    asked.push({ api, allowed: await answerOf(call) });
  };
  const vpcId = plan.instance?.vpcId;
  // A lease that is not asked for has no number yet.
  const made = {
    name: groupName(0, policy.deployment),
    description: 'Yagura',
    tags: tagsOf(0, policy.deployment),
  };
  if (vpcId !== undefined && (plan.surroundings?.forensicGroup ?? null) === null)
    await ask('ec2:CreateSecurityGroup', () => createGroup(reach, { ...made, vpcId }, true));
  for (const { id, groups } of plan.instance?.interfaces ?? [])
    await ask('ec2:ModifyNetworkInterfaceAttribute', () => setGroups(reach, id, groups, true));
  if (spec.kind === 'isolate') await askIsolation(spec, reach, ask);
  return [...asked, ...unaskable[spec.kind].map((api): Checked => ({ api, allowed: 'unknown' }))];
}

async function askIsolation(
  { instanceId: InstanceId, snapshot, stop }: LeaseSpec & { kind: 'isolate' },
  reach: Reach,
  ask: (api: string, call: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  if (snapshot)
    await ask('ec2:CreateSnapshots', async () => {
      const client = await reach.to(EC2Client, 'ec2:CreateSnapshots');
      const asked = { InstanceSpecification: { InstanceId }, DryRun: true };
      return client.send(new CreateSnapshotsCommand(asked), reach.options);
    });
  if (stop)
    await ask('ec2:StopInstances', async () => {
      const client = await reach.to(EC2Client, 'ec2:StopInstances');
      return client.send(
        new StopInstancesCommand({ InstanceIds: [InstanceId], DryRun: true }),
        reach.options,
      );
    });
}

/** EC2 never does what is asked with DryRun: it answers with an error, whose code is the answer. */
async function answerOf(call: () => Promise<unknown>): Promise<Checked['allowed']> {
  try {
    await call();
    return 'unknown';
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'DryRunOperation') return 'yes';
    return name === 'UnauthorizedOperation' ? 'no' : 'unknown';
  }
}
