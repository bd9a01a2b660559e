import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { leaseLabel } from '../../finding/lease.ts';
import type { Step, Work } from '../step.ts';
import { isMissing } from '../trouble.ts';
import { spec } from './evidence.ts';
import { surroundings } from './service.ts';

/**
 * Denies whatever the role's sessions from before the isolation want (IAM User Guide, "Revoking IAM role temporary
 * security credentials"). It hits every user of the role, and the instance gets fresh credentials all the same.
 */
export const revokeSessions: Step = {
  name: 'sessions',
  isOneChange: true,
  isDone: async (work) => !spec(work).revokeSessions || (await hasPolicy(work)),
  async do(work) {
    const RoleName = roleOf(work);
    if (RoleName === null) return;
    // Those that were issued before the first try, whenever that was.
    const before = new Date(work.lease.journal['sessions']?.at ?? work.now()).toISOString();
    const client = await work.reach.to(IAMClient, 'iam:PutRolePolicy');
    await client.send(
      new PutRolePolicyCommand({
        ...{ RoleName, PolicyName: policyName(work) },
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Effect: 'Deny', Action: '*', Resource: '*' },
              Condition: { DateLessThan: { 'aws:TokenIssueTime': before } },
            },
          ],
        }),
      }),
      work.reach.options,
    );
  },
};

/** By then most of those sessions have ended by themselves. */
export const allowSessions: Step = {
  name: 'sessions-off',
  isDone: async (work) => !spec(work).revokeSessions || !(await hasPolicy(work)),
  async do(work) {
    const RoleName = roleOf(work);
    if (RoleName === null) return;
    const client = await work.reach.to(IAMClient, 'iam:DeleteRolePolicy');
    try {
      const gone = new DeleteRolePolicyCommand({ RoleName, PolicyName: policyName(work) });
      await client.send(gone, work.reach.options);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

async function hasPolicy(work: Work): Promise<boolean> {
  const RoleName = roleOf(work);
  if (RoleName === null) return false;
  const client = await work.reach.to(IAMClient, 'iam:GetRolePolicy');
  try {
    await client.send(
      new GetRolePolicyCommand({ RoleName, PolicyName: policyName(work) }),
      work.reach.options,
    );
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function policyName({ lease }: Work): string {
  return `yagura-${leaseLabel(lease.id)}-${lease.deployment}`;
}

function roleOf(work: Work): string | null {
  return surroundings(work).role;
}
