import type { Explanation, Values } from '../explanation.ts';

type Words = readonly [
  headline: (v: Values, over: boolean) => string,
  sentence: (v: Values) => string,
  fix: string,
];

const explain = ([headline, sentence, first]: Words): Explanation => ({ headline, sentence, first });
const is = (over: boolean) => (over ? 'was' : 'is');
const has = (over: boolean) => (over ? 'had' : 'has');
const can = (over: boolean) => (over ? 'could' : 'can');

const all = {
  'CloudTrail.1': explain([
    (v, over) => `Calls in ${v.account} ${over ? 'were' : 'are'} not recorded in every region`,
    () => 'No trail covers all regions with reads and writes, so an attack could leave no trace.',
    'create a multi-region trail that records read and write management events.',
  ]),
  'CloudTrail.2': explain([
    (v, over) => `Trail ${v.resource} ${is(over)} not encrypted with KMS`,
    () => 'Whoever can read the bucket can read the log files.',
    'give the trail a KMS key.',
  ]),
  'CloudTrail.4': explain([
    (v) => `Nobody would notice changed log files of trail ${v.resource}`,
    () => 'The trail writes no digests, so a log file can be altered without a sign.',
    'turn on log file validation.',
  ]),
  'Config.1': explain([
    (v, over) => `AWS Config ${is(over)} not recording in ${v.account}`,
    () => 'Without it most checks of Security Hub see nothing; silence does not mean health.',
    'turn on AWS Config with its service-linked role, for all resource types that Security Hub needs.',
  ]),
  'EC2.1': explain([
    (v, over) => `EBS snapshot ${v.resource} ${can(over)} be restored by anyone`,
    () => 'A public snapshot gives its whole disk to any AWS account.',
    'make the snapshot private.',
  ]),
  'EC2.2': explain([
    (v, over) => `Default security group ${v.resource} ${over ? 'let' : 'lets'} traffic through`,
    () => 'Whatever is started without a group of its own gets this one.',
    'move what uses it to its own group, then delete its rules.',
  ]),
  'EC2.6': explain([
    (v, over) => `VPC ${v.resource} ${has(over)} no flow logs`,
    () => 'Nobody could say later who talked to whom.',
    'turn on flow logs, at least for rejected traffic.',
  ]),
  'EC2.7': explain([
    (v, over) => `New EBS volumes in ${v.account} ${over ? 'were' : 'are'} not encrypted by default`,
    () => 'Volumes that nobody thinks about stay readable on disk.',
    'turn on EBS encryption by default in this region.',
  ]),
  'EC2.8': explain([
    (v, over) => `${v.resource} ${over ? 'gave' : 'gives'} out credentials through IMDSv1`,
    () => 'A server that can be made to fetch addresses hands its role to the attacker.',
    'require IMDSv2 on the instance.',
  ]),
  'EC2.13': explain([
    (v, over) => `SSH ${is(over)} open to the internet in ${v.resource}`,
    (v) => `Security group ${v.resource} lets everyone reach port 22.`,
    'allow port 22 only from addresses that you know, or use Session Manager.',
  ]),
  'EC2.14': explain([
    (v, over) => `Remote desktop ${is(over)} open to the internet in ${v.resource}`,
    (v) => `Security group ${v.resource} lets everyone reach port 3389.`,
    'allow port 3389 only from addresses that you know, or use Fleet Manager.',
  ]),
  'EC2.15': explain([
    (v, over) => `Subnet ${v.resource} ${over ? 'gave' : 'gives'} public addresses by itself`,
    () => 'Everything started there can be reached from the internet unless a group says no.',
    'turn off automatic public IPv4 addresses of the subnet.',
  ]),
  'EC2.18': explain([
    (v, over) => `Security group ${v.resource} ${is(over)} open to the internet on ports not agreed`,
    (v) => `${v.resource} lets everyone reach ports that are not on the list of allowed ones.`,
    'limit the rule to known addresses, or to the ports that must be public.',
  ]),
  'EC2.19': explain([
    (v, over) => `High-risk ports ${over ? 'were' : 'are'} open to the internet in ${v.resource}`,
    (v) =>
      `Security group ${v.resource} lets everyone reach a port that attackers look for (databases, SSH, RDP …).`,
    'limit the rule to known addresses.',
  ]),
  'EC2.53': explain([
    (v, over) => `Remote administration ${is(over)} open to the internet in ${v.resource}`,
    (v) => `Security group ${v.resource} lets every IPv4 address reach port 22 or 3389.`,
    'limit the rule to known addresses, or use Session Manager.',
  ]),
  'EC2.54': explain([
    (v, over) => `Remote administration ${is(over)} open to the internet (IPv6) in ${v.resource}`,
    (v) => `Security group ${v.resource} lets every IPv6 address reach port 22 or 3389.`,
    'limit the rule to known addresses, or use Session Manager.',
  ]),
  'GuardDuty.1': explain([
    (v, over) => `GuardDuty ${is(over)} off in ${v.account}`,
    () => 'Nobody watches this account and region for attacks.',
    'turn GuardDuty on, best for the whole organization.',
  ]),
  'IAM.1': explain([
    (v, over) => `Policy ${v.resource} ${over ? 'gave' : 'gives'} full rights to everything`,
    () => 'It allows every action on every resource; one stolen key with it is enough to lose the account.',
    'list only the actions and resources that are needed.',
  ]),
  'IAM.3': explain([
    (v, over) => `${v.resource} ${has(over)} an access key older than 90 days`,
    () => 'The older a key, the more places it may have leaked to.',
    'make a new key, switch to it, and delete the old one; better, use a role.',
  ]),
  'IAM.4': explain([
    (v, over) => `Root of ${v.account} ${has(over)} an access key`,
    () => 'Whoever gets hold of that key can do anything, and no policy can stop them.',
    'delete the access key of root.',
  ]),
  'IAM.5': explain([
    (v, over) => `${v.resource} ${can(over)} sign in with a password alone`,
    () => 'The user has a console password but no MFA.',
    'have the user register an MFA device.',
  ]),
  'IAM.6': explain([
    (v, over) => `Root of ${v.account} ${has(over)} no hardware MFA`,
    () => 'A virtual MFA device can be copied along with a phone.',
    'register a hardware security key for root.',
  ]),
  'IAM.8': explain([
    (v, over) => `${v.resource} ${has(over)} credentials that nobody uses`,
    () => 'A password or key unused for 90 days only helps attackers.',
    'make them inactive, and delete them when nobody misses them.',
  ]),
  'IAM.9': explain([
    (v, over) => `Root of ${v.account} ${has(over)} no MFA`,
    () => 'A password is all that protects the user who may do anything.',
    'register an MFA device for root.',
  ]),
  'KMS.4': explain([
    (v, over) => `KMS key ${v.resource} ${is(over)} never rotated`,
    () => 'One key for years means that one leak opens everything it ever encrypted.',
    'turn on automatic key rotation.',
  ]),
  'Lambda.1': explain([
    (v, over) => `Function ${v.resource} ${can(over)} be called by anyone`,
    () => 'Its policy lets any AWS account use it.',
    'name the accounts or services in the policy of the function.',
  ]),
  'RDS.1': explain([
    (v, over) => `Database snapshot ${v.resource} ${can(over)} be restored by anyone`,
    () => 'A public snapshot gives the whole database to any AWS account.',
    'make the snapshot private.',
  ]),
  'RDS.2': explain([
    (v, over) => `Database ${v.resource} ${over ? 'had' : 'has'} a public address`,
    () => 'It can be reached from the internet if its security group allows it.',
    'set "publicly accessible" to no.',
  ]),
  'RDS.3': explain([
    (v, over) => `Database ${v.resource} ${is(over)} not encrypted`,
    () => 'Its disks, backups and snapshots are stored readable.',
    'copy a snapshot with encryption and restore from it; a running database cannot be changed.',
  ]),
  'S3.1': explain([
    (v, over) => `${v.account} ${over ? 'allowed' : 'allows'} public S3 buckets`,
    () => 'Block Public Access is not fully on for the account, so one wrong policy makes a bucket public.',
    'turn on Block Public Access for the account.',
  ]),
  'S3.2': explain([
    (v, over) => `S3 bucket ${v.resource} ${can(over)} be read by anyone`,
    () => 'Its policy or access list lets the whole internet read.',
    'turn on Block Public Access for the bucket.',
  ]),
  'S3.3': explain([
    (v, over) => `S3 bucket ${v.resource} ${can(over)} be written by anyone`,
    () => 'Its policy or access list lets the whole internet write and delete.',
    'turn on Block Public Access for the bucket.',
  ]),
  'S3.5': explain([
    (v, over) => `S3 bucket ${v.resource} ${over ? 'accepted' : 'accepts'} unencrypted connections`,
    () => 'Nothing in its policy refuses plain HTTP.',
    'add a deny for aws:SecureTransport = false to the bucket policy.',
  ]),
  'S3.8': explain([
    (v, over) => `S3 bucket ${v.resource} ${can(over)} be made public`,
    () => 'Block Public Access is not fully on for this bucket, so a policy can open it to everyone.',
    'turn on Block Public Access for the bucket.',
  ]),
  'SSM.1': explain([
    (v, over) => `${v.resource} ${is(over)} not managed by Systems Manager`,
    () => 'Nobody sees what is installed there, and it cannot be patched from afar.',
    'install the SSM agent and give the instance a role for it.',
  ]),
  'SSM.2': explain([
    (v, over) => `${v.resource} ${over ? 'lacked' : 'lacks'} patches`,
    () => 'Patch Manager says that the instance misses patches its baseline asks for.',
    'install the missing patches.',
  ]),
  'SSM.4': explain([
    (v, over) => `SSM document ${v.resource} ${is(over)} public`,
    () => 'Any AWS account can read it, with whatever names and secrets stand in it.',
    'stop sharing the document publicly.',
  ]),
} satisfies Readonly<Record<string, Explanation>>;

/** Keyed by control id. What each one checks: "Security Hub controls reference" in the Security Hub user guide. */
export const controls: Readonly<Record<keyof typeof all, Explanation>> = all;
