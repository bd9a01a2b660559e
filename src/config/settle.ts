import type { OnCall } from '../calendar/on-call.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { Account, AccountRoles } from '../finding/account.ts';
import type { FileConfig } from './file-schema.ts';
import { leasePolicyOf } from './lease-policy.ts';
import { holdersOf } from './roles.ts';

/** How people read and work in one channel. */
export interface Channel {
  /** Without `#`. */
  readonly name: string;
  readonly language: FileConfig['slack']['language'];
  readonly timeZone: string;
  readonly workingHours: WorkingHours;
}

/** Who is told outside Slack. */
export type PagerConfig =
  | { readonly kind: 'sns'; readonly topicArn: string }
  | { readonly kind: 'webhook'; readonly url: string };

/** What the file says in parts that lean on each other, said out: no reader has to know which default comes from where. */
export function settle(file: FileConfig) {
  const workingHours: WorkingHours = { ...file.slack.workingHours, timeZone: file.slack.timeZone };
  return {
    aws: awsOf(file),
    slack: { ...file.slack, workingHours, channels: channelsOf(file) },
    accounts: file.accounts.map(accountOf),
    onCall: onCallOf(file),
    pager: pagerOf(file),
    roles: holdersOf(file),
    leases: leasePolicyOf(file),
    audit: { bucket: anchorBucketOf(file) },
  };
}

/** Every channel that the file says anything about. */
function channelsOf({ slack, accounts }: FileConfig): readonly Channel[] {
  const names = new Set([
    ...slack.channels.map(({ name }) => name),
    ...accounts.flatMap(({ channel, language }) => (language === undefined ? [] : (channel ?? []))),
  ]);
  return [...names].map((name) => {
    const own = slack.channels.find((one) => one.name === name);
    const account = accounts.find((one) => one.channel === name && one.language !== undefined);
    const timeZone = own?.timeZone ?? slack.timeZone;
    return {
      name,
      language: own?.language ?? account?.language ?? slack.language,
      timeZone,
      workingHours: { ...slack.workingHours, ...own?.workingHours, timeZone },
    };
  });
}

function awsOf({ aws }: FileConfig) {
  return {
    ...aws,
    roles: rolesOf(aws.roles),
    administrator: aws.administrator ?? null,
    regions: aws.regions.length === 0 ? [aws.region] : aws.regions,
  };
}

function rolesOf({ read, writeBack, response }: FileConfig['aws']['roles']): AccountRoles {
  return {
    ...(read && { read }),
    ...(writeBack && { 'write-back': writeBack }),
    ...(response && { response }),
  };
}

function accountOf(account: FileConfig['accounts'][number]): Account {
  const { id, name, environment, owner, channel, tags, roles } = account;
  return {
    id,
    name,
    environment: environment ?? null,
    owner: owner ?? null,
    channel: channel ?? null,
    tags: tags ?? {},
    ...(roles && { roles: rolesOf(roles) }),
  };
}

/** Null: the database and Slack alone know where the audit log stood. */
function anchorBucketOf({ audit: { bucket }, aws }: FileConfig) {
  if (bucket === undefined) return null;
  const { account, roleArn, externalId, region = aws.region, ...rest } = bucket;
  const owner = account ?? roleArn?.split(':')[4] ?? null;
  const role = roleArn === undefined ? null : { roleArn, ...(externalId !== undefined && { externalId }) };
  return { ...rest, region, owner, role };
}

function onCallOf({ onCall, slack }: FileConfig): OnCall {
  if (onCall?.group !== undefined) return { kind: 'group', group: onCall.group };
  if (onCall?.rotation === undefined) return { kind: 'none' };
  return { kind: 'rotation', ...onCall.rotation, timeZone: onCall.rotation.timeZone ?? slack.timeZone };
}

function pagerOf({ pager }: FileConfig): PagerConfig | null {
  if (pager?.sns) return { kind: 'sns', topicArn: pager.sns.topicArn };
  return pager?.webhook ? { kind: 'webhook', url: pager.webhook.url } : null;
}
