import { randomUUID } from 'node:crypto';
import { textAt } from '../document.ts';

/** What a CloudTrail record says, in CloudTrail's own words; more is kept as it is. */
export interface TrailRecord {
  readonly eventSource: string;
  readonly eventName: string;
  /** Default: now. */
  readonly eventTime?: string;
  readonly eventID?: string;
  /** Default true for Get…, List…, Describe…, Lookup… and Head…. */
  readonly readOnly?: boolean;
  readonly userIdentity?: {
    readonly type?: string;
    readonly userName?: string;
    readonly arn?: string;
    readonly accessKeyId?: string;
    readonly [more: string]: unknown;
  };
  readonly resources?: readonly NamedResource[];
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly [more: string]: unknown;
}

interface NamedResource {
  readonly ARN?: string;
  readonly type?: string;
}

/** What LookupEvents finds a record by. */
export interface LookedUp {
  readonly id: string;
  readonly at: number;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** As the API gives it. */
  readonly event: object;
}

/** Of these services CloudTrail records what happens in us-east-1 alone (CloudTrail user guide, "Global services"). */
const globalSources = new Set([
  'iam.amazonaws.com',
  'organizations.amazonaws.com',
  'route53.amazonaws.com',
  'cloudfront.amazonaws.com',
]);

/** A record as it is kept; throws when CloudTrail would have it in another Region. */
export function lookedUp(given: TrailRecord, account: string, region: string, now: number): LookedUp {
  if (globalSources.has(given.eventSource) && region !== 'us-east-1')
    throw new Error(`${given.eventSource} is recorded in us-east-1`);
  const record = {
    eventVersion: '1.11',
    eventID: randomUUID(),
    eventTime: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    awsRegion: region,
    recipientAccountId: account,
    eventType: 'AwsApiCall',
    managementEvent: true,
    readOnly: /^(Get|List|Describe|Lookup|Head)/.test(given.eventName),
    ...given,
  };
  const user = nameOf(record.userIdentity);
  const key = record.userIdentity?.accessKeyId;
  const resources = [...(record.resources ?? []), ...namedIn(record)].map(({ ARN, type }) => ({
    ResourceName: ARN,
    ResourceType: type,
  }));
  const at = Date.parse(record.eventTime);
  const event = {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    AccessKeyId: key,
    EventTime: at / 1_000,
    EventSource: record.eventSource,
    Username: user,
    Resources: resources,
    CloudTrailEvent: JSON.stringify(record),
  };
  const attributes = {
    EventId: [event.EventId],
    EventName: [event.EventName],
    ReadOnly: [event.ReadOnly],
    EventSource: [event.EventSource],
    AccessKeyId: known([key]),
    Username: known([user]),
    ResourceName: known(resources.map(({ ResourceName }) => ResourceName)),
    ResourceType: known(resources.map(({ ResourceType }) => ResourceType)),
  };
  return { id: event.EventId, at, attributes, event };
}

/**
 * What the event history makes of a request beside what the record lists: STS's session under its key, its name and its
 * ARN, and IAM's users and roles under their names alone (seen in answers of LookupEvents).
 */
function namedIn({ eventSource, requestParameters, responseElements }: TrailRecord): NamedResource[] {
  const named = (type: string, ARN: string | undefined) => (ARN === undefined ? [] : [{ ARN, type }]);
  if (eventSource === 'sts.amazonaws.com')
    return [
      ...named('AWS::IAM::AccessKey', textAt(responseElements, 'credentials.accessKeyId')),
      ...named('AWS::STS::AssumedRole', textAt(requestParameters, 'roleSessionName')),
      ...named('AWS::STS::AssumedRole', textAt(responseElements, 'assumedRoleUser.assumedRoleId')),
      ...named('AWS::STS::AssumedRole', textAt(responseElements, 'assumedRoleUser.arn')),
      ...named('AWS::IAM::Role', textAt(requestParameters, 'roleArn')),
    ];
  if (eventSource !== 'iam.amazonaws.com') return [];
  return [
    ...named('AWS::IAM::Role', textAt(requestParameters, 'roleName')),
    ...named('AWS::IAM::User', textAt(requestParameters, 'userName')),
  ];
}

/** Who did it, as the event history shows: the user, or the name of the role's session. */
function nameOf(identity: TrailRecord['userIdentity']): string | undefined {
  if (identity?.type === 'Root') return 'root';
  if (identity?.type === 'AssumedRole') return identity.arn?.split('/').at(-1);
  return identity?.userName;
}

function known(values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined);
}
