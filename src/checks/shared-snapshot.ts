import { DescribeSnapshotAttributeCommand, DescribeSnapshotsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { type Check, gone, isNamed, lastPart, onlyOne } from './check.ts';

const mostShown = 5;

/** Can everybody make a disk of the snapshot? EC2.1 asks it of all of an account's in one Region. */
export const sharedSnapshot: Check = {
  name: 'shared-snapshot',
  appliesTo(finding) {
    const { account, region, kind, type } = finding;
    const snapshot = onlyOne(finding, ['AwsEc2Snapshot', 'EBSSnapshot']);
    if (
      kind === 'control' ? type !== 'EC2.1' : snapshot === null || finding.product !== 'IAM Access Analyzer'
    )
      return null;
    return { account: account.id, region, id: snapshot === null ? account.id : lastPart(snapshot) };
  },
  async read(ask, { id }) {
    if (!id.startsWith('snap-')) {
      const { Snapshots = [] } = await ask(EC2Client, 'ec2:DescribeSnapshots', (ec2, options) =>
        ec2.send(
          new DescribeSnapshotsCommand({ OwnerIds: ['self'], RestorableByUserIds: ['all'], MaxResults: 100 }),
          options,
        ),
      );
      const open = Snapshots.flatMap(({ SnapshotId }) => SnapshotId ?? []);
      return { holds: open.length === 0, facts: { public: open.slice(0, mostShown), count: open.length } };
    }
    try {
      const { CreateVolumePermissions = [] } = await ask(
        EC2Client,
        'ec2:DescribeSnapshotAttribute',
        (ec2, options) =>
          ec2.send(
            new DescribeSnapshotAttributeCommand({ SnapshotId: id, Attribute: 'createVolumePermission' }),
            options,
          ),
      );
      const accounts = CreateVolumePermissions.flatMap(({ UserId }) => UserId ?? []);
      const everybody = CreateVolumePermissions.some(({ Group }) => Group === 'all');
      return {
        holds: !everybody && accounts.length === 0,
        facts: { public: everybody ? [id] : [], count: everybody ? 1 : 0, accounts },
      };
    } catch (error) {
      if (isNamed(error, ['InvalidSnapshot.NotFound'])) return gone;
      throw error;
    }
  },
};
