import type { ControlExplanation } from '../../explanation.ts';
import { are, can, has, is } from './tense.ts';

const blockPublicAccess = 'turn on Block Public Access for the bucket.';
const publicOnPurpose =
  'A bucket that is public on purpose, a website for instance, stops answering. Put CloudFront in front of it first.';

export const s3 = {
  'S3.1': {
    headline: (v, over) => `${v.account} ${over ? 'allowed' : 'allows'} public S3 buckets`,
    sentence: (v) =>
      `Block Public Access is not fully on for ${v.account}, so one wrong policy or access list makes a bucket public.`,
    first: 'turn on all four settings of Block Public Access for the account.',
    why: 'Many leaks from S3 begin with a bucket that somebody opened by mistake. This switch stops the mistake for every bucket at once.',
    breaks:
      'Buckets that are public on purpose, websites for instance, stop answering. Put CloudFront in front of them first.',
  },
  'S3.2': {
    headline: (v, over) => `S3 bucket ${v.resource} ${can(over)} be read by anyone`,
    sentence: () => 'Its policy or access list lets the whole internet read.',
    first: blockPublicAccess,
    why: 'Open buckets are found within hours by people who search for them. Whatever is in it may be copied already.',
    breaks: publicOnPurpose,
  },
  'S3.3': {
    headline: (v, over) => `S3 bucket ${v.resource} ${can(over)} be written by anyone`,
    sentence: () => 'Its policy or access list lets the whole internet write.',
    first: blockPublicAccess,
    why: 'Strangers may replace files that you serve, delete them, or store their own at your expense.',
    breaks:
      'Whoever uploads without signing in, a web form for instance, is refused. Give them presigned URLs first.',
  },
  'S3.4': {
    headline: (v, over) => `S3 bucket ${v.resource} ${has(over)} no default encryption`,
    sentence: (v) =>
      `The check found no server-side encryption configured for ${v.resource}. Since 2023, S3 encrypts all new objects anyway.`,
    first: 'set the default encryption of the bucket, and copy old objects onto themselves to encrypt them.',
    why: 'Objects from before 2023 may still be stored readable.',
    breaks: 'Nothing with SSE-S3. With a KMS key, readers need the right to use that key.',
  },
  'S3.5': {
    headline: (v, over) => `S3 bucket ${v.resource} ${over ? 'accepted' : 'accepts'} unencrypted connections`,
    sentence: (v) => `Nothing in the policy of ${v.resource} refuses plain HTTP.`,
    first: 'add a deny for aws:SecureTransport = false to the bucket policy.',
    why: 'Over plain HTTP, anybody on the way can read the objects and the signatures of requests.',
    breaks: 'Only clients that still use http://. The SDKs and the console use HTTPS.',
  },
  'S3.6': {
    headline: (v, over) => `Other accounts ${can(over)} change the settings of S3 bucket ${v.resource}`,
    sentence: (v) =>
      `The policy of ${v.resource} lets another account change its policy, access lists or encryption, or delete its policy.`,
    first: 'take those actions out of the bucket policy; reading and writing may stay.',
    why: 'Whoever may change the policy may open the bucket to everybody. A break-in in that account becomes yours.',
    breaks:
      'Deployments that run in the other account and manage this bucket. Reading and writing are not affected.',
  },
  'S3.8': {
    headline: (v, over) => `S3 bucket ${v.resource} ${can(over)} be made public`,
    sentence: () =>
      'Block Public Access is not fully on for this bucket, so a policy can open it to everyone.',
    first: blockPublicAccess,
    why: 'This alone does not open it, but one wrong change may. Only the setting of the account could still stop it.',
    breaks: publicOnPurpose,
  },
  'S3.9': {
    headline: (v, over) => `Access to S3 bucket ${v.resource} ${is(over)} not logged`,
    sentence: (v) => `${v.resource} writes no server access logs.`,
    first: 'turn on server access logging, to another bucket in the same region.',
    why: 'After a leak, nobody could say who read what.',
    breaks: 'Nothing. The logs cost storage; give the bucket that holds them a lifecycle rule.',
  },
  'S3.12': {
    headline: (v, over) => `S3 bucket ${v.resource} ${over ? 'gave' : 'gives'} access through access lists`,
    sentence: (v) => `An access list (ACL) of ${v.resource} grants rights to users or accounts.`,
    first: 'move the rights into the bucket policy, then turn access lists off (bucket owner enforced).',
    why: 'Access lists are easily overlooked, and each object may have its own. Policies are in one place.',
    breaks:
      'Clients that send an ACL when they upload are refused. Look for x-amz-acl in the access logs first.',
  },
  'S3.13': {
    headline: (v, over) => `S3 bucket ${v.resource} ${has(over)} no lifecycle rules`,
    sentence: (v) => `No rule moves anything in ${v.resource} to cheaper storage or deletes it.`,
    first: 'add a lifecycle rule that suits the data.',
    why: 'Data that nobody needs any more costs money, and can still leak.',
    breaks:
      'What the rule deletes is gone. Begin with moving to cheaper storage, and agree on a time to keep.',
  },
  'S3.20': {
    headline: (v, over) => `S3 bucket ${v.resource} ${can(over)} lose data without MFA`,
    sentence: (v) =>
      `MFA delete is off for ${v.resource}, so a stolen key is enough to delete object versions.`,
    first: 'turn on MFA delete; only root can, with the CLI. Or use Object Lock.',
    why: 'Deleting all versions is one way of extortion in S3. MFA delete keeps a key alone from doing it.',
    breaks:
      'Lifecycle rules cannot be used together with MFA delete, and scripts can no longer delete versions.',
  },
  'S3.22': {
    headline: (v, over) => `Writes to S3 objects in ${v.account} ${are(over)} not recorded`,
    sentence: (v) =>
      `No multi-region trail of ${v.account} records writes and deletes of objects in all buckets.`,
    first: 'add S3 data events (write) for all buckets to a multi-region trail.',
    why: 'Without them nobody could say who replaced or deleted a file.',
    breaks: 'Nothing. Data events cost money by their number; look at how busy the buckets are first.',
  },
  'S3.23': {
    headline: (v, over) => `Reads of S3 objects in ${v.account} ${are(over)} not recorded`,
    sentence: (v) => `No multi-region trail of ${v.account} records reads of objects in all buckets.`,
    first: 'add S3 data events (read) for all buckets to a multi-region trail.',
    why: 'After a leak, nobody could say who read what.',
    breaks: 'Nothing. Data events cost money by their number; look at how busy the buckets are first.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
