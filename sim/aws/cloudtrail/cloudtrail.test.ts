import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { ownAccount, testAws } from '../testing.ts';

async function start() {
  const world = await testAws({ rates: { 'cloudtrail:LookupEvents': { perSecond: 100, burst: 100 } } });
  const client = (region = 'us-east-1') => new CloudTrailClient(world.settings({ region }));
  const lookUp = (input: LookupEventsCommandInput = {}, region = 'us-east-1') =>
    client(region).send(new LookupEventsCommand(input));
  const names = async (input: LookupEventsCommandInput = {}, region = 'us-east-1') =>
    (await lookUp(input, region)).Events?.map(({ EventName }) => EventName);
  const place = world.aws.world.cloudTrail(ownAccount, 'us-east-1');
  const ago = (minutes: number) => new Date(world.now() - minutes * 60_000).toISOString();
  return { world, client, lookUp, names, place, ago };
}

const ec2 = 'ec2.amazonaws.com';

describe('the event history', () => {
  it('is newest first, of its Region, and says what CloudTrail says', async () => {
    const { lookUp, place, names, ago } = await start();
    const carol = {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::000000000000:assumed-role/admin/carol',
      accessKeyId: 'ASIAEXAMPLE',
    };
    place.record({ eventSource: ec2, eventName: 'StopInstances', eventTime: ago(2), userIdentity: carol });
    place.record({ eventSource: ec2, eventName: 'DescribeInstances', eventTime: ago(1) });
    const { Events: [newest, oldest] = [] } = await lookUp();
    expect(newest).toMatchObject({ EventName: 'DescribeInstances', ReadOnly: 'true' });
    expect(oldest).toMatchObject({
      ...{ EventName: 'StopInstances', ReadOnly: 'false', EventSource: ec2 },
      ...{ Username: 'carol', AccessKeyId: 'ASIAEXAMPLE', EventTime: new Date(ago(2)) },
    });
    expect(JSON.parse(oldest?.CloudTrailEvent ?? '')).toMatchObject({ userIdentity: carol });
    expect(await names({}, 'eu-west-1')).toEqual([]);
  });

  it('has pages, which a new event does not shift', async () => {
    const { lookUp, place, ago } = await start();
    for (const minutes of [3, 2, 1])
      place.record({ eventSource: ec2, eventName: `Run${minutes}`, eventTime: ago(minutes) });
    const first = await lookUp({ MaxResults: 2 });
    place.record({ eventSource: ec2, eventName: 'Run0' });
    const second = await lookUp({ MaxResults: 2, NextToken: first.NextToken });
    const shown = [first, second].map(({ Events }) => Events?.map(({ EventName }) => EventName));
    expect(shown).toEqual([['Run1', 'Run2'], ['Run3']]);
    expect(second.NextToken).toBeUndefined();
    const another = lookUp({ MaxResults: 2, NextToken: first.NextToken, EndTime: new Date() });
    await expect(another).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  it.each([
    ['EventName', 'StopInstances'],
    ['EventSource', ec2],
    ['Username', 'bob'],
    ['AccessKeyId', 'AKIAEXAMPLE'],
    ['ReadOnly', 'false'],
    ['ResourceName', 'i-0abc'],
    ['ResourceType', 'AWS::EC2::Instance'],
  ] as const)('is searched by %s', async (AttributeKey, AttributeValue) => {
    const { names, place } = await start();
    place.record({ eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' });
    place.record({
      ...{ eventSource: ec2, eventName: 'StopInstances' },
      userIdentity: { type: 'IAMUser', userName: 'bob', accessKeyId: 'AKIAEXAMPLE' },
      resources: [{ ARN: 'i-0abc', type: 'AWS::EC2::Instance' }],
    });
    const found = await names({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
    expect(found).toEqual(['StopInstances']);
  });

  it('reaches back 90 days, and as far as events have come in', async () => {
    const { names, place, ago } = await start();
    const day = 24 * 60;
    place.lag(5 * 60_000);
    for (const minutes of [91 * day, 89 * day, 5, 4])
      place.record({ eventSource: ec2, eventName: `Run${minutes}`, eventTime: ago(minutes) });
    expect(await names()).toEqual(['Run5', `Run${89 * day}`]);
    expect(await names({ StartTime: new Date(ago(10)), EndTime: new Date(ago(0)) })).toEqual(['Run5']);
  });

  it('refuses two attributes, times turned round and too many at once', async () => {
    const { lookUp, ago } = await start();
    const attribute = { AttributeKey: 'EventName', AttributeValue: 'x' } as const;
    await expect(lookUp({ LookupAttributes: [attribute, attribute] })).rejects.toMatchObject({
      name: 'InvalidLookupAttributesException',
    });
    await expect(lookUp({ StartTime: new Date(ago(1)), EndTime: new Date(ago(2)) })).rejects.toMatchObject({
      name: 'InvalidTimeRangeException',
    });
    await expect(lookUp({ MaxResults: 51 })).rejects.toMatchObject({ name: 'InvalidMaxResultsException' });
  });

  it('of IAM is in us-east-1 alone', async () => {
    const { world, names, place } = await start();
    const record = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
    place.record(record);
    expect(await names()).toEqual(['CreateUser']);
    expect(() => world.aws.world.cloudTrail(ownAccount, 'eu-west-1').record(record)).toThrow('us-east-1');
  });
});

describe('trails', () => {
  it('of several Regions are seen from each, by their ARN', async () => {
    const { client, place } = await start();
    place.putTrail({ name: 'all', bucket: 'logs', logging: false });
    place.putTrail({ name: 'here', bucket: 'logs', multiRegion: false });
    const arn = `arn:aws:cloudtrail:us-east-1:${ownAccount}:trail/all`;
    const away = client('eu-west-1');
    expect((await away.send(new GetTrailCommand({ Name: arn }))).Trail).toMatchObject({
      ...{ Name: 'all', HomeRegion: 'us-east-1', IsMultiRegionTrail: true, S3BucketName: 'logs' },
    });
    expect(await client().send(new GetTrailStatusCommand({ Name: 'all' }))).toMatchObject({
      IsLogging: false,
    });
    expect(await client().send(new GetTrailStatusCommand({ Name: 'here' }))).toMatchObject({
      IsLogging: true,
    });
    await expect(away.send(new GetTrailStatusCommand({ Name: 'all' }))).rejects.toMatchObject({
      name: 'TrailNotFoundException',
    });
    const described = async (region: string, includeShadowTrails?: boolean) =>
      (await client(region).send(new DescribeTrailsCommand({ includeShadowTrails }))).trailList?.length;
    expect(await described('us-east-1')).toBe(2);
    expect(await described('eu-west-1')).toBe(1);
    expect(await described('eu-west-1', false)).toBe(0);
    expect((await away.send(new ListTrailsCommand({}))).Trails).toHaveLength(2);
  });
});
