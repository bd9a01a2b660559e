import type { ThreatExplanation, Values } from '../../explanation.ts';
import {
  agreedTest,
  askPerson,
  called,
  disableKey,
  from,
  fromAddress,
  newJob,
  ownList,
  sharedAddress,
  who,
} from './phrases.ts';

const lookAtBucket =
  'see which identity made the calls and take its access away if it has no business there.';
const publicAccessOn = 'switch Block Public Access on again unless somebody can say why not.';
const closeBucket = 'turn on Block Public Access for the bucket, then see who read from it.';

const didOnBucket = (v: Values, how: string) => `${v.user} ${called(v)} on ${v.resource}${from(v)}, ${how}.`;

export const s3 = {
  'Exfiltration:S3/AnomalousBehavior': {
    headline: (v) => `Data may be leaving bucket ${v.resource}`,
    sentence: (v) => didOnBucket(v, 'which is unusual for this identity'),
    first: disableKey,
    why: 'Reading like this is how buckets are copied out, for sale or for blackmail. What is gone cannot be called back.',
    harmless: `A backup, an export or an analysis that runs for the first time. ${newJob}`,
  },
  'Impact:S3/AnomalousBehavior.Delete': {
    headline: (v) => `Somebody may be deleting data in bucket ${v.resource}`,
    sentence: (v) => didOnBucket(v, 'an unusual attempt to delete data'),
    first: 'make the credentials inactive, then see whether versions of the objects can be restored.',
    why: 'Deleting follows copying in blackmail. Without versioning, what is deleted is gone.',
    harmless: 'A clean-up, a move to another bucket, or the end of a project.',
  },
  'Impact:S3/AnomalousBehavior.Permission': {
    headline: (v) => `Permissions of bucket ${v.resource} are being changed`,
    sentence: (v) => didOnBucket(v, 'an unusual change of permissions'),
    first: 'look at the policy and ACL of the bucket now, and put back what it was before.',
    why: 'Whoever can change a bucket policy can let themselves or anybody in and lock you out.',
    harmless: 'A change by the team of the bucket, often through a new deployment pipeline.',
  },
  'Impact:S3/AnomalousBehavior.Write': {
    headline: (v) => `Unusual writes to bucket ${v.resource}`,
    sentence: (v) => didOnBucket(v, 'an unusual write'),
    first: 'see what was written; if nobody expects it, make the credentials inactive.',
    why: 'Objects can be overwritten with encrypted copies, or replaced by something that your users then run.',
    harmless: newJob,
  },
  'Discovery:S3/AnomalousBehavior': {
    headline: (v) => `Somebody is looking around in bucket ${v.resource}`,
    sentence: (v) => didOnBucket(v, 'which is unusual for this identity'),
    first: askPerson,
    why: 'Thieves list first and copy later. By itself nothing has been taken.',
    harmless: newJob,
  },
  '*:S3/TorIPCaller': {
    headline: (v) => `Bucket ${v.resource} reached through Tor`,
    sentence: (v) => didOnBucket(v, 'through the Tor network'),
    first: lookAtBucket,
    why: 'Tor hides where a caller sits. Nobody at work needs that to reach your bucket.',
    harmless:
      'A public bucket that a visitor reads through Tor, or a privacy tool of one of your own people.',
  },
  '*:S3/MaliciousIPCaller.Custom': {
    headline: (v) => `Bucket ${v.resource} reached from your threat list`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${fromAddress(v, 'on a list that you gave')}.`,
    first: lookAtBucket,
    why: 'You listed this address because you had a reason, and now it calls your bucket.',
    harmless: ownList,
  },
  '*:S3/MaliciousIPCaller': {
    headline: (v) => `Bucket ${v.resource} reached from a bad address`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${fromAddress(v, 'known for attacks')}.`,
    first: lookAtBucket,
    why: 'Credentials may be in the wrong hands, or the bucket may be open to more people than you think.',
    harmless: `A bucket that is public on purpose. ${sharedAddress}`,
  },
  'PenTest:S3/*Linux': {
    headline: (v) => `A hacking system used on bucket ${v.resource}`,
    sentence: (v) => didOnBucket(v, 'with a machine made for break-in tests'),
    first: 'ask whether a test was agreed; if not, make the credentials inactive.',
    why: 'Such systems come with every tool for a break-in, and this one holds credentials that work.',
    harmless: agreedTest,
  },
  'Policy:S3/AccountBlockPublicAccessDisabled': {
    headline: (v) => `Protection against public buckets was switched off in ${v.account}`,
    sentence: (v) =>
      `${who(v)} switched off Block Public Access of the account; each bucket now depends on its own settings.`,
    first: publicAccessOn,
    why: 'Buckets need not be public now, but the net is gone that holds back a wrong policy or ACL, old or new.',
    harmless: 'Somebody sets up a public website in this account. Then switch it off for that bucket only.',
  },
  'Policy:S3/BucketBlockPublicAccessDisabled': {
    headline: (v) => `Public access is no longer blocked for ${v.resource}`,
    sentence: (v) =>
      `${who(v)} switched off Block Public Access for ${v.resource}; it can now be made public.`,
    first: publicAccessOn,
    why: 'The bucket need not be public now, but a wrong policy or ACL, old or new, can open it.',
    harmless: 'A bucket for a public website or for downloads.',
  },
  'Policy:S3/BucketAnonymousAccessGranted': {
    headline: (v, over) => `Bucket ${v.resource} ${over ? 'was' : 'is'} open to everyone`,
    sentence: (v) =>
      `${v.user} ${called(v)}${from(v)}, so ${v.resource} now lets in anybody on the internet.`,
    first: closeBucket,
    why: 'Scanners look for open buckets all the time, and nobody has to log in to use them.',
    harmless:
      'A public website, or data that is published on purpose. Block Public Access may still keep it shut; GuardDuty does not count that.',
  },
  'Policy:S3/BucketPublicAccessGranted': {
    headline: (v, over) => `Bucket ${v.resource} ${over ? 'was' : 'is'} open to every AWS user`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, so ${v.resource} now lets in every AWS account.`,
    first: closeBucket,
    why: '"Authenticated users" means everybody with any AWS account, not the people of yours.',
    harmless:
      'Data that is shared with the world on purpose. Block Public Access may still keep it shut; GuardDuty does not count that.',
  },
  'Stealth:S3/ServerAccessLoggingDisabled': {
    headline: (v) => `Access logging of bucket ${v.resource} was stopped`,
    sentence: (v) => `${who(v)} switched off the log of requests to ${v.resource}.`,
    first: 'switch the log on again, then ask who did it.',
    why: 'What is read from now on leaves no line in that log. Attackers do so to stay unseen.',
    harmless: 'Logging moved to CloudTrail data events, or somebody saves storage.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
