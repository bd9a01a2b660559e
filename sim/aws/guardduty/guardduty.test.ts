import {
  ArchiveFindingsCommand,
  CreateFilterCommand,
  GetAdministratorAccountCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  type ListFindingsCommandInput,
  ListMembersCommand,
  UnarchiveFindingsCommand,
  UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import type { AwsEvent } from '../setting.ts';
import { type Keys, memberAccount, ownAccount, testAws } from '../testing.ts';

const region = 'us-east-1';
const type = 'Recon:EC2/PortProbeUnprotectedPort';

async function start() {
  const world = await testAws();
  const events: AwsEvent[] = [];
  world.aws.onEvent((event) => {
    events.push(event);
  });
  const client = (credentials?: Keys) => new GuardDutyClient(world.settings(credentials && { credentials }));
  const own = world.aws.world.guardDuty(ownAccount, region);
  const member = world.aws.world.guardDuty(memberAccount, region);
  const DetectorId = own.detectorId;
  const list = async (input: Partial<ListFindingsCommandInput> = {}, keys?: Keys) =>
    client(keys).send(new ListFindingsCommand({ DetectorId, ...input }));
  const archive = (FindingIds: string[], detector = DetectorId, keys?: Keys) =>
    client(keys).send(new ArchiveFindingsCommand({ DetectorId: detector, FindingIds }));
  const get = async (...FindingIds: string[]) =>
    (await client().send(new GetFindingsCommand({ DetectorId, FindingIds }))).Findings ?? [];
  return { world, events, client, own, member, DetectorId, list, archive, get };
}

const rejected = { name: 'BadRequestException' };

it('finds the detector, where there is one', async () => {
  const { client, own, DetectorId, list } = await start();
  expect((await client().send(new ListDetectorsCommand({}))).DetectorIds).toEqual([DetectorId]);
  own.enable(false);
  expect((await client().send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
  await expect(list()).rejects.toMatchObject(rejected);
});

describe('findings', () => {
  it('of members are seen by the administrator, and have the API’s form', async () => {
    const { world, list, get, member, own } = await start();
    await member.put({ id: 'theirs', type, severity: 8 });
    await own.put({ id: 'ours', type, severity: 2 });
    expect((await list()).FindingIds).toEqual(['theirs', 'ours']);
    const keys = await world.take();
    expect((await list({ DetectorId: member.detectorId }, keys)).FindingIds).toEqual(['theirs']);
    await expect(list({}, keys)).rejects.toMatchObject(rejected);
    expect(await get('theirs', 'gone')).toMatchObject([
      {
        ...{ Id: 'theirs', AccountId: memberAccount, Type: type, Severity: 8, Region: region },
        Arn: `arn:aws:guardduty:${region}:${memberAccount}:detector/${member.detectorId}/finding/theirs`,
        Service: { Archived: false, Count: 1, DetectorId: member.detectorId },
      },
    ]);
  });

  it.each<[string, NonNullable<ListFindingsCommandInput['FindingCriteria']>['Criterion']]>([
    ['severity', { severity: { GreaterThanOrEqual: 7 } }],
    ['time', { updatedAt: { GreaterThan: Date.parse('2026-03-01T12:00:30Z') } }],
    ['archived', { 'service.archived': { Equals: ['false'] } }],
    ['type and account', { type: { Neq: ['Other'] }, accountId: { Eq: [memberAccount] } }],
  ])('are listed by %s', async (_name, Criterion) => {
    const { world, list, own, member } = await start();
    await own.put({ id: 'a', type: 'Other', severity: 6.9, service: { archived: true } });
    world.pass(60_000);
    await member.put({ id: 'b', type, severity: 7 });
    expect((await list({ FindingCriteria: { Criterion } })).FindingIds).toEqual(['b']);
  });

  it('come in pages and in the order that is asked for', async () => {
    const { list, own } = await start();
    for (const [id, severity] of [
      ['a', 2],
      ['b', 8],
      ['c', 5],
    ] as const)
      await own.put({ id, type, severity });
    const asked = { MaxResults: 2, SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' as const } };
    const first = await list(asked);
    const second = await list({ ...asked, NextToken: first.NextToken });
    expect([first.FindingIds, second.FindingIds]).toEqual([['b', 'c'], ['a']]);
    await expect(list({ MaxResults: 51 })).rejects.toMatchObject(rejected);
  });
});

describe('archiving', () => {
  it('is for the administrator, fifty at once, all or none', async () => {
    const { world, archive, get, member, client, DetectorId } = await start();
    await member.put({ id: 'a', type, severity: 8 });
    await expect(archive(['a', 'gone'])).rejects.toMatchObject(rejected);
    await expect(archive(Array.from({ length: 51 }, String))).rejects.toMatchObject(rejected);
    await expect(archive(['a'], member.detectorId, await world.take())).rejects.toMatchObject(rejected);
    expect((await get('a'))[0]?.Service?.Archived).toBe(false);
    await archive(['a']);
    expect((await get('a'))[0]?.Service?.Archived).toBe(true);
    await client().send(new UnarchiveFindingsCommand({ DetectorId, FindingIds: ['a'] }));
    expect((await get('a'))[0]?.Service?.Archived).toBe(false);
  });

  it('is told to nobody; what occurs again is, in both accounts, and stays archived', async () => {
    const { events, archive, member, world } = await start();
    await member.put({ id: 'a', type, severity: 8 });
    events.length = 0;
    await archive(['a']);
    expect(events).toEqual([]);
    world.pass(60_000);
    await member.put({ id: 'a', type, severity: 8 });
    expect(events).toMatchObject(
      [memberAccount, ownAccount].map((account) => ({
        ...{ account, source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding' },
        detail: { id: 'a', updatedAt: '2026-03-01T12:01:00.000Z', service: { archived: true, count: 2 } },
      })),
    );
  });
});

it('takes feedback', async () => {
  const { client, own, get, DetectorId } = await start();
  await own.put({ id: 'a', type, severity: 8 });
  const input = { DetectorId, FindingIds: ['a'], Feedback: 'NOT_USEFUL' as const };
  await client().send(new UpdateFindingsFeedbackCommand(input));
  expect((await get('a'))[0]?.Service?.UserFeedback).toBe('NOT_USEFUL');
});

it('knows who manages whom', async () => {
  const { world, client, member, DetectorId } = await start();
  const { Members } = await client().send(new ListMembersCommand({ DetectorId }));
  expect(Members).toMatchObject([{ AccountId: memberAccount, RelationshipStatus: 'Enabled' }]);
  const admin = await client(await world.take()).send(
    new GetAdministratorAccountCommand({ DetectorId: member.detectorId }),
  );
  expect(admin.Administrator).toMatchObject({ AccountId: ownAccount });
});

it('has no filters, and its log tells who wanted one', async () => {
  const { world, client, DetectorId } = await start();
  const input = { DetectorId, Name: 'quiet', FindingCriteria: { Criterion: {} } };
  await expect(client().send(new CreateFilterCommand(input))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  expect(world.aws.calls()).toMatchObject([{ mutating: true, error: 'UnknownOperationException' }]);
});
