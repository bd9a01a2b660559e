import type { IpPermission } from '@aws-sdk/client-ec2';
import { leaseLabel } from '../../finding/lease.ts';
import type { SecurityGroupSpec } from '../../finding/lease-spec.ts';
import { permissionOf } from '../ec2/permissions.ts';
import type { Work } from '../step.ts';

/** What a lease's own group lets in. */
export function wantedRules({ lease }: Pick<Work, 'lease'>): IpPermission[] {
  const { rule } = lease.spec as SecurityGroupSpec;
  return [permissionOf(rule, `yagura ${leaseLabel(lease.id)}`)];
}
