import {
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  type StartAutomationExecutionCommandInput,
  StopAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { errorOf } from '../ec2/testing.ts';
import { testAws } from '../testing.ts';

async function start() {
  const { aws, pass, now, settings } = await testAws();
  const ssm = new SSMClient(settings());
  const told = async (AutomationExecutionId: string | undefined) =>
    (await ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }))).AutomationExecution;
  return { aws, pass, now, ssm, told };
}

const ClientToken = '6f1c0b1e-8a4e-4f1c-9d6e-2b7c3a5d4e10';
const contain: StartAutomationExecutionCommandInput = {
  DocumentName: 'AWSSupport-ContainEC2Instance',
  Parameters: { InstanceId: ['i-0123456789abcdef0'], Action: ['Contain'], DryRun: ['false'] },
  ClientToken,
};

test('an execution goes on by time, step by step, and tells what came of it', async () => {
  const { pass, now, ssm, told } = await start();
  const { AutomationExecutionId } = await ssm.send(new StartAutomationExecutionCommand(contain));
  pass(2_000);
  const half = await told(AutomationExecutionId);
  expect([half?.AutomationExecutionStatus, half?.CurrentStepName]).toEqual([
    'InProgress',
    'BackupInstanceConfiguration',
  ]);
  expect(half?.StepExecutions?.map(({ StepStatus }) => StepStatus)).toEqual([
    'Success',
    'InProgress',
    'Pending',
    'Pending',
  ]);
  pass(16_000);
  const done = await told(AutomationExecutionId);
  expect([done?.AutomationExecutionStatus, done?.ExecutionEndTime?.getTime()]).toEqual(['Success', now()]);
  expect(done?.Outputs).toEqual({ 'ReportContain.Output': ['The instance was contained.'] });
});

test('a token starts one execution, however often it is sent', async () => {
  const { aws, ssm } = await start();
  const ask = (more: Partial<StartAutomationExecutionCommandInput> = {}) =>
    ssm.send(new StartAutomationExecutionCommand({ ...contain, ...more }));
  const first = await ask();
  const again = await ask({ ClientToken: ClientToken.toUpperCase() });
  expect(again.AutomationExecutionId).toBe(first.AutomationExecutionId);
  expect(aws.world.ssm(aws.accountId, aws.region).executions()).toHaveLength(1);
  const other = { InstanceId: ['i-0fedcba9876543210'], Action: ['Contain'] };
  expect(await errorOf(ask({ Parameters: other }))).toBe('IdempotentParameterMismatch');
  expect(await errorOf(ask({ ClientToken: 'L12' }))).toBe('ValidationException');
});

test.each<[string, Partial<StartAutomationExecutionCommandInput>, string]>([
  ['a runbook that nobody has', { DocumentName: 'Team-Restart' }, 'AutomationDefinitionNotFoundException'],
  ['nothing given', { Parameters: {} }, 'InvalidAutomationExecutionParametersException'],
  [
    'a parameter that it does not know',
    { Parameters: { ...contain.Parameters, Speed: ['1'] } },
    'InvalidAutomationExecutionParametersException',
  ],
  [
    'a value that is not allowed',
    { Parameters: { ...contain.Parameters, Action: ['Delete'] } },
    'InvalidAutomationExecutionParametersException',
  ],
  [
    'an id that is none',
    { Parameters: { ...contain.Parameters, InstanceId: ['web-1'] } },
    'InvalidAutomationExecutionParametersException',
  ],
])('%s is refused', async (_, more, error) => {
  const { ssm } = await start();
  expect(await errorOf(ssm.send(new StartAutomationExecutionCommand({ ...contain, ...more })))).toBe(error);
});

test('a step that fails ends it, and one that is stopped stays where it was', async () => {
  const { aws, pass, ssm, told } = await start();
  aws.world.ssm(aws.accountId, aws.region).seedRunbook({
    name: 'Team-Restart',
    description: 'Restarts a service.',
    parameters: [],
    steps: [
      { name: 'stop', action: 'aws:runCommand', ms: 1_000, failure: 'The agent did not answer.' },
      { name: 'start', action: 'aws:runCommand', ms: 1_000 },
    ],
  });
  const begin = async () =>
    (await ssm.send(new StartAutomationExecutionCommand({ DocumentName: 'Team-Restart' })))
      .AutomationExecutionId;
  const failing = await begin();
  const stopped = await begin();
  const stop = () =>
    errorOf(ssm.send(new StopAutomationExecutionCommand({ AutomationExecutionId: stopped })));
  expect([await stop(), await stop()]).toEqual(['none', 'InvalidAutomationStatusUpdateException']);
  pass(1_000);
  const failed = await told(failing);
  expect([failed?.AutomationExecutionStatus, failed?.FailureMessage]).toEqual([
    'Failed',
    'Step stop fails. The agent did not answer.',
  ]);
  expect((await told(stopped))?.AutomationExecutionStatus).toBe('Cancelled');
  expect(await errorOf(told('6f1c0b1e-0000-4000-8000-000000000000'))).toBe(
    'AutomationExecutionNotFoundException',
  );
});

test('a runbook says what it takes', async () => {
  const { ssm } = await start();
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: contain.DocumentName }));
  expect(Document?.Parameters).toContainEqual({ Name: 'DryRun', Type: 'Boolean', DefaultValue: 'true' });
  expect(await errorOf(ssm.send(new DescribeDocumentCommand({ Name: 'none' })))).toBe('InvalidDocument');
});
