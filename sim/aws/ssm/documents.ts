import { AwsError, type Input } from '../service.ts';

/** An Automation runbook, as far as it can be seen from outside. */
export interface Runbook {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly RunbookParameter[];
  /** One after the other. */
  readonly steps: readonly RunbookStep[];
  /** What its `outputs` name, once it has ended well. */
  readonly outputs?: Readonly<Record<string, readonly string[]>>;
}

interface RunbookParameter {
  readonly name: string;
  readonly type: 'String' | 'Boolean' | 'StringList';
  /** Left out: it has to be given. */
  readonly defaultValue?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: RegExp;
}

interface RunbookStep {
  readonly name: string;
  readonly action: string;
  readonly ms: number;
  /** Why it ends badly, and with it the execution. */
  readonly failure?: string;
}

const instanceId: RunbookParameter = {
  name: 'InstanceId',
  type: 'String',
  allowedPattern: /^i-[0-9a-f]{8,17}$/,
};

/** Two of AWS's own (Systems Manager Automation Runbook Reference); of their parameters those that we give. */
export const awsRunbooks: readonly Runbook[] = [
  {
    name: 'AWSSupport-ContainEC2Instance',
    description: 'Contains an EC2 instance with security groups, or releases it.',
    parameters: [
      instanceId,
      { name: 'Action', type: 'String', allowedValues: ['Contain', 'Release'] },
      { name: 'DryRun', type: 'Boolean', defaultValue: 'true' },
      { name: 'AutomationAssumeRole', type: 'String', defaultValue: '' },
    ],
    steps: [
      { name: 'ValidateRequiredInputs', action: 'aws:executeScript', ms: 2_000 },
      { name: 'BackupInstanceConfiguration', action: 'aws:executeScript', ms: 5_000 },
      { name: 'ContainInstance', action: 'aws:executeScript', ms: 10_000 },
      { name: 'ReportContain', action: 'aws:executeScript', ms: 1_000 },
    ],
    outputs: { 'ReportContain.Output': ['The instance was contained.'] },
  },
  {
    name: 'AWS-PatchInstanceWithRollback',
    description: 'Patches an EC2 instance, and restores its root volume if that fails.',
    parameters: [
      instanceId,
      { name: 'AutomationAssumeRole', type: 'String', defaultValue: '' },
      { name: 'ReportS3Bucket', type: 'String', defaultValue: '' },
    ],
    steps: [
      { name: 'createDocumentStack', action: 'aws:createStack', ms: 10_000 },
      { name: 'InstallUpdates', action: 'aws:runCommand', ms: 120_000 },
      { name: 'deleteCloudFormationTemplate', action: 'aws:deleteStack', ms: 10_000 },
    ],
  },
];

export type Given = Readonly<Record<string, readonly string[]>>;

/** The parameters of an execution with those that were left out, or what is wrong with them. */
export function checkedParameters(runbook: Runbook, input: Input): Given {
  const given = readGiven(input['Parameters']);
  const unknown = Object.keys(given).find((name) => !runbook.parameters.some((one) => one.name === name));
  if (unknown !== undefined)
    throw wrong(`Input parameters {${unknown}} are not defined in document ${runbook.name}.`);
  return Object.fromEntries(runbook.parameters.map((one) => [one.name, checked(one, given[one.name])]));
}

function checked(parameter: RunbookParameter, given: readonly string[] | undefined): readonly string[] {
  const { name, type, defaultValue, allowedValues, allowedPattern } = parameter;
  if (given === undefined) {
    if (defaultValue === undefined) throw wrong(`Parameter ${name} is required.`);
    return [defaultValue];
  }
  if (type !== 'StringList' && given.length !== 1) throw wrong(`Parameter ${name} takes one value.`);
  for (const value of given) {
    const isBoolean = type !== 'Boolean' || value === 'true' || value === 'false';
    const isAllowed = allowedValues?.includes(value) ?? true;
    if (!isBoolean || !isAllowed || !(allowedPattern?.test(value) ?? true))
      throw wrong(`Parameter ${name} has the value ${value}, which the document does not allow.`);
  }
  return given;
}

function readGiven(value: unknown): Given {
  if (value === undefined || value === null) return {};
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.map(([name, values]) => {
      if (!Array.isArray(values) || !values.every((one) => typeof one === 'string'))
        throw wrong(`Parameter ${name} is no list of text.`);
      return [name, values];
    }),
  );
}

const wrong = (message: string) => new AwsError('InvalidAutomationExecutionParametersException', message);
