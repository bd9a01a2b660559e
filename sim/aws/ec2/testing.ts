import { EC2Client } from '@aws-sdk/client-ec2';
import type { AwsOptions } from '../aws.ts';
import { testAws } from '../testing.ts';

/** A simulated AWS with a VPC and an instance in its own account, and the SDK's own client of it. */
export async function startEc2(options: Partial<AwsOptions> = {}) {
  const tested = await testAws(options);
  const { accountId, region, world } = tested.aws;
  const client = new EC2Client(tested.settings());
  const somebody = world.ec2(accountId, region);
  const vpc = somebody.seedVpc();
  const web = somebody.seedGroup({ vpcId: vpc.id, name: 'web' });
  const { instance, networkInterface } = somebody.seedInstance({
    vpcId: vpc.id,
    groupIds: [web.id],
    tags: { Name: 'web-1' },
  });
  return { ...tested, client, somebody, vpc, web, instance, networkInterface };
}

/** AWS's own name of the error that a call ends with; `none` when it ends well. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
