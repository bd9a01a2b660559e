import type { ControlExplanation } from '../../explanation.ts';
import { can, has } from './tense.ts';

/** Users, root, keys and policies; the password policy is in passwords.ts. */
export const iam = {
  'IAM.1': {
    headline: (v, over) => `Policy ${v.resource} ${over ? 'gave' : 'gives'} full rights to everything`,
    sentence: (v) => `${v.resource} allows every action on every resource.`,
    first: 'list only the actions and resources that are needed.',
    why: 'One stolen key with this policy is enough to lose the whole account.',
    breaks:
      'Whatever uses a right that the new list forgets. Access Analyzer can make a policy from what was really used.',
  },
  'IAM.2': {
    headline: (v, over) => `User ${v.resource} ${has(over)} policies of its own`,
    sentence: (v) => `Rights are attached to ${v.resource} directly instead of through a group or role.`,
    first: 'put the user into a group with the same rights, then detach the policies.',
    why: 'Rights given one by one are forgotten, and stay when people change their work.',
    breaks: 'Nothing if the group has the same rights before you detach.',
  },
  'IAM.3': {
    headline: (v, over) => `${v.resource} ${has(over)} an access key older than 90 days`,
    sentence: (v) => `An active access key of ${v.resource} has not been replaced for over 90 days.`,
    first: 'make a new key, switch to it, and delete the old one; better, use a role.',
    why: 'The older a key, the more places it may have leaked to.',
    breaks: 'Whatever still has the old key. Make it inactive first, and delete it when nobody misses it.',
  },
  'IAM.4': {
    headline: (v, over) => `Root of ${v.account} ${has(over)} an access key`,
    sentence: (v) => `The root user of ${v.account} can be used through the API with a key.`,
    first: 'delete the access key of root.',
    why: 'Whoever gets hold of that key can do anything, and no policy of the account can stop them.',
    breaks: 'Scripts that use it, if there are any. Its last use stands in the credential report of IAM.',
  },
  'IAM.5': {
    headline: (v, over) => `${v.resource} ${can(over)} sign in with a password alone`,
    sentence: (v) => `User ${v.resource} has a console password but no MFA.`,
    first: 'have the user register an MFA device.',
    why: 'Passwords are guessed, reused and given away to false login pages. MFA stops most of it.',
    breaks: 'Nothing for access keys. The user needs the device at each sign-in.',
  },
  'IAM.6': {
    headline: (v, over) => `Root of ${v.account} ${has(over)} no hardware MFA`,
    sentence: (v) => `The root user of ${v.account} has no MFA, or only a virtual one.`,
    first: 'register a hardware security key for root, and a second one as a spare.',
    why: 'A virtual MFA device can be copied along with a phone.',
    breaks: 'Nothing, as long as the keys are not lost. Keep them in two places.',
  },
  'IAM.8': {
    headline: (v, over) => `${v.resource} ${has(over)} credentials that nobody uses`,
    sentence: (v) => `A password or key of ${v.resource} was not used for 90 days.`,
    first: 'make them inactive, and delete them when nobody misses them.',
    why: 'Nobody notices when unused credentials are stolen.',
    breaks: 'Jobs that run only a few times a year. Inactive can be undone, deleted cannot.',
  },
  'IAM.9': {
    headline: (v, over) => `Root of ${v.account} ${has(over)} no MFA`,
    sentence: (v) => `A password is all that protects the root user of ${v.account}.`,
    first: 'register an MFA device for root.',
    why: 'Root may do anything, and whoever takes it can lock you out of your own account.',
    breaks: 'Nothing, as long as the device is not lost. Register a second one.',
  },
  'IAM.18': {
    headline: (v, over) => `${v.account} ${has(over)} no role for AWS Support`,
    sentence: (v) => `Nobody in ${v.account} has the policy AWSSupportAccess.`,
    first: 'make a role with the policy AWSSupportAccess for those who handle incidents.',
    why: 'In an incident, somebody must be able to open a support case without asking for rights first.',
    breaks: 'Nothing.',
  },
  'IAM.19': {
    headline: (v, over) => `User ${v.resource} ${has(over)} no MFA`,
    sentence: (v) => `${v.resource} has no MFA device, whether it may sign in to the console or not.`,
    first: 'have the user register an MFA device, or replace the user by a role.',
    why: 'Without MFA, one leaked password or key is enough.',
    breaks: 'Nothing by itself. Policies that ask for MFA would stop scripts that use plain keys.',
  },
  'IAM.21': {
    headline: (v, over) => `Policy ${v.resource} ${over ? 'allowed' : 'allows'} all actions of a service`,
    sentence: (v) => `${v.resource} allows s3:*, ec2:* or the like, or everything but that (NotAction).`,
    first: 'name the actions that are needed instead of the star.',
    why: 'The star includes deleting, and every action that AWS adds later.',
    breaks: 'Whatever uses an action that the new list forgets. See the last accessed services in IAM first.',
  },
  'IAM.22': {
    headline: (v, over) => `${v.resource} ${has(over)} credentials unused for 45 days`,
    sentence: (v) => `A password or key of ${v.resource} was not used for 45 days.`,
    first: 'make them inactive, and delete them when nobody misses them.',
    why: 'Nobody notices when unused credentials are stolen.',
    breaks: 'Jobs that run every quarter or year. Inactive can be undone, deleted cannot.',
  },
  'IAM.26': {
    headline: (v, over) => `Expired certificate ${v.resource} ${over ? 'was' : 'is'} still kept in IAM`,
    sentence: (v) => `${v.resource} is a server certificate in IAM that has expired.`,
    first: 'delete it; get new certificates from ACM, which renews them.',
    why: 'Deployed by mistake, it makes browsers refuse the site.',
    breaks: 'Load balancers or CloudFront that still use it. Give them a new certificate first.',
  },
  'IAM.27': {
    headline: (v, over) => `${v.resource} ${has(over)} full access to CloudShell`,
    sentence: (v) => `The policy AWSCloudShellFullAccess is attached to ${v.resource}.`,
    first: 'detach it, and allow CloudShell without uploading and downloading files.',
    why: 'CloudShell can reach the internet and carry files out, past what you control.',
    breaks: 'People who bring files into CloudShell or take them out.',
  },
  'IAM.28': {
    headline: (v, over) => `Access Analyzer ${over ? 'was' : 'is'} not looking at ${v.account}`,
    sentence: (v) => `${v.account} has no active analyzer for external access in this region.`,
    first: 'create an external access analyzer in this region.',
    why: 'Without one, nobody tells you that a bucket, role or key is shared with strangers.',
    breaks: 'Nothing. External access analyzers are free of charge, and only look.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
