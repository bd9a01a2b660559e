import { tableListing } from '../describe.ts';
import { invalidValue } from '../errors.ts';
import { isSet, required, structureOf, textOf } from '../input.ts';
import { found } from '../kinds.ts';
import type { Snapshot, Tags, Volume } from '../model.ts';
import type { Context, Ec2Operation } from '../operation.ts';
import { tagSet } from '../render.ts';
import { withRow } from '../state.ts';
import { specifiedTags } from '../tags.ts';

/** How long a simulated snapshot is pending. AWS: minutes to hours. */
const snapshotMs = 60_000;

export const describeVolumes = tableListing({
  name: 'DescribeVolumes',
  table: 'volumes',
  ids: 'VolumeId',
  set: 'volumeSet',
  filters: {
    'volume-id': ({ id }) => [id],
    'attachment.instance-id': ({ instanceId }) => (instanceId === null ? [] : [instanceId]),
    status: ({ instanceId }) => [instanceId === null ? 'available' : 'in-use'],
    encrypted: ({ encrypted }) => [String(encrypted)],
  },
  item: ({ id, sizeGib, encrypted, instanceId, device, createdAt, tags }) => ({
    volumeId: id,
    size: sizeGib,
    encrypted,
    volumeType: 'gp3',
    status: instanceId === null ? 'available' : 'in-use',
    createTime: new Date(createdAt),
    attachmentSet: instanceId === null ? [] : [{ volumeId: id, instanceId, device, status: 'attached' }],
    tagSet: tagSet(tags),
  }),
});

export const createSnapshot: Ec2Operation = {
  name: 'CreateSnapshot',
  takes: ['VolumeId', 'Description', 'TagSpecification'],
  mutating: true,
  run(input, context) {
    const volume = found(context.state, 'volumes', required(input, 'VolumeId'));
    const snapshot = taken(volume, textOf(input, 'Description'), specifiedTags(input, 'snapshots'), context);
    context.write(withRow(context.state, 'snapshots', snapshot));
    return { ...described(snapshot, context), status: 'pending' };
  },
};

/** Of all volumes of an instance, at one moment. */
export const createSnapshots: Ec2Operation = {
  name: 'CreateSnapshots',
  takes: ['InstanceSpecification', 'Description', 'TagSpecification', 'CopyTagsFromSource'],
  mutating: true,
  run(input, context) {
    const specification = structureOf(input, 'InstanceSpecification');
    const instance = found(context.state, 'instances', required(specification, 'InstanceId'));
    const volumes = [...context.state.volumes.values()].filter(
      ({ instanceId, device }) =>
        instanceId === instance.id && !(isSet(specification, 'ExcludeBootVolume') && isBoot(device)),
    );
    if (volumes.length === 0) throw invalidValue(`The instance '${instance.id}' has no volume to take.`);
    const own = specifiedTags(input, 'snapshots');
    const copies = textOf(input, 'CopyTagsFromSource') === 'volume';
    const snapshots = volumes.map((volume) =>
      taken(volume, textOf(input, 'Description'), copies ? { ...volume.tags, ...own } : own, context),
    );
    context.write(snapshots.reduce((next, one) => withRow(next, 'snapshots', one), context.state));
    return { snapshotSet: snapshots.map((one) => ({ ...described(one, context), state: 'pending' })) };
  },
};

const isBoot = (device: string) => device === '/dev/xvda' || device === '/dev/sda1';

function taken(volume: Volume, description: string | null, tags: Tags, { now, newId }: Context): Snapshot {
  return {
    id: newId('snap'),
    volumeId: volume.id,
    sizeGib: volume.sizeGib,
    encrypted: volume.encrypted,
    description: description ?? '',
    startedAt: now,
    completesAt: now + snapshotMs,
    sharedWith: [],
    tags,
  };
}

function described(snapshot: Snapshot, { account, now }: Pick<Context, 'account' | 'now'>) {
  return {
    snapshotId: snapshot.id,
    volumeId: snapshot.volumeId,
    volumeSize: snapshot.sizeGib,
    encrypted: snapshot.encrypted,
    description: snapshot.description,
    startTime: new Date(snapshot.startedAt),
    progress: snapshot.completesAt <= now ? '100%' : '0%',
    ownerId: account,
    tagSet: tagSet(snapshot.tags),
  };
}

export const describeSnapshots = tableListing({
  name: 'DescribeSnapshots',
  table: 'snapshots',
  ids: 'SnapshotId',
  takes: ['Owner'],
  set: 'snapshotSet',
  filters: {
    'snapshot-id': ({ id }) => [id],
    'volume-id': ({ volumeId }) => [volumeId],
    status: ({ completesAt }, { now }) => [completesAt <= now ? 'completed' : 'pending'],
    'owner-id': (_, { account }) => [account],
    encrypted: ({ encrypted }) => [String(encrypted)],
  },
  item: (snapshot, view) => ({
    ...described(snapshot, view),
    status: snapshot.completesAt <= view.now ? 'completed' : 'pending',
  }),
});

export const describeSnapshotAttribute: Ec2Operation = {
  name: 'DescribeSnapshotAttribute',
  takes: ['Attribute', 'SnapshotId'],
  mutating: false,
  run(input, { state }) {
    const attribute = required(input, 'Attribute');
    if (attribute !== 'createVolumePermission')
      throw invalidValue(`Value (${attribute}) for parameter attribute is not simulated.`);
    const { id, sharedWith } = found(state, 'snapshots', required(input, 'SnapshotId'));
    return {
      snapshotId: id,
      createVolumePermission: sharedWith.map((who) => (who === 'all' ? { group: 'all' } : { userId: who })),
    };
  },
};
