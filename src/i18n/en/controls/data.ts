import type { ControlExplanation } from '../../explanation.ts';
import { has, is } from './tense.ts';

const unencryptedFiles: ControlExplanation = {
  headline: (v, over) => `File system ${v.resource} ${is(over)} not encrypted`,
  sentence: (v) => `${v.resource} stores its files readable.`,
  first: 'make an encrypted file system and copy the files; an existing one cannot be changed.',
  why: 'Whoever gets at the storage itself can read the files, without any key.',
  breaks: 'Clients must mount the new file system. Stop writing while you copy.',
};

/** Stores of data that have one or two common controls each: DMS, DynamoDB, EFS, OpenSearch, Redshift. */
export const data = {
  'DMS.1': {
    headline: (v, over) => `Replication instance ${v.resource} ${has(over)} a public address`,
    sentence: (v) =>
      `${v.resource}, which can read the databases that it copies, can be reached from the internet if its security group allows it.`,
    first: 'make a new replication instance without a public address, and move the tasks to it.',
    why: 'It connects to both databases, and all data that is copied passes through it.',
    breaks:
      'Public access cannot be switched off later, so tasks stop while they move. Sources outside need a VPN.',
  },
  'DynamoDB.2': {
    headline: (v, over) =>
      `Table ${v.resource} ${over ? 'could not' : 'cannot'} be restored to a point in time`,
    sentence: (v) => `Point-in-time recovery is off for table ${v.resource}.`,
    first: 'turn on point-in-time recovery.',
    why: 'After a wrong deployment or a malicious delete, you can only go back to a backup, if there is one.',
    breaks: 'Nothing. It costs money by the size of the table.',
  },
  'EFS.1': unencryptedFiles,
  'EFS.8': unencryptedFiles,
  'Opensearch.1': {
    headline: (v, over) => `OpenSearch domain ${v.resource} ${is(over)} not encrypted`,
    sentence: (v) => `${v.resource} stores its indices and snapshots readable.`,
    first: 'turn on encryption at rest.',
    why: 'Search indices hold copies of the data, often more of it than anybody remembers.',
    breaks: 'The domain is rebuilt beside the old one, which takes hours. It cannot be turned off again.',
  },
  'Opensearch.2': {
    headline: (v, over) => `OpenSearch domain ${v.resource} ${is(over)} reachable from the internet`,
    sentence: (v) => `${v.resource} is not in a VPC, so only its access policy protects it.`,
    first: 'make a domain in a VPC and move the data by a snapshot; an existing one cannot be moved.',
    why: 'One wrong line in the policy, and everybody can search it. It has happened often.',
    breaks: 'The address changes, and whoever is outside the VPC needs a VPN or a proxy.',
  },
  'Redshift.1': {
    headline: (v, over) => `Redshift cluster ${v.resource} ${has(over)} a public address`,
    sentence: (v) => `${v.resource} can be reached from the internet if its security group allows it.`,
    first: 'set "publicly accessible" to no.',
    why: 'A warehouse holds everything at once, and a password is all that is asked.',
    breaks: 'Tools outside the VPC lose the connection. Give them a VPN or an endpoint first.',
  },
  'Redshift.4': {
    headline: (v, over) => `Redshift cluster ${v.resource} ${has(over)} no audit log`,
    sentence: (v) => `${v.resource} writes no audit log of who connects and what they ask.`,
    first: 'turn on audit logging, to S3 or CloudWatch.',
    why: 'After a leak, nobody could say who read what.',
    breaks:
      'Nothing. The log of queries also needs enable_user_activity_logging, which takes a restart of the cluster.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
