import {
  EC2Client,
  type Filter,
  ModifyNetworkInterfaceAttributeCommand,
  type NetworkInterface,
  paginateDescribeNetworkInterfaces,
} from '@aws-sdk/client-ec2';
import type { Reach } from '../reach.ts';

/** As much of an interface as we look at. Groups are ids, sorted: their order means nothing to AWS. */
export interface Interface {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly privateIp: string;
  readonly instanceId: string | null;
  readonly groups: readonly string[];
  /** An AWS service made it and will have its way with it. */
  readonly managed: boolean;
}

export async function interfacesWith(reach: Reach, filters: readonly Filter[]): Promise<Interface[]> {
  const client = await reach.to(EC2Client, 'ec2:DescribeNetworkInterfaces');
  const found: Interface[] = [];
  const asked = filters.length === 0 ? { MaxResults: 500 } : { Filters: [...filters] };
  for await (const page of paginateDescribeNetworkInterfaces({ client }, asked, reach.options))
    found.push(...(page.NetworkInterfaces ?? []).map(interfaceOf));
  return found;
}

/** By filter, so that ids that are gone are left out instead of failing all. */
export function interfacesById(reach: Reach, ids: readonly string[]): Promise<Interface[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return interfacesWith(reach, [{ Name: 'network-interface-id', Values: [...ids] }]);
}

/**
 * As it is at this moment; null: it is gone. Read right before it is written, and not together with others, so that what
 * somebody does meanwhile is lost only between these two calls.
 */
export async function interfaceNow(reach: Reach, id: string): Promise<Interface | null> {
  const [found] = await interfacesById(reach, [id]);
  return found ?? null;
}

export function interfacesOfInstance(reach: Reach, instanceId: string): Promise<Interface[]> {
  return interfacesWith(reach, [{ Name: 'attachment.instance-id', Values: [instanceId] }]);
}

export function interfacesCarrying(reach: Reach, groupId: string): Promise<Interface[]> {
  return interfacesWith(reach, [{ Name: 'group-id', Values: [groupId] }]);
}

/** Replaces the whole set; AWS has no other way, and no way to say "only if it is still so". */
export async function setGroups(
  reach: Reach,
  interfaceId: string,
  groups: readonly string[],
  dryRun = false,
): Promise<void> {
  const client = await reach.to(EC2Client, 'ec2:ModifyNetworkInterfaceAttribute');
  await client.send(
    new ModifyNetworkInterfaceAttributeCommand({
      NetworkInterfaceId: interfaceId,
      Groups: [...groups],
      ...(dryRun && { DryRun: true }),
    }),
    reach.options,
  );
}

function interfaceOf(one: NetworkInterface): Interface {
  return {
    id: one.NetworkInterfaceId ?? '',
    vpcId: one.VpcId ?? '',
    subnetId: one.SubnetId ?? '',
    privateIp: one.PrivateIpAddress ?? '',
    instanceId: one.Attachment?.InstanceId ?? null,
    groups: (one.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []).sort(),
    managed: one.RequesterManaged === true,
  };
}
