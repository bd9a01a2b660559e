import { createHash } from 'node:crypto';
import { optionalText, requiredText } from '../input.ts';
import {
  AwsError,
  CommonFailure,
  type Input,
  type Operation,
  type ServiceCall,
  type SimulatedService,
} from '../service.ts';
import { regional } from '../setting.ts';
import { awsRunbooks, checkedParameters, type Runbook } from './documents.ts';
import { type Execution, isRunning, told } from './executions.ts';

/** Systems Manager's Automation: runbooks that are started, followed and stopped. */
export function createSsm(now: () => number) {
  const runbooksOf = regional(() => new Map(awsRunbooks.map((one) => [one.name, one])));
  const executionsOf = regional(() => new Map<string, Execution>());
  let count = 0;

  function start(call: ServiceCall): Execution {
    const { account, region, input } = call;
    const name = requiredText(input, 'DocumentName');
    const token = tokenOf(input);
    const runbook = runbooksOf(account, region).get(name);
    if (!runbook)
      throw new AwsError(
        'AutomationDefinitionNotFoundException',
        `Document with name ${name} was not found.`,
      );
    const parameters = checkedParameters(runbook, input);
    const executions = executionsOf(account, region);
    const before = [...executions.values()].find((one) => token !== null && one.token === token);
    if (before) return sameAsked(before, runbook, parameters);
    count += 1;
    const id = idOf(`${account} ${region} ${count}`);
    const execution = {
      ...{ id, runbook, parameters, token, startedAt: now(), stoppedAt: null },
      executedBy: call.caller.arn,
    };
    executions.set(id, execution);
    return execution;
  }

  function found({ account, region, input }: ServiceCall): Execution {
    const id = requiredText(input, 'AutomationExecutionId');
    const execution = executionsOf(account, region).get(id);
    if (!execution)
      throw new AwsError(
        'AutomationExecutionNotFoundException',
        `Couldn't find automation execution with id: ${id}.`,
      );
    return execution;
  }

  const operations: readonly Operation[] = [
    {
      name: 'StartAutomationExecution',
      mutating: true,
      permissions: ({ account, region, input }) => [
        {
          action: 'ssm:StartAutomationExecution',
          resource: `arn:aws:ssm:${region}:${account}:automation-definition/${requiredText(input, 'DocumentName')}:$DEFAULT`,
        },
      ],
      run: (call) => ({ AutomationExecutionId: start(call).id }),
    },
    {
      name: 'GetAutomationExecution',
      mutating: false,
      run: (call) => ({ AutomationExecution: told(found(call), now()) }),
    },
    {
      name: 'StopAutomationExecution',
      mutating: true,
      run(call) {
        const execution = found(call);
        if (!isRunning(execution, now()))
          throw new AwsError('InvalidAutomationStatusUpdateException', 'The execution has already ended.');
        executionsOf(call.account, call.region).set(execution.id, { ...execution, stoppedAt: now() });
        return {};
      },
    },
    {
      name: 'DescribeDocument',
      mutating: false,
      run({ account, region, input }) {
        const name = requiredText(input, 'Name');
        const runbook = runbooksOf(account, region).get(name);
        if (!runbook) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`);
        return { Document: described(runbook, account) };
      },
    },
  ];

  const service: SimulatedService = { name: 'ssm', protocol: 'json', operations };

  return {
    service,
    at: regional((account, region) => ({
      seedRunbook: (runbook: Runbook) => {
        runbooksOf(account, region).set(runbook.name, runbook);
      },
      executions: () => [...executionsOf(account, region).values()],
    })),
  };
}

/** A UUID; case does not count (StartAutomationExecution, ClientToken). */
function tokenOf(input: Input): string | null {
  const token = optionalText(input, 'ClientToken');
  if (token === undefined) return null;
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(token))
    throw new CommonFailure(
      'invalid',
      `Value '${token}' at 'clientToken' failed to satisfy constraint: Member must be a UUID`,
    );
  return token.toLowerCase();
}

function sameAsked(before: Execution, runbook: Runbook, parameters: Execution['parameters']): Execution {
  const isSame =
    before.runbook.name === runbook.name && JSON.stringify(before.parameters) === JSON.stringify(parameters);
  if (isSame) return before;
  throw new AwsError(
    'IdempotentParameterMismatch',
    'The parameters do not match those of the first call with this token.',
  );
}

function idOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function described({ name, description, parameters }: Runbook, account: string) {
  return {
    Name: name,
    Owner: name.startsWith('AWS') ? 'Amazon' : account,
    Description: description,
    DocumentType: 'Automation',
    DocumentVersion: '1',
    SchemaVersion: '0.3',
    Status: 'Active',
    Parameters: parameters.map(({ name: Name, type, defaultValue }) => ({
      ...{ Name, Type: type },
      ...(defaultValue !== undefined && { DefaultValue: defaultValue }),
    })),
  };
}
