import { optionalText, requiredText } from '../input.ts';
import { AwsError, CommonFailure, type Input } from '../service.ts';

/** A one-time schedule of EventBridge Scheduler. */
export interface Schedule {
  readonly name: string;
  readonly groupName: string;
  readonly expression: string;
  readonly at: number;
  readonly description: string | undefined;
  readonly enabled: boolean;
  readonly deletesItself: boolean;
  readonly target: Target;
  readonly token: string | undefined;
  readonly createdAt: number;
  /** How often the target was called, and whether it is done with. */
  readonly attempts: number;
  readonly completed: boolean;
}

interface Target {
  readonly arn: string;
  readonly roleArn: string;
  readonly input: Input;
  readonly service: string;
  readonly action: string;
  readonly mostRetries: number;
}

const named = /^[\w.-]{1,64}$/;
const universal = /^arn:aws:scheduler:::aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)$/;
// "Using universal targets" of the EventBridge Scheduler User Guide, "Unsupported actions".
const readOnly =
  /^(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

/** What CreateSchedule asks for, checked as its API reference says. */
export function scheduleOf(input: Input, now: number): Schedule {
  const name = requiredText(input, 'Name');
  if (!named.test(name))
    throw invalid(
      `Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`,
    );
  const groupName = optionalText(input, 'GroupName') ?? 'default';
  if (groupName !== 'default')
    throw new AwsError('ResourceNotFoundException', `Schedule group ${groupName} does not exist.`, 404);
  const mode = structureOf(input, 'FlexibleTimeWindow')['Mode'];
  if (mode !== 'OFF') throw invalid(`Only the flexible time window OFF is simulated, not ${String(mode)}.`);
  const expression = requiredText(input, 'ScheduleExpression');
  return {
    ...{
      name,
      groupName,
      expression,
      at: momentOf(expression, optionalText(input, 'ScheduleExpressionTimezone')),
    },
    description: optionalText(input, 'Description'),
    enabled: optionalText(input, 'State') !== 'DISABLED',
    deletesItself: optionalText(input, 'ActionAfterCompletion') === 'DELETE',
    target: targetOf(structureOf(input, 'Target')),
    token: optionalText(input, 'ClientToken'),
    ...{ createdAt: now, attempts: 0, completed: false },
  };
}

function momentOf(expression: string, timezone = 'UTC'): number {
  const moment = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(expression)?.[1];
  const at = moment === undefined || timezone !== 'UTC' ? Number.NaN : Date.parse(`${moment}Z`);
  if (Number.isNaN(at)) throw invalid(`Invalid Schedule Expression ${expression}.`);
  return at;
}

function targetOf(target: Input): Target {
  const arn = requiredText(target, 'Arn');
  const [, service = '', action = ''] = universal.exec(arn) ?? [];
  if (service === '' || readOnly.test(action)) throw invalid(`Provided Arn ${arn} is not supported.`);
  const retries = structureOf(target, 'RetryPolicy')['MaximumRetryAttempts'];
  return {
    ...{ arn, service, action: action.slice(0, 1).toUpperCase() + action.slice(1) },
    roleArn: requiredText(target, 'RoleArn'),
    input: parsedInput(optionalText(target, 'Input') ?? '{}'),
    mostRetries: typeof retries === 'number' ? retries : 185,
  };
}

function parsedInput(text: string): Input {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  } catch {
    // Answered below, as for everything else that is no object.
  }
  throw invalid('Input is not a well-formed JSON object.');
}

function structureOf(input: Input, name: string): Input {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input;
  throw invalid(`${name} is no structure.`);
}

export const invalid = (message: string) => new CommonFailure('invalid', message);

/** The parts that two schedules with one token must share. */
export function sameAsked(a: Schedule, b: Schedule): boolean {
  return JSON.stringify([a.expression, a.target]) === JSON.stringify([b.expression, b.target]);
}
