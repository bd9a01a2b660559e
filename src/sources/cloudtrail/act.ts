import { outsideAws, type Resource } from '../../finding/finding.ts';
import { personBehind } from '../../finding/person.ts';
import { factsOf, fieldsOf, itemsOf, resourceOf, resourcesOf, textOf, timeOf } from '../read.ts';

/** Who did what to what, from where, as one record of CloudTrail tells it. All of it is outside text. */
export interface Act {
  readonly account: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The person or machine behind the call: behind a role its session, which names the person where SSO made it. */
  readonly principal: string | undefined;
  /** Absent where a service of AWS made the call. */
  readonly remoteAddress: string | undefined;
  readonly resources: readonly Resource[];
  /**
   * `api`, `service`, `who`, `userType`, `errorCode`, `agent`, `calledBy` (a service), `accessKeyId`, `eventId`; each
   * where it is known.
   */
  readonly facts: Readonly<Record<string, string>>;
}

/** Source: CloudTrail user guide, "CloudTrail record contents" and "CloudTrail userIdentity element". Never throws. */
export function actOf(record: unknown, now: number): Act {
  const fields = fieldsOf(record);
  const identity = fieldsOf(fields['userIdentity']);
  const address = textOf(fields['sourceIPAddress'], 64);
  const isService = address === undefined || /\.amazonaws\.com(\.cn)?$|^AWS Internal$/.test(address);
  return {
    account: accountIn(fields['recipientAccountId']) ?? accountIn(identity['accountId']) ?? outsideAws,
    region: textOf(fields['awsRegion'], 40) ?? outsideAws,
    at: timeOf(fields['eventTime']) ?? now,
    principal: principalOf(identity),
    remoteAddress: isService ? undefined : address,
    resources: resourcesIn(fields),
    facts: factsOf({
      api: fields['eventName'],
      service: serviceOf(fields['eventSource']),
      who: personOf(identity),
      userType: identity['type'],
      errorCode: fields['errorCode'],
      agent: fields['userAgent'],
      calledBy: isService ? (address ?? identity['invokedBy']) : undefined,
      accessKeyId: identity['accessKeyId'],
      eventId: fields['eventID'],
    }),
  };
}

function accountIn(value: unknown): string | undefined {
  const text = textOf(value, 20);
  return text !== undefined && /^\d{12}$/.test(text) ? text : undefined;
}

function principalOf(identity: ReturnType<typeof fieldsOf>): string | undefined {
  return (
    textOf(identity['arn']) ??
    textOf(identity['userName']) ??
    textOf(identity['invokedBy']) ??
    textOf(identity['principalId'])
  );
}

function personOf(identity: ReturnType<typeof fieldsOf>): string | undefined {
  const session = fieldsOf(identity['sessionContext']);
  return personBehind({
    type: textOf(identity['type']),
    arn: textOf(identity['arn']),
    principalId: textOf(identity['principalId']),
    userName: textOf(identity['userName']),
    invokedBy: textOf(identity['invokedBy']),
    role: textOf(fieldsOf(session['sessionIssuer'])['userName']),
    sourceIdentity: textOf(session['sourceIdentity']),
  });
}

/** `iam` of `iam.amazonaws.com`. */
function serviceOf(source: unknown): string | undefined {
  return textOf(source, 64)?.replace(/\.amazonaws\.com(\.cn)?$/, '');
}

const mostResources = 50;

/** What CloudTrail lists; else what the request names by the words that AWS uses most. */
function resourcesIn(record: ReturnType<typeof fieldsOf>): Resource[] {
  const listed = itemsOf(record['resources'])
    .slice(0, mostResources)
    .map(fieldsOf)
    .map(({ ARN, type }) => {
      const arn = textOf(ARN);
      return arn === undefined
        ? undefined
        : resourceOf(textOf(type, 100) ?? 'Resource', arn, arn.startsWith('arn:') ? arn : undefined);
    });
  const known = resourcesOf(listed);
  return known.length > 0 ? known : resourcesOf(namedIn(fieldsOf(record['requestParameters'])));
}

const named: readonly (readonly [key: string, type: string])[] = [
  ['instanceId', 'AwsEc2Instance'],
  ['groupId', 'AwsEc2SecurityGroup'],
  ['bucketName', 'AwsS3Bucket'],
  ['userName', 'AwsIamUser'],
  ['roleName', 'AwsIamRole'],
  ['policyArn', 'AwsIamPolicy'],
  ['functionName', 'AwsLambdaFunction'],
  ['dBInstanceIdentifier', 'AwsRdsDbInstance'],
  ['secretId', 'AwsSecretsManagerSecret'],
  ['keyId', 'AwsKmsKey'],
  ['detectorId', 'AwsGuardDutyDetector'],
  ['name', 'Resource'],
];

function namedIn(parameters: ReturnType<typeof fieldsOf>): Resource[] {
  return named.flatMap(([key, type]) => {
    const id = textOf(parameters[key], 1_024);
    if (id === undefined) return [];
    return [resourceOf(type, id, id.startsWith('arn:') ? id : undefined)];
  });
}
