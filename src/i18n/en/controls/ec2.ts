import type { ControlExplanation } from '../../explanation.ts';
import { are, can, has, is } from './tense.ts';

/** Instances and their disks; networks are in network.ts. */
export const ec2 = {
  'EC2.1': {
    headline: (v, over) => `EBS snapshots of ${v.account} ${can(over)} be restored by anyone`,
    sentence: (v) => `At least one EBS snapshot of ${v.account} is shared with every AWS account.`,
    first: 'make the snapshot private, then change every secret that was on its disk.',
    why: 'A public snapshot gives away a whole disk, and strangers look for them. A copy cannot be called back.',
    breaks: 'Accounts that restore it because it is public lose it. Share it with them by account id.',
  },
  'EC2.3': {
    headline: (v, over) => `EBS volume ${v.resource} ${is(over)} not encrypted`,
    sentence: (v) => `Volume ${v.resource} is attached and stores its data readable.`,
    first: 'copy a snapshot of it with encryption, make a volume of that, and swap the two.',
    why: 'Snapshots of it are readable too, for whoever gets one.',
    breaks: 'The instance must stop while the volumes are swapped. A volume in use cannot be encrypted.',
  },
  'EC2.4': {
    headline: (v, over) => `${v.resource} ${has(over)} been stopped for over 30 days`,
    sentence: (v) =>
      `Nobody has started ${v.resource} for longer than the check allows (30 days by default).`,
    first: 'ask its owner; if nobody misses it, keep a snapshot and terminate it.',
    why: 'It gets no patches while it is off. Whoever starts it again starts an old, open machine.',
    breaks: 'Termination is final, and data on instance storage is lost. Keep an image if in doubt.',
  },
  'EC2.7': {
    headline: (v, over) => `New EBS volumes in ${v.account} ${are(over)} not encrypted by default`,
    sentence: (v) => `EBS encryption by default is off for ${v.account} in this region.`,
    first: 'turn on EBS encryption by default in this region.',
    why: 'Volumes that nobody thinks about stay readable on disk, and so do their snapshots.',
    breaks:
      'Existing volumes stay as they are. Snapshots encrypted with the default AWS key cannot be shared with other accounts; choose a key of your own if you share.',
  },
  'EC2.8': {
    headline: (v, over) => `${v.resource} ${over ? 'allowed' : 'allows'} IMDSv1`,
    sentence: (v) => `${v.resource} answers requests for instance metadata without a token.`,
    first: 'require IMDSv2 on the instance.',
    why: 'A server that can be made to fetch addresses (SSRF) hands its role to the attacker. IMDSv2 protects against it.',
    breaks:
      'Old SDKs and scripts that ask the metadata address directly. The CloudWatch metric MetadataNoToken shows whether any do.',
  },
  'EC2.9': {
    headline: (v, over) => `${v.resource} ${has(over)} a public IPv4 address`,
    sentence: (v) => `${v.resource} can be reached from the internet wherever its security groups allow it.`,
    first: 'put it into a private subnet, behind a load balancer if it serves anybody.',
    why: 'Everything with a public address is scanned all day. One wrong rule, and it is open.',
    breaks: 'Whoever uses the address directly, and its own way out: a private subnet needs a NAT gateway.',
  },
  'EC2.170': {
    headline: (v, over) => `Launch template ${v.resource} ${over ? 'allowed' : 'allows'} IMDSv1`,
    sentence: (v) => `The default version of ${v.resource} does not require IMDSv2 for new instances.`,
    first: 'make a new version of the template that requires IMDSv2, and make it the default.',
    why: 'New instances can begin with a hole through which their role can be stolen (SSRF).',
    breaks: 'Old SDKs on new instances. Running instances stay as they are.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
