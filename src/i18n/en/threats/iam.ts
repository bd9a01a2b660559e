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
  peer,
  revokeSessions,
  sharedAddress,
  who,
} from './phrases.ts';

const did = (v: Values, how: string) => `${v.user} ${called(v)}${from(v)}, ${how}.`;

const elsewhere = (v: Values, where: string) =>
  `Temporary credentials of ${v.user} were used${from(v)}${v.api === null ? '' : ` to call ${v.api}`}, ${where}.`;

export const iam = {
  'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS': {
    headline: (v, over) => `Credentials of ${v.user} ${over ? 'were' : 'are'} used from outside AWS`,
    sentence: (v) => elsewhere(v, 'although they were made for an EC2 instance'),
    first: revokeSessions,
    why: 'Instance credentials are meant for the instance alone. Whoever holds them elsewhere can act as this role.',
    harmless:
      'Traffic of the instance that leaves through your own data centre or a VPN, under an address outside AWS, or a colleague who exported the credentials.',
  },
  'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS': {
    headline: (v, over) => `Credentials of ${v.user} ${over ? 'were' : 'are'} used from outside AWS`,
    sentence: (v) => elsewhere(v, 'although they were made for a Lambda function or an ECS task'),
    first: revokeSessions,
    why: 'These credentials are meant for the workload alone. Whoever holds them elsewhere can act as this role.',
    harmless:
      'A workload in a VPC whose traffic leaves through your own data centre or a VPN, under an address outside AWS, or a colleague who exported the credentials.',
  },
  'UnauthorizedAccess:IAMUser/*CredentialExfiltration.InsideAWS': {
    headline: (v, over) => `Credentials of ${v.user} ${over ? 'were' : 'are'} used from another account`,
    sentence: (v) =>
      `Temporary credentials of ${v.user} were used from another AWS account${peer(v)}${v.api === null ? '' : `, to call ${v.api}`}.`,
    first: revokeSessions,
    why: 'Attackers may work from an AWS account of their own, since traffic from AWS is trusted more easily.',
    harmless:
      'Traffic that leaves through a shared network account, a transit gateway or a central proxy of yours.',
  },
  'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B': {
    headline: (v) => `${v.user} signed in from several places at once`,
    sentence: (v) =>
      `The console was entered as ${v.user}${v.address === null ? ' from several places' : `${from(v)} and from elsewhere`} at nearly the same time.`,
    first: askPerson,
    why: 'One person cannot be in two places; somebody else may know the password.',
    harmless: 'A VPN that was switched on or off in between, or a user that several people share.',
  },
  '*:IAMUser/TorIPCaller': {
    headline: (v) => `Credentials of ${v.user} used through Tor`,
    sentence: (v) => did(v, 'through the Tor network'),
    first: disableKey,
    why: 'Tor hides where a caller sits. Somebody who uses your credentials does not want to be found.',
    harmless: 'A colleague with a privacy browser, which they should not use for this.',
  },
  '*:IAMUser/MaliciousIPCaller.Custom': {
    headline: (v) => `Credentials of ${v.user} used from your threat list`,
    sentence: (v) => `${v.user} ${called(v)}${fromAddress(v, 'on a list that you gave')}.`,
    first: disableKey,
    why: 'You listed this address because you had a reason, and it holds credentials that work.',
    harmless: ownList,
  },
  '*:IAMUser/MaliciousIPCaller': {
    headline: (v) => `Credentials of ${v.user} used from a bad address`,
    sentence: (v) => `${v.user} ${called(v)}${fromAddress(v, 'known for attacks')}.`,
    first: disableKey,
    why: 'From such addresses stolen keys are used to look around, start machines or take more rights.',
    harmless: sharedAddress,
  },
  'PenTest:IAMUser/*Linux': {
    headline: (v) => `Credentials of ${v.user} used from a hacking system`,
    sentence: (v) =>
      `A machine with an operating system for break-in tests ${called(v)}${from(v)} with credentials of ${v.user}.`,
    first: 'ask whether a test was agreed; if not, make the credentials inactive.',
    why: 'Such systems come with every tool for a break-in, and this one holds credentials that work.',
    harmless: agreedTest,
  },
  'Policy:IAMUser/RootCredentialUsage': {
    headline: (v) => `Root of ${v.account} was used`,
    sentence: (v) => `The root user, who may do anything, ${called(v)}${from(v)}.`,
    first:
      'find out who it was; if nobody did, change the root password and MFA and delete root access keys at once.',
    why: 'Nothing in the account can hold root back, and hardly any task needs it.',
    harmless:
      'One of the few tasks that only root can do, such as closing the account or mending a locked-out policy.',
  },
  'Policy:IAMUser/ShortTermRootCredentialUsage': {
    headline: (v) => `A short root session was used in ${v.account}`,
    sentence: (v) => `Restricted root credentials, which are made for one task, ${called(v)}${from(v)}.`,
    first: 'ask the administrators of the organization who started the session, and for what.',
    why: 'Only administrators of the organization can start such a session, and they can do so in every member account.',
    harmless: 'An administrator who unlocks a bucket or queue policy, or removes root credentials.',
  },
  'Stealth:IAMUser/CloudTrailLoggingDisabled': {
    headline: (v) => `CloudTrail logging was stopped in ${v.account}`,
    sentence: (v) =>
      `${who(v)} stopped, changed or deleted a trail, or deleted its bucket; what happens from now on may leave no record there.`,
    first: 'switch the trail on again, then ask who did it.',
    why: 'Without the trail nobody can tell later what was done. Attackers switch it off early.',
    harmless: 'A move to an organization trail, or a second trail that was too many.',
  },
  'Stealth:IAMUser/PasswordPolicyChange': {
    headline: (v) => `The password policy of ${v.account} was weakened`,
    sentence: (v) => `${who(v)} loosened or deleted the rules for passwords, or tried to.`,
    first: 'put the old policy back, then ask who did it.',
    why: 'Weak passwords for IAM users are a way back in. Where everybody signs in through SSO, it matters less.',
    harmless: 'A change that follows a new company rule, such as an end to passwords that expire.',
  },
  'DefenseEvasion:IAMUser/BedrockLoggingDisabled': {
    headline: (v) => `Logging of Bedrock was stopped in ${v.account}`,
    sentence: (v) => `${who(v)} switched off the log of calls to models.`,
    first: 'switch the log on again, then ask who did it.',
    why: 'Stolen credentials are used to run costly models for others; without the log nobody sees what for.',
    harmless: 'Somebody saves cost in an account for experiments, or keeps prompts private on purpose.',
  },
  'CredentialAccess:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be collecting secrets`,
    sentence: (v) => did(v, 'which hands out secrets and is unusual for this identity'),
    first: 'see which secrets were read; change them if the person cannot explain it.',
    why: 'A secret that was read opens the next door: a database, a server, a partner.',
    harmless: newJob,
  },
  'DefenseEvasion:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be covering tracks`,
    sentence: (v) => did(v, 'as one does to switch logs or alarms off, which is unusual for this identity'),
    first: 'see what was switched off and switch it on again; then ask the person behind it.',
    why: 'Without flow logs, alarms and trails the next step goes unseen.',
    harmless: 'Old logs or alarms that somebody tidies up, or a stack that is taken down.',
  },
  'Exfiltration:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be taking data out`,
    sentence: (v) =>
      did(v, 'as one does to collect data or copy it out of an account, which is unusual for this identity'),
    first: disableKey,
    why: 'Snapshots and replication carry whole databases and buckets away without touching the application.',
    harmless: 'A backup, a migration or a test copy that somebody sets up for the first time.',
  },
  'Impact:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be destroying things`,
    sentence: (v) => did(v, 'as one does to delete or spoil resources, which is unusual for this identity'),
    first: disableKey,
    why: 'At this stage of an attack things stop working or are lost, often to put you under pressure.',
    harmless: 'A clean-up, or a stack that is taken down by somebody who never did it before.',
  },
  'InitialAccess:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be finding a way in`,
    sentence: (v) => did(v, 'as one does to get into an environment, which is unusual for this identity'),
    first: askPerson,
    why: 'Sessions on machines and tokens for registries are where the first steps inside begin.',
    harmless: newJob,
  },
  'Persistence:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be building a way back in`,
    sentence: (v) => did(v, 'as one does to keep access to an account, which is unusual for this identity'),
    first: 'look for new users, keys and roles, then ask the person behind it.',
    why: 'A second key or user stays when you lock the first one out.',
    harmless: `Somebody sets up access for a new colleague or a new service. ${newJob}`,
  },
  'PrivilegeEscalation:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} may be reaching for more rights`,
    sentence: (v) => did(v, 'as one does to get more rights, which is unusual for this identity'),
    first: 'look at changes of policies and roles, then ask the person behind it.',
    why: 'One policy more turns a small foothold into the whole account.',
    harmless: 'An administrator or a pipeline that manages IAM and does so for the first time here.',
  },
  'Discovery:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} is looking around in an unusual way`,
    sentence: (v) => did(v, 'which only reads, but is unusual for this identity'),
    first: askPerson,
    why: 'Whoever holds stolen credentials first looks what they are good for. Such calls change nothing by themselves.',
    harmless: `A new scanner or inventory tool. ${newJob}`,
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
