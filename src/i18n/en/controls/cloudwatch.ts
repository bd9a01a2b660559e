import type { ControlExplanation } from '../../explanation.ts';
import { has } from './tense.ts';

/** CIS asks for a metric filter, in its exact words, and an alarm on each of these; `event` continues "alarm on". */
const unnoticed = (event: string, why: string): ControlExplanation => ({
  headline: (v, over) => `${v.account} ${has(over)} no CIS alarm on ${event}`,
  sentence: (v) =>
    `No metric filter with the exact pattern of CIS, and an alarm, watches the CloudTrail logs of ${v.account} for ${event}.`,
  first: `make a metric filter for ${event} with the exact pattern of CIS, and an alarm on it that reaches somebody.`,
  why,
  breaks: 'Nothing. It only adds a filter, an alarm and a message when it happens.',
});

export const cloudwatch = {
  'CloudWatch.1': unnoticed(
    'use of the root user',
    'Root is hardly ever needed. When it is used, somebody should know at once.',
  ),
  'CloudWatch.2': unnoticed(
    'refused API calls',
    'Many refusals in a row may mean that somebody tries what a stolen key can do, or that a program is wrong.',
  ),
  'CloudWatch.3': unnoticed(
    'console sign-ins without MFA',
    'Where a password alone is enough, it may not be the right person who signs in.',
  ),
  'CloudWatch.4': unnoticed(
    'changes of IAM policies',
    'Giving oneself more rights is an early step of many attacks.',
  ),
  'CloudWatch.5': unnoticed(
    'changes of CloudTrail',
    'Attackers often switch off the recording first. After that, alarms on the logs stay silent.',
  ),
  'CloudWatch.6': unnoticed(
    'failed console sign-ins',
    'Many failures in a row may mean that passwords are being tried.',
  ),
  'CloudWatch.7': unnoticed(
    'KMS keys that are disabled or deleted',
    'What a deleted key encrypted is lost for good. There are days to stop it, if somebody knows.',
  ),
  'CloudWatch.8': unnoticed('changes of bucket policies', 'One such change can open a bucket to everybody.'),
  'CloudWatch.9': unnoticed(
    'changes of AWS Config',
    'Without Config most checks see nothing, and nobody notices that they went silent.',
  ),
  'CloudWatch.10': unnoticed(
    'changes of security groups',
    'One such change can open a server to the internet.',
  ),
  'CloudWatch.11': unnoticed('changes of network ACLs', 'One such change can open a whole subnet.'),
  'CloudWatch.12': unnoticed(
    'changes of network gateways',
    'A new gateway is a new way in, and a new way out for data.',
  ),
  'CloudWatch.13': unnoticed(
    'changes of route tables',
    'Routes decide where traffic goes: past the firewall, or to a stranger.',
  ),
  'CloudWatch.14': unnoticed('changes of VPCs', 'A new peering or VPC joins networks that were kept apart.'),
} satisfies Readonly<Record<string, ControlExplanation>>;
