import type { ControlExplanation } from '../../explanation.ts';
import { are, is } from './tense.ts';

export const cloudtrail = {
  'CloudTrail.1': {
    headline: (v, over) => `Calls in ${v.account} ${are(over)} not recorded in every region`,
    sentence: (v) => `No trail of ${v.account} covers all regions with reads and writes.`,
    first: 'create a multi-region trail that records read and write management events.',
    why: 'An attack could leave no trace, and attackers like the regions that nobody uses.',
    breaks: 'Nothing. The first copy of management events is free; storage is not.',
  },
  'CloudTrail.2': {
    headline: (v, over) => `Trail ${v.resource} ${is(over)} not encrypted with KMS`,
    sentence: (v) => `The log files of ${v.resource} are protected by the rights of their bucket alone.`,
    first: 'give the trail a KMS key.',
    why: 'Whoever can read the bucket can read the log files. With a key, they need that too.',
    breaks:
      'The key policy must let CloudTrail encrypt, or no logs arrive; and whoever reads the logs must be let decrypt.',
  },
  'CloudTrail.4': {
    headline: (v) => `Nobody would notice changed log files of trail ${v.resource}`,
    sentence: (v) => `${v.resource} writes no digests, so a log file can be altered without a sign.`,
    first: 'turn on log file validation.',
    why: 'Whoever breaks in removes the traces. Digests prove whether somebody did.',
    breaks: 'Nothing.',
  },
  'CloudTrail.5': {
    headline: (v, over) => `Trail ${v.resource} ${is(over)} not sent to CloudWatch Logs`,
    sentence: (v) =>
      `The events of ${v.resource} only go to S3, so no alarm in CloudWatch can be made on them.`,
    first: 'send the trail to a log group, with a role that may write there.',
    why: 'Alarms on calls need the events within minutes. Files in a bucket come late, and nobody watches them.',
    breaks: 'Nothing. CloudWatch Logs charges for what comes in. EventBridge can do the same without it.',
  },
  'CloudTrail.6': {
    headline: (v, over) => `CloudTrail logs in ${v.resource} ${are(over)} open to the public`,
    sentence: (v) => `The bucket that holds CloudTrail logs (${v.resource}) is open to the public.`,
    first: 'turn on Block Public Access for the bucket.',
    why: 'The logs tell strangers how the account is built: names, roles, addresses, habits.',
    breaks: 'Nothing that should work. CloudTrail itself needs no public access.',
  },
  'CloudTrail.7': {
    headline: (v, over) => `Access to the CloudTrail logs in ${v.resource} ${is(over)} not logged`,
    sentence: (v) => `${v.resource} holds CloudTrail logs and writes no server access logs.`,
    first: 'turn on server access logging for the bucket, to another bucket.',
    why: 'Nobody could say who read or deleted the logs.',
    breaks: 'Nothing. The access logs cost storage.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
