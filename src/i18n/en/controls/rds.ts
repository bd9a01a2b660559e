import type { ControlExplanation } from '../../explanation.ts';
import { can, has, is } from './tense.ts';

export const rds = {
  'RDS.1': {
    headline: (v, over) => `Database snapshot ${v.resource} ${can(over)} be restored by anyone`,
    sentence: (v) => `Snapshot ${v.resource} is shared with every AWS account.`,
    first: 'make the snapshot private, then change every secret that was in the database.',
    why: 'A public snapshot gives away the whole database. A copy cannot be called back.',
    breaks: 'Accounts that restore it because it is public lose it. Share it with them by account id.',
  },
  'RDS.2': {
    headline: (v, over) => `Database ${v.resource} ${has(over)} a public address`,
    sentence: (v) => `${v.resource} can be reached from the internet if its security group allows it.`,
    first: 'set "publicly accessible" to no.',
    why: 'Only one rule stands between the internet and the data. Open databases are found within minutes.',
    breaks: 'Clients outside the VPC lose the connection. Give them a VPN or a bastion first.',
  },
  'RDS.3': {
    headline: (v, over) => `Database ${v.resource} ${is(over)} not encrypted`,
    sentence: (v) => `The disks, backups and snapshots of ${v.resource} are stored readable.`,
    first: 'copy a snapshot with encryption and restore from it; a running database cannot be changed.',
    why: 'Whoever gets a snapshot can read it, without any key.',
    breaks: 'The restored database has a new address, and writes stop while you move. Plan a window.',
  },
  'RDS.4': {
    headline: (v, over) => `Database snapshot ${v.resource} ${is(over)} not encrypted`,
    sentence: (v) => `Snapshot ${v.resource} is stored readable.`,
    first: 'copy it with encryption, then delete the original.',
    why: 'Whoever gets the snapshot can read the whole database, without any key.',
    breaks: 'Scripts that name the old snapshot. A copy has an id of its own.',
  },
  'RDS.5': {
    headline: (v, over) =>
      `Database ${v.resource} ${over ? 'stood' : 'stands'} in one Availability Zone only`,
    sentence: (v) => `${v.resource} has no standby in a second zone.`,
    first: 'turn on Multi-AZ, in a quiet hour.',
    why: 'When the zone fails, the database is away until somebody restores it.',
    breaks: 'Slower writes, above all while the standby is made, and about twice the cost.',
  },
  'RDS.6': {
    headline: (v, over) => `Database ${v.resource} ${has(over)} no enhanced monitoring`,
    sentence: (v) => `Nothing measures the operating system under ${v.resource}.`,
    first: 'turn on enhanced monitoring, with the role that it needs.',
    why: 'Without it, trouble of memory or processes shows only when the database is slow.',
    breaks: 'Nothing. The measurements cost a little in CloudWatch Logs.',
  },
  'RDS.7': {
    headline: (v, over) => `Database cluster ${v.resource} ${can(over)} be deleted with one call`,
    sentence: (v) => `Deletion protection is off for cluster ${v.resource}.`,
    first: 'turn on deletion protection.',
    why: 'A wrong command or a stolen key is enough to lose the cluster.',
    breaks: 'Scripts and stacks that delete the cluster must turn protection off first.',
  },
  'RDS.8': {
    headline: (v, over) => `Database ${v.resource} ${can(over)} be deleted with one call`,
    sentence: (v) => `Deletion protection is off for ${v.resource}.`,
    first: 'turn on deletion protection.',
    why: 'A wrong command or a stolen key is enough to lose the database.',
    breaks: 'Scripts and stacks that delete the database must turn protection off first.',
  },
  'RDS.9': {
    headline: (v, over) => `Database ${v.resource} ${over ? 'kept' : 'keeps'} logs to itself`,
    sentence: (v) => `${v.resource} does not send all the logs that the check asks for to CloudWatch Logs.`,
    first: 'have the database send all its logs to CloudWatch Logs.',
    why: 'On the database they are deleted after days, and whoever breaks in can look for them there.',
    breaks: 'Some engines need logging turned on in a parameter group as well, which may need a restart.',
  },
  'RDS.11': {
    headline: (v, over) => `Database ${v.resource} ${has(over)} too few backups`,
    sentence: (v) => `Automatic backups of ${v.resource} are off, or kept for less than 7 days.`,
    first: 'keep automatic backups for at least 7 days.',
    why: 'What was deleted or encrypted by somebody is often noticed only after days.',
    breaks: 'Going from 0 to any number of days means a short outage. Otherwise only storage costs.',
  },
  'RDS.13': {
    headline: (v, over) => `Database ${v.resource} ${over ? 'did' : 'does'} not update itself`,
    sentence: (v) => `Automatic minor version upgrades are off for ${v.resource}.`,
    first: 'turn on automatic minor version upgrades.',
    why: 'Minor versions bring security fixes. By hand they are put off.',
    breaks: 'A short outage in the maintenance window when a version comes. Choose the window.',
  },
  'RDS.15': {
    headline: (v, over) => `Cluster ${v.resource} ${over ? 'stood' : 'stands'} in one Availability Zone only`,
    sentence: (v) => `Database cluster ${v.resource} has no instance in a second zone.`,
    first: 'add a reader in another zone.',
    why: 'When the zone fails, the database is away until a new instance is made.',
    breaks: 'Nothing. A reader costs as much as another instance.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
