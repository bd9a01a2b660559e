import { ModifyNetworkInterfaceAttributeCommand } from '@aws-sdk/client-ec2';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { expect, test } from 'vitest';
import { errorOf, startEc2 } from '../ec2/testing.ts';

async function start() {
  const world = await startEc2();
  return { ...world, quotas: new ServiceQuotasClient(world.settings()) };
}

const interfaces = { ServiceCode: 'vpc', QuotaCode: 'L-2AFB9258' };

test('what is granted is what EC2 keeps to', async () => {
  const { aws, client, quotas, somebody, vpc, networkInterface } = await start();
  const valueFor = async () => (await quotas.send(new GetServiceQuotaCommand(interfaces))).Quota?.Value;
  const Groups = Array.from({ length: 6 }, () => somebody.seedGroup({ vpcId: vpc.id }).id);
  const modify = () =>
    errorOf(
      client.send(
        new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: networkInterface.id, Groups }),
      ),
    );
  expect([await valueFor(), await modify()]).toEqual([5, 'SecurityGroupsPerInterfaceLimitExceeded']);
  aws.world.quotas.set(aws.accountId, aws.region, interfaces.QuotaCode, 6);
  expect([await valueFor(), await modify()]).toEqual([6, 'none']);
  const usual = await quotas.send(new GetAWSDefaultServiceQuotaCommand(interfaces));
  expect(usual.Quota?.Value).toBe(5);
});

test('a quota that nobody knows is an error', async () => {
  const { quotas } = await start();
  const ask = (ServiceCode: string, QuotaCode: string) =>
    errorOf(quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode })));
  expect(await ask('vpc', 'L-0EA8095F')).toBe('none');
  expect(await ask('vpc', 'L-00000000')).toBe('NoSuchResourceException');
  expect(await ask('ec2', 'L-0EA8095F')).toBe('NoSuchResourceException');
});
