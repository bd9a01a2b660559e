import { tableListing } from '../describe.ts';
import type { Interface } from '../model.ts';
import { groupSet, tagSet, type View } from '../render.ts';

const present = (value: string | null | undefined) => (value === null || value === undefined ? [] : [value]);

const statusOf = ({ attachment }: Interface) => (attachment === null ? 'available' : 'in-use');

export const describeNetworkInterfaces = tableListing({
  name: 'DescribeNetworkInterfaces',
  table: 'interfaces',
  ids: 'NetworkInterfaceId',
  set: 'networkInterfaceSet',
  filters: {
    'network-interface-id': ({ id }) => [id],
    'group-id': ({ groupIds }) => groupIds,
    'attachment.instance-id': ({ attachment }) => present(attachment?.instanceId),
    'attachment.attachment-id': ({ attachment }) => present(attachment?.id),
    'attachment.device-index': ({ attachment }) => (attachment ? [String(attachment.deviceIndex)] : []),
    'attachment.status': ({ attachment }) => (attachment ? ['attached'] : ['detached']),
    'private-ip-address': ({ addresses }) => addresses,
    'addresses.private-ip-address': ({ addresses }) => addresses,
    'association.public-ip': ({ publicIp }) => present(publicIp),
    'addresses.association.public-ip': ({ publicIp }) => present(publicIp),
    'vpc-id': ({ vpcId }) => [vpcId],
    'subnet-id': ({ subnetId }) => [subnetId],
    'owner-id': (_, { account }) => [account],
    'requester-id': ({ requesterId }) => present(requesterId),
    'requester-managed': ({ requesterId }) => [String(requesterId !== null)],
    'interface-type': ({ type }) => [type],
    description: ({ description }) => [description],
    status: (one) => [statusOf(one)],
  },
  item: (one, view) => ({
    ...commonOf(one, view),
    availabilityZone: view.state.subnets.get(one.subnetId)?.zone,
    interfaceType: one.type,
    requesterId: one.requesterId,
    requesterManaged: one.requesterId !== null,
    tagSet: tagSet(one.tags),
    attachment: one.attachment && {
      ...attachmentOf(one.attachment),
      instanceId: one.attachment.instanceId,
      instanceOwnerId: view.account,
    },
  }),
});

/** What an interface says of itself, and an instance of it. */
export function commonOf(one: Interface, view: View) {
  const association = one.publicIp === null ? null : { publicIp: one.publicIp, ipOwnerId: 'amazon' };
  return {
    networkInterfaceId: one.id,
    subnetId: one.subnetId,
    vpcId: one.vpcId,
    description: one.description,
    ownerId: view.account,
    status: statusOf(one),
    privateIpAddress: one.addresses[0],
    privateIpAddressesSet: one.addresses.map((privateIpAddress, at) => ({
      privateIpAddress,
      primary: at === 0,
      association: at === 0 ? association : null,
    })),
    association,
    sourceDestCheck: true,
    groupSet: groupSet(one.groupIds, view),
  };
}

export function attachmentOf(attachment: NonNullable<Interface['attachment']>) {
  const { id: attachmentId, deviceIndex, attachedAt, deleteOnTermination } = attachment;
  return {
    attachmentId,
    deviceIndex,
    status: 'attached',
    attachTime: new Date(attachedAt),
    deleteOnTermination,
  };
}
