import {
  GetAccessKeyLastUsedCommand,
  IAMClient,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import type { Planned } from '../../finding/lease-plan.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import type { Planning, ResponseKind } from '../kind.ts';
import { obstacle, obstacles, planOf } from '../plan.ts';
import type { Reach } from '../reach.ts';
import type { Step, Work } from '../step.ts';
import { isMissing } from '../trouble.ts';

/** A leaked key is switched off, never deleted: what it did can still be told, and it can be switched on again. */
export const accessKey: ResponseKind = {
  kind: 'access-key',
  plan: planKey,
  apply: [become('deactivate', 'Inactive')],
  upkeep: [],
  // A key that somebody deleted meanwhile cannot be switched on.
  revert: [become('reactivate', 'Active')],
  async verify(work) {
    const { accessKeyId } = specOf(work);
    const status = await statusOf(work.reach, work.lease.plan.user ?? '', accessKeyId);
    return status === 'Active' ? [{ code: 'reactivated', subject: accessKeyId }] : [];
  },
  undoesItself: false,
};

async function planKey(spec: LeaseSpec, { reach }: Planning): Promise<Planned> {
  if (spec.kind !== 'access-key') throw new Error('another kind plans this');
  const user = await userOf(reach, spec.accessKeyId);
  const status = user === null ? null : await statusOf(reach, user, spec.accessKeyId);
  if (status === null) return obstacles(obstacle('no-key', spec.accessKeyId));
  if (status !== 'Active') return obstacles(obstacle('key-inactive', spec.accessKeyId));
  const steps = ['deactivate'];
  return planOf(spec.accessKeyId, { kind: 'access-key', steps, instance: null, surroundings: null, user });
}

/** Keys of the root user belong to no user that IAM can be asked about. */
async function userOf(reach: Reach, AccessKeyId: string): Promise<string | null> {
  const client = await reach.to(IAMClient, 'iam:GetAccessKeyLastUsed');
  try {
    const { UserName } = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), reach.options);
    return UserName ?? null;
  } catch (error) {
    // For a key of another account IAM says that we may not.
    if (isMissing(error) || (error instanceof Error && error.name === 'AccessDenied')) return null;
    throw error;
  }
}

/** Null: there is no such key (any more). */
async function statusOf(reach: Reach, UserName: string, accessKeyId: string): Promise<string | null> {
  const client = await reach.to(IAMClient, 'iam:ListAccessKeys');
  try {
    for await (const page of paginateListAccessKeys({ client }, { UserName }, reach.options)) {
      const found = page.AccessKeyMetadata?.find((one) => one.AccessKeyId === accessKeyId);
      if (found) return found.Status ?? null;
    }
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function become(name: string, Status: 'Active' | 'Inactive'): Step {
  return {
    name,
    isOneChange: true,
    async isDone(work) {
      // Ended before it was ever switched off: there is nothing to switch on.
      if (Status === 'Active' && work.lease.journal['deactivate'] === undefined) return true;
      const status = await statusOf(work.reach, work.lease.plan.user ?? '', specOf(work).accessKeyId);
      return status === null || status === Status;
    },
    async do(work) {
      const client = await work.reach.to(IAMClient, 'iam:UpdateAccessKey');
      const { accessKeyId: AccessKeyId } = specOf(work);
      const change = { AccessKeyId, Status, UserName: work.lease.plan.user ?? '' };
      await client.send(new UpdateAccessKeyCommand(change), work.reach.options);
    },
  };
}

function specOf({ lease }: Work): { readonly accessKeyId: string } {
  if (lease.spec.kind !== 'access-key') throw new Error('another kind does this');
  return lease.spec;
}
