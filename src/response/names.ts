import type { Tag } from '@aws-sdk/client-ec2';
import { leaseLabel } from '../finding/lease.ts';

/** By these the sweep, and the policy of the role, know what is ours. */
export const leaseTag = 'yagura:lease';
export const deploymentTag = 'yagura:deployment';

/** Names are unique in a VPC: whoever tries to make a second group for one lease is refused by AWS. */
export function groupName(leaseId: number, deployment: string, part: 'cut' | null = null): string {
  return `yagura-${leaseLabel(leaseId)}-${deployment}${part === null ? '' : `-${part}`}`;
}

export function tagsOf(leaseId: number, deployment: string): Tag[] {
  return [
    { Key: leaseTag, Value: leaseLabel(leaseId) },
    { Key: deploymentTag, Value: deployment },
  ];
}

/** True where these tags say that it is this lease's, of this deployment. */
export function areOurs(tags: readonly Tag[] | undefined, leaseId: number, deployment: string): boolean {
  return tagsOf(leaseId, deployment).every((want) =>
    tags?.some((tag) => tag.Key === want.Key && tag.Value === want.Value),
  );
}

export function tagValue(tags: readonly Tag[] | undefined, key: string): string | null {
  return tags?.find((tag) => tag.Key === key)?.Value ?? null;
}
