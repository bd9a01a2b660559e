import type { World } from './world.ts';

/**
 * EventBridge from the administrator's bus to the queue, as deploy/event-pattern.json asks for it. `copies`: each event
 * comes so often, as EventBridge may deliver it. Answers how many were carried so far.
 */
export function carryEvents(
  { aws, send }: Pick<World, 'aws' | 'send'>,
  administrator: string,
  copies = 1,
): () => number {
  let carried = 0;
  aws.onEvent(async (event) => {
    if (event.account !== administrator) return;
    carried += copies;
    await send(Array.from({ length: copies }, () => JSON.stringify(event)));
  });
  return () => carried;
}

/** A control that fails, as Security Hub tells of it; `number` makes it another one. */
export function failingControl(number: number, more: Readonly<Record<string, unknown>> = {}) {
  const group = `sg-${String(number).padStart(8, '0')}`;
  return {
    Id: `arn:aws:securityhub:us-east-1:111122223333:security-control/EC2.19/finding/${group}`,
    GeneratorId: 'security-control/EC2.19',
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    Severity: { Label: 'HIGH' },
    Title: 'Security groups should not allow unrestricted access to ports with high risk',
    Description: 'A description.',
    Resources: [
      {
        Type: 'AwsEc2SecurityGroup',
        Id: `arn:aws:ec2:us-east-1:111122223333:security-group/${group}`,
        Region: 'us-east-1',
      },
    ],
    Compliance: { Status: 'FAILED', SecurityControlId: 'EC2.19', AssociatedStandards: [] },
    ...more,
  };
}

/** A miner on an instance, as GuardDuty tells of it. */
export function miner(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ id, type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', severity: 8 },
    title: 'An instance asks for a mining pool',
    description: 'A description.',
    resource: { resourceType: 'Instance', instanceDetails: { instanceId: `i-${id}` } },
    ...more,
  };
}
