import { listing, tableListing } from '../describe.ts';
import type { Filters } from '../filters.ts';
import { isSet, listOf } from '../input.ts';
import { found } from '../kinds.ts';
import type { Instance, InstanceState, Resource } from '../model.ts';
import { groupSet, tagSet, type View } from '../render.ts';
import { type Ec2State, interfacesOf } from '../state.ts';
import { attachmentOf, commonOf } from './describe-interfaces.ts';

// InstanceState: the low byte of its code.
const codes: Readonly<Record<InstanceState, number>> = {
  running: 16,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** A stopping instance has stopped once its time has come. */
export function stateOf({ state, settlesAt }: Instance, now: number): InstanceState {
  return state === 'stopping' && settlesAt !== null && settlesAt <= now ? 'stopped' : state;
}

export const stateItem = (name: InstanceState) => ({ code: codes[name], name });

const across =
  (read: (one: ReturnType<typeof interfacesOf>[number]) => readonly string[]) =>
  (instance: Instance, { state }: View) =>
    interfacesOf(state, instance.id).flatMap(read);

const primary = ({ id }: Instance, { state }: View) => interfacesOf(state, id)[0];

const filters: Filters<Instance, View> = {
  'instance-id': ({ id }) => [id],
  'instance-state-name': (instance, { now }) => [stateOf(instance, now)],
  'instance-type': ({ type }) => [type],
  'image-id': ({ imageId }) => [imageId],
  'vpc-id': ({ vpcId }) => [vpcId],
  'subnet-id': ({ subnetId }) => [subnetId],
  'owner-id': (_, { account }) => [account],
  'iam-instance-profile.arn': ({ profileArn }) => (profileArn === null ? [] : [profileArn]),
  'private-ip-address': (instance, view) => primary(instance, view)?.addresses.slice(0, 1) ?? [],
  'ip-address': across(({ publicIp }) => (publicIp === null ? [] : [publicIp])),
  'instance.group-id': (instance, view) => primary(instance, view)?.groupIds ?? [],
  'network-interface.group-id': across(({ groupIds }) => groupIds),
  'network-interface.network-interface-id': across(({ id }) => [id]),
  'network-interface.addresses.private-ip-address': across(({ addresses }) => addresses),
};

export const describeInstances = tableListing({
  name: 'DescribeInstances',
  table: 'instances',
  ids: 'InstanceId',
  set: 'reservationSet',
  filters,
  // Each instance stands in a reservation of its own, as when it was launched alone.
  item: (instance, view) => ({
    reservationId: `r-${instance.id.slice(2)}`,
    ownerId: view.account,
    groupSet: [],
    instancesSet: [instanceItem(instance, view)],
  }),
});

function instanceItem(instance: Instance, view: View) {
  const interfaces = interfacesOf(view.state, instance.id);
  const [first] = interfaces;
  return {
    instanceId: instance.id,
    imageId: instance.imageId,
    instanceState: stateItem(stateOf(instance, view.now)),
    instanceType: instance.type,
    launchTime: new Date(instance.launchedAt),
    placement: { availabilityZone: view.state.subnets.get(instance.subnetId)?.zone },
    privateIpAddress: first?.addresses[0],
    ipAddress: first?.publicIp,
    ...(first && { subnetId: instance.subnetId, vpcId: instance.vpcId }),
    groupSet: groupSet(first?.groupIds ?? [], view),
    networkInterfaceSet: interfaces.map((one) => ({
      ...commonOf(one, view),
      interfaceType: one.type,
      attachment: one.attachment && attachmentOf(one.attachment),
    })),
    blockDeviceMapping: [...view.state.volumes.values()]
      .filter(({ instanceId }) => instanceId === instance.id)
      .map(({ id: volumeId, device }) => ({ deviceName: device, ebs: { volumeId, status: 'attached' } })),
    rootDeviceName: '/dev/xvda',
    rootDeviceType: 'ebs',
    iamInstanceProfile: profileOf(instance),
    tagSet: tagSet(instance.tags),
  };
}

function profileOf({ id, profileArn }: Instance) {
  return profileArn === null ? null : { arn: profileArn, id: `AIPA${id.slice(2).toUpperCase()}` };
}

export const describeInstanceStatus = listing<Instance>({
  name: 'DescribeInstanceStatus',
  takes: ['InstanceId', 'IncludeAllInstances'],
  set: 'instanceStatusSet',
  rows: (state, input) =>
    [...state.instances.values()].filter(
      ({ state: now }) => now === 'running' || isSet(input, 'IncludeAllInstances'),
    ),
  chosen: (state, input) => chosenInstances(listOf(input, 'InstanceId'), state),
  filters,
  item: (instance, { now }) => ({
    instanceId: instance.id,
    instanceState: stateItem(stateOf(instance, now)),
    instanceStatus: { status: stateOf(instance, now) === 'running' ? 'ok' : 'not-applicable' },
    systemStatus: { status: stateOf(instance, now) === 'running' ? 'ok' : 'not-applicable' },
  }),
});

function chosenInstances(ids: readonly string[], state: Ec2State) {
  return ids.length === 0 ? null : ids.map((id) => found(state, 'instances', id).id);
}

type Association = Resource & { readonly instance: Instance };

export const describeProfileAssociations = listing<Association>({
  name: 'DescribeIamInstanceProfileAssociations',
  takes: ['AssociationId'],
  set: 'iamInstanceProfileAssociationSet',
  rows: (state) =>
    [...state.instances.values()]
      .filter(({ profileArn, state: now }) => profileArn !== null && now !== 'terminated')
      .map((instance) => ({ id: `iip-assoc-${instance.id.slice(2)}`, tags: {}, instance })),
  chosen: (_, input) => {
    const asked = listOf(input, 'AssociationId');
    return asked.length === 0 ? null : asked;
  },
  filters: {
    'instance-id': ({ instance }) => [instance.id],
    state: () => ['associated'],
  },
  item: ({ id, instance }) => ({
    associationId: id,
    instanceId: instance.id,
    iamInstanceProfile: profileOf(instance),
    state: 'associated',
  }),
});
