import { DescribeVolumesCommand, EC2Client, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { type Check, gone, isNamed, lastPart, onlyOne } from './check.ts';

/** Is the disk encrypted (EC2.3), or will every new one be (EC2.7)? */
export const volumeEncryption: Check = {
  name: 'volume-encryption',
  appliesTo(finding) {
    const { account, region, type, kind } = finding;
    const place = { account: account.id, region };
    if (kind !== 'control') return null;
    if (type === 'EC2.7') return { ...place, id: account.id };
    const volume = type === 'EC2.3' ? onlyOne(finding, ['AwsEc2Volume']) : null;
    return volume === null ? null : { ...place, id: lastPart(volume) };
  },
  async read(ask, { id }) {
    if (!id.startsWith('vol-')) {
      const { EbsEncryptionByDefault } = await ask(
        EC2Client,
        'ec2:GetEbsEncryptionByDefault',
        (ec2, options) => ec2.send(new GetEbsEncryptionByDefaultCommand({}), options),
      );
      const byDefault = EbsEncryptionByDefault === true;
      return { holds: byDefault, facts: { byDefault } };
    }
    try {
      const { Volumes: [volume] = [] } = await ask(EC2Client, 'ec2:DescribeVolumes', (ec2, options) =>
        ec2.send(new DescribeVolumesCommand({ VolumeIds: [id] }), options),
      );
      if (volume === undefined) return gone;
      // EC2.3 asks about disks that are in use.
      const attached = (volume.Attachments ?? []).length > 0;
      const encrypted = volume.Encrypted === true;
      return { holds: encrypted || !attached, facts: { encrypted, attached } };
    } catch (error) {
      if (isNamed(error, ['InvalidVolume.NotFound'])) return gone;
      throw error;
    }
  },
};
