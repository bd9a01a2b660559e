import {
  BatchUpdateFindingsCommand,
  type BatchUpdateFindingsCommandInput,
  BatchUpdateFindingsV2Command,
  DescribeHubCommand,
  GetFindingsCommand,
  type GetFindingsCommandInput,
  GetFindingsV2Command,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { describe, expect, it } from 'vitest';
import type { AwsEvent } from '../setting.ts';
import { type Keys, memberAccount, memberRole, ownAccount, testAws } from '../testing.ts';

const region = 'us-east-1';
const ProductArn = `arn:aws:securityhub:${region}::product/aws/securityhub`;
const keyOf = (Id: string) => ({ Id, ProductArn });

async function start(options: Parameters<typeof testAws>[0] = {}) {
  const world = await testAws(options);
  const events: AwsEvent[] = [];
  world.aws.onEvent((event) => {
    events.push(event);
  });
  const client = (credentials?: Keys) =>
    new SecurityHubClient(world.settings(credentials && { credentials }));
  const update = (ids: readonly string[], input: Partial<BatchUpdateFindingsCommandInput>, keys?: Keys) =>
    client(keys).send(new BatchUpdateFindingsCommand({ FindingIdentifiers: ids.map(keyOf), ...input }));
  const get = (input: GetFindingsCommandInput = {}, keys?: Keys) =>
    client(keys).send(new GetFindingsCommand(input));
  const ids = async (input?: GetFindingsCommandInput, keys?: Keys) =>
    (await get(input, keys)).Findings?.map(({ Id }) => Id);
  const member = world.aws.world.securityHub(memberAccount, region);
  const own = world.aws.world.securityHub(ownAccount, region);
  const only = async () => (await get()).Findings?.[0];
  return { world, events, client, update, get, ids, member, own, only };
}

describe('an update', () => {
  it('sets what people set, replaces the note, leaves UpdatedAt and tells of it', async () => {
    const { world, events, update, member, only } = await start();
    await member.put({ Id: 'a', Severity: { Label: 'LOW', Original: '3' } });
    const before = await only();
    world.pass(60_000);
    await update(['a'], { Note: { Text: 'mine', UpdatedBy: 'carol' }, UserDefinedFields: { case: 'Y1' } });
    events.length = 0;
    const answer = await update(['a'], {
      Workflow: { Status: 'SUPPRESSED' },
      Note: { Text: 'more', UpdatedBy: 'yagura' },
      Severity: { Label: 'HIGH' },
    });
    expect(answer).toMatchObject({ ProcessedFindings: [keyOf('a')], UnprocessedFindings: [] });
    const after = await only();
    expect(after).toMatchObject({
      ...{ UpdatedAt: before?.UpdatedAt, Workflow: { Status: 'SUPPRESSED' } },
      Note: { Text: 'more', UpdatedBy: 'yagura', UpdatedAt: new Date(world.now()).toISOString() },
      ...{ UserDefinedFields: { case: 'Y1' }, Severity: { Label: 'HIGH', Normalized: 70, Original: '3' } },
    });
    expect(events.map((event) => [event.account, event['detail-type']])).toEqual([
      [memberAccount, 'Security Hub Findings - Imported'],
      [ownAccount, 'Security Hub Findings - Imported'],
    ]);
    expect(events[0]?.detail).toEqual({ findings: [after] });
  });

  it('leaves what it cannot, and says which', async () => {
    const { update, own, only } = await start();
    await own.put({ Id: 'a' });
    await own.put({ Id: 'b' });
    own.failUpdates({ errorCode: 'ConcurrentUpdateError', count: 1 });
    const answer = await update(['a', 'gone', 'b'], { Workflow: { Status: 'NOTIFIED' } });
    expect(answer.ProcessedFindings).toEqual([keyOf('b')]);
    expect(answer.UnprocessedFindings?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'ConcurrentUpdateError',
      'FindingNotFound',
    ]);
    expect(await only()).toMatchObject({ Id: 'a', Workflow: { Status: 'NEW' } });
  });

  it.each<[string, Partial<BatchUpdateFindingsCommandInput>]>([
    ['none', { FindingIdentifiers: [] }],
    ['101', { FindingIdentifiers: Array.from({ length: 101 }, (_, n) => keyOf(String(n))) }],
    ['a long note', { Note: { Text: 'x'.repeat(513), UpdatedBy: 'x' } }],
    ['a note by nobody', { Note: { Text: 'x', UpdatedBy: '' } }],
    ['long fields', { UserDefinedFields: { case: 'x'.repeat(1_025) } }],
    ['another status', { Workflow: { Status: 'DONE' as 'NEW' } }],
  ])('of %s is refused', async (_name, input) => {
    const { update, own } = await start();
    await own.put({ Id: 'a' });
    await expect(update(['a'], input)).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('takes no record state', async () => {
    const { world, own, only } = await start();
    await own.put({ Id: 'a' });
    // The SDK would leave it out.
    const answer = await fetch(`${world.aws.url}/findings/batchupdate`, {
      method: 'PATCH',
      headers: { authorization: `Credential=any/20260301/${region}/securityhub/aws4_request` },
      body: JSON.stringify({ FindingIdentifiers: [keyOf('a')], RecordState: 'ARCHIVED' }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { __type: 'InvalidInputException' }]);
    expect(await only()).toMatchObject({ RecordState: 'ACTIVE' });
  });

  it('is for ten a second, thirty at once', async () => {
    const { world, update, own } = await start();
    await own.put({ Id: 'a' });
    const thirty = Array.from({ length: 30 }, () => update(['a'], { Confidence: 1 }));
    await Promise.all(thirty);
    const throttled = { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } };
    await expect(update(['a'], { Confidence: 1 })).rejects.toMatchObject(throttled);
    world.pass(100);
    await update(['a'], { Confidence: 1 });
    await expect(update(['a'], { Confidence: 1 })).rejects.toMatchObject(throttled);
  });

  it('can be allowed for the workflow alone', async () => {
    const { world, update, own } = await start({
      administrator: memberAccount,
      roles: [
        {
          ...{ arn: memberRole, trusts: [ownAccount] },
          policies: [
            {
              Statement: [
                { Effect: 'Allow', Action: 'securityhub:BatchUpdateFindings', Resource: '*' },
                {
                  ...{ Effect: 'Deny', Action: 'securityhub:BatchUpdateFindings', Resource: '*' },
                  Condition: { Null: { 'securityhub:ASFFSyntaxPath/Severity.Label': 'false' } },
                },
              ],
            },
          ],
        },
      ],
    });
    await own.put({ Id: 'a' });
    const keys = await world.take();
    await update(['a'], { Workflow: { Status: 'NOTIFIED' } }, keys);
    await expect(update(['a'], { Severity: { Label: 'LOW' } }, keys)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('the workflow', () => {
  it.each([
    ['NOTIFIED', 'is archived and comes back', { RecordState: 'ARCHIVED' }, { RecordState: 'ACTIVE' }, 'NEW'],
    [
      'RESOLVED',
      'passes and fails',
      { Compliance: { Status: 'PASSED' } },
      { Compliance: { Status: 'FAILED' } },
      'NEW',
    ],
    [
      'RESOLVED',
      'goes on failing',
      { Compliance: { Status: 'FAILED' } },
      { Compliance: { Status: 'FAILED' } },
      'RESOLVED',
    ],
    [
      'SUPPRESSED',
      'is archived and comes back',
      { RecordState: 'ARCHIVED' },
      { RecordState: 'ACTIVE' },
      'SUPPRESSED',
    ],
  ] as const)('%s, when a finding %s', async (Status, _what, before, after, expected) => {
    const { update, own, only } = await start();
    await own.put({ Id: 'a', ...before });
    await update(['a'], { Workflow: { Status } });
    await own.put({ Id: 'a', ...after });
    expect((await only())?.Workflow?.Status).toBe(expected);
  });
});

describe('findings are asked for', () => {
  it('by the administrator for all, by a member for its own', async () => {
    const { world, ids, own, member, update } = await start();
    await own.put({ Id: 'ours' });
    await member.put({ Id: 'theirs' });
    const keys = await world.take();
    expect(await ids()).toEqual(['ours', 'theirs']);
    expect(await ids({}, keys)).toEqual(['theirs']);
    const answer = await update(['ours'], { Confidence: 1 }, keys);
    expect(answer.UnprocessedFindings).toMatchObject([{ ErrorCode: 'FindingNotFound' }]);
  });

  it.each<[string, NonNullable<GetFindingsCommandInput['Filters']>]>([
    ['id', { Id: [{ Value: 'b', Comparison: 'EQUALS' }] }],
    ['prefix', { GeneratorId: [{ Value: 'security-control/', Comparison: 'PREFIX' }] }],
    ['what it is not', { RecordState: [{ Value: 'ARCHIVED', Comparison: 'NOT_EQUALS' }] }],
    ['workflow', { WorkflowStatus: [{ Value: 'NOTIFIED', Comparison: 'EQUALS' }] }],
    ['control', { ComplianceSecurityControlId: [{ Value: 'EC2.2', Comparison: 'EQUALS' }] }],
    ['time', { UpdatedAt: [{ Start: '2026-02-28T00:00:00Z', End: '2026-03-01T00:00:00Z' }] }],
    ['range', { UpdatedAt: [{ DateRange: { Value: 2, Unit: 'DAYS' } }] }],
    [
      'one of two, and a severity',
      {
        Id: ['a', 'b'].map((Value) => ({ Value, Comparison: 'EQUALS' as const })),
        SeverityLabel: [{ Value: 'HIGH', Comparison: 'EQUALS' }],
      },
    ],
  ])('by %s', async (_name, Filters) => {
    const { ids, own } = await start();
    await own.put({ Id: 'a', RecordState: 'ARCHIVED', UpdatedAt: '2026-01-01T00:00:00Z' });
    await own.put({
      ...{ Id: 'b', GeneratorId: 'security-control/EC2.2', Compliance: { SecurityControlId: 'EC2.2' } },
      ...{ Workflow: { Status: 'NOTIFIED' }, Severity: { Label: 'HIGH' }, UpdatedAt: '2026-02-28T12:00:00Z' },
    });
    expect(await ids({ Filters })).toEqual(['b']);
  });

  it('page by page, newest first', async () => {
    const { get, own } = await start();
    for (const day of ['02', '01', '03']) await own.put({ Id: day, UpdatedAt: `2026-02-${day}T00:00:00Z` });
    const SortCriteria = [{ Field: 'UpdatedAt', SortOrder: 'desc' as const }];
    const first = await get({ SortCriteria, MaxResults: 2 });
    const second = await get({ SortCriteria, MaxResults: 2, NextToken: first.NextToken });
    const pages = [first, second].map(({ Findings }) => Findings?.map(({ Id }) => Id));
    expect(pages).toEqual([['03', '02'], ['01']]);
    expect(second.NextToken).toBeUndefined();
  });

  it('but not with 21 values, 101 results or without a hub', async () => {
    const { client, get, own } = await start();
    const Id = Array.from({ length: 21 }, (_, n) => ({ Value: String(n), Comparison: 'EQUALS' as const }));
    const invalid = { name: 'InvalidInputException' };
    await expect(get({ Filters: { Id } })).rejects.toMatchObject(invalid);
    await expect(get({ MaxResults: 101 })).rejects.toMatchObject(invalid);
    expect(await client().send(new DescribeHubCommand({}))).toHaveProperty('HubArn');
    own.enable(false);
    await expect(get()).rejects.toMatchObject({ name: 'InvalidAccessException' });
  });
});

describe('in OCSF', () => {
  const finding = {
    ...{ class_uid: 2003, severity_id: 4, status_id: 1, finding_info: { uid: 'f' } },
    metadata: { uid: 'u', product: { uid: 'p' } },
    cloud: { account: { uid: memberAccount }, region },
  };

  it('findings are found, updated and told of', async () => {
    const { client, member, events } = await start();
    await member.putOcsf(finding);
    await member.putOcsf({ ...finding, metadata: { uid: 'other' }, severity_id: 1 });
    events.length = 0;
    const answer = await client().send(
      new BatchUpdateFindingsV2Command({ MetadataUids: ['u', 'gone'], StatusId: 3, Comment: 'Y1' }),
    );
    expect(answer.ProcessedFindings).toEqual([{ MetadataUid: 'u' }]);
    expect(answer.UnprocessedFindings).toMatchObject([
      { MetadataUid: 'gone', ErrorCode: 'ResourceNotFoundException' },
    ]);
    expect(events.map((event) => [event.account, event['detail-type']])).toEqual([
      [memberAccount, 'Findings Imported V2'],
      [ownAccount, 'Findings Imported V2'],
    ]);
    const found = await client().send(
      new GetFindingsV2Command({
        Filters: {
          CompositeFilters: [
            {
              StringFilters: [{ FieldName: 'status', Filter: { Value: 'Suppressed', Comparison: 'EQUALS' } }],
              NumberFilters: [{ FieldName: 'severity_id', Filter: { Gte: 4 } }],
            },
          ],
        },
      }),
    );
    expect(found.Findings).toMatchObject([{ metadata: { uid: 'u' }, status_id: 3, comment: 'Y1' }]);
  });

  it('a finding has a name of one kind, and a comment of 512 characters', async () => {
    const { client, member } = await start();
    await member.putOcsf(finding);
    const send = (input: object) => client().send(new BatchUpdateFindingsV2Command(input));
    const key = { CloudAccountUid: memberAccount, FindingInfoUid: 'f', MetadataProductUid: 'p' };
    expect((await send({ FindingIdentifiers: [key], StatusId: 4 })).ProcessedFindings).toHaveLength(1);
    for (const input of [{}, { MetadataUids: ['u'], FindingIdentifiers: [key] }])
      await expect(send(input)).rejects.toMatchObject({ name: 'InvalidInputException' });
    const long = send({ MetadataUids: ['u'], Comment: 'x'.repeat(513) });
    await expect(long).rejects.toMatchObject({ name: 'InvalidInputException' });
  });
});
