import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { errorOf, startEc2 } from '../ec2/testing.ts';

const RoleArn = 'arn:aws:iam::000000000000:role/lease-end';
const trusts = ['scheduler.amazonaws.com'];
const allowing = (groupId: string) => [
  {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'ec2:RevokeSecurityGroupIngress',
        Resource: `arn:aws:ec2:us-east-1:000000000000:security-group/${groupId}`,
      },
    ],
  },
];

/** A group `sg-0aaa` that lets one address in, and a schedule that ends it at 12:30. */
async function start(may = 'sg-0aaa') {
  const roles = [{ arn: RoleArn, trusts, policies: allowing(may) }];
  const { aws, pass, settings, somebody, vpc } = await startEc2({
    roles: [...roles, { arn: `${RoleArn}-not`, trusts: ['000000000000'] }],
  });
  const { id: GroupId } = somebody.seedGroup({ id: 'sg-0aaa', vpcId: vpc.id, rules: [] });
  somebody.addRule(GroupId, { peer: { kind: 'ipv4', value: '203.0.113.7/32' } });
  const scheduler = new SchedulerClient(settings());
  const asked: CreateScheduleCommandInput = {
    Name: 'lease-12',
    ScheduleExpression: 'at(2026-03-01T12:30:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    ClientToken: 'L12',
    Target: {
      Arn: 'arn:aws:scheduler:::aws-sdk:ec2:revokeSecurityGroupIngress',
      RoleArn,
      Input: JSON.stringify({
        GroupId,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.7/32' }] },
        ],
      }),
    },
  };
  const create = (more: Partial<CreateScheduleCommandInput> = {}) =>
    scheduler.send(new CreateScheduleCommand({ ...asked, ...more }));
  const rules = () => somebody.groups().find(({ id }) => id === GroupId)?.rules.length;
  return {
    aws,
    pass,
    scheduler,
    asked,
    create,
    rules,
    ended: aws.world.scheduler(aws.accountId, aws.region),
  };
}

test("the group's ingress is revoked when the time has come, with the role's rights, once", async () => {
  const { aws, pass, create, rules, ended } = await start();
  await create();
  pass(30 * 60_000 - 1);
  await aws.tick();
  expect(rules()).toBe(1);
  pass(1);
  await aws.tick();
  await aws.tick();
  expect(rules()).toBe(0);
  expect(ended.invocations().map(({ error }) => error)).toEqual([null]);
  expect(ended.schedules()).toEqual([]);
});

test('what the role may not do does not happen, and is tried again', async () => {
  const { aws, pass, create, rules, ended } = await start('sg-0bbb');
  await create();
  pass(30 * 60_000);
  await aws.tick();
  await aws.tick();
  expect(rules()).toBe(1);
  const refused = 'UnauthorizedOperation';
  expect(ended.invocations().map(({ error }) => error)).toEqual([refused, refused]);
});

test('a schedule that was taken away never fires', async () => {
  const { aws, pass, scheduler, create, rules } = await start();
  await create();
  const remove = () => errorOf(scheduler.send(new DeleteScheduleCommand({ Name: 'lease-12' })));
  expect([await remove(), await remove()]).toEqual(['none', 'ResourceNotFoundException']);
  pass(30 * 60_000);
  await aws.tick();
  expect(rules()).toBe(1);
});

test('a name is taken once; the same token and words are the same schedule', async () => {
  const { scheduler, create, asked } = await start();
  const { ScheduleArn } = await create();
  expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/default/lease-12');
  expect((await create()).ScheduleArn).toBe(ScheduleArn);
  expect(await errorOf(create({ ClientToken: 'L13' }))).toBe('ConflictException');
  expect(await errorOf(create({ ScheduleExpression: 'at(2026-03-01T13:00:00)' }))).toBe('ConflictException');
  const told = await scheduler.send(new GetScheduleCommand({ Name: 'lease-12' }));
  expect(told.Target?.Input).toBe(asked.Target?.Input);
  expect(told.ScheduleExpression).toBe(asked.ScheduleExpression);
  const { Schedules } = await scheduler.send(new ListSchedulesCommand({ NamePrefix: 'lease-' }));
  expect(Schedules?.map(({ Name, State }) => [Name, State])).toEqual([['lease-12', 'ENABLED']]);
  const other = scheduler.send(new GetScheduleCommand({ Name: 'lease-13' }));
  expect(await errorOf(other)).toBe('ResourceNotFoundException');
});

const target = (Arn: string, role = RoleArn) => ({ Target: { Arn, RoleArn: role } });

test.each<[string, Partial<CreateScheduleCommandInput>, string]>([
  ['a name with a space', { Name: 'lease 12' }, 'ValidationException'],
  ['a name too long', { Name: 'l'.repeat(65) }, 'ValidationException'],
  ['a time that is none', { ScheduleExpression: 'at(tomorrow)' }, 'ValidationException'],
  ['a group that nobody made', { GroupName: 'leases' }, 'ResourceNotFoundException'],
  [
    'a target that only reads',
    target('arn:aws:scheduler:::aws-sdk:ec2:describeInstances'),
    'ValidationException',
  ],
  [
    'a role that does not trust it',
    target('arn:aws:scheduler:::aws-sdk:ec2:revokeSecurityGroupIngress', `${RoleArn}-not`),
    'ValidationException',
  ],
])('%s is refused', async (_, more, error) => {
  const { create } = await start();
  expect(await errorOf(create(more))).toBe(error);
});
