import type { Ec2Operation } from '../operation.ts';
import { authorizeEgress, authorizeIngress } from './authorize.ts';
import { createSecurityGroup } from './create-group.ts';
import { deleteSecurityGroup } from './delete-group.ts';
import { describeSecurityGroupRules, describeSecurityGroups } from './describe-groups.ts';
import {
  describeInstanceStatus,
  describeInstances,
  describeProfileAssociations,
} from './describe-instances.ts';
import { describeNetworkInterfaces } from './describe-interfaces.ts';
import {
  describeManagedPrefixLists,
  describeSubnets,
  describeVpcs,
  getManagedPrefixListEntries,
} from './describe-network.ts';
import { modifyInstance, modifyNetworkInterface } from './modify-groups.ts';
import { revokeEgress, revokeIngress } from './revoke.ts';
import { stopInstances } from './stop-instances.ts';
import { createTags, deleteTags, describeTags } from './tagging.ts';
import {
  createSnapshot,
  createSnapshots,
  describeSnapshotAttribute,
  describeSnapshots,
  describeVolumes,
} from './volumes.ts';

export const ec2Operations: readonly Ec2Operation[] = [
  describeInstances,
  describeInstanceStatus,
  describeNetworkInterfaces,
  describeSecurityGroups,
  describeSecurityGroupRules,
  describeVpcs,
  describeSubnets,
  describeManagedPrefixLists,
  getManagedPrefixListEntries,
  describeTags,
  describeVolumes,
  describeSnapshots,
  describeSnapshotAttribute,
  describeProfileAssociations,
  createSecurityGroup,
  authorizeIngress,
  authorizeEgress,
  revokeIngress,
  revokeEgress,
  deleteSecurityGroup,
  modifyNetworkInterface,
  modifyInstance,
  createTags,
  deleteTags,
  createSnapshot,
  createSnapshots,
  stopInstances,
];
