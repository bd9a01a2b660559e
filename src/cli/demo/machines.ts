import type { SimulatedAws } from '../../../sim/aws/aws.ts';
import type { Clock } from '../../shared/clock.ts';
import { payments, region } from './story/envelope.ts';

/** The role that may change things, as the demo's configuration names it. */
export const responseRole = 'yagura-response';

/** What the story speaks of really runs in the demo's AWS: it can be reached, and cut off. */
export function furnish(aws: SimulatedAws): void {
  const ec2 = aws.world.ec2(payments, region);
  const vpc = ec2.seedVpc({ id: 'vpc-0a1b2c3d4e5f60718', cidr: '192.0.2.0/24', tags: { Name: 'payments' } });
  const web = ec2.seedGroup({
    ...{ id: 'sg-0a1b2c3d4e5f60001', vpcId: vpc.id, name: 'web', tags: { team: 'payments' } },
  });
  const db = ec2.seedGroup({
    ...{ id: 'sg-0a1b2c3d4e5f60002', vpcId: vpc.id, name: 'db', tags: { team: 'payments' } },
  });
  ec2.addRule(web.id, { peer: { kind: 'ipv4', value: '0.0.0.0/0' }, fromPort: 443, toPort: 443 });
  ec2.addRule(db.id, { peer: { kind: 'ipv4', value: '192.0.2.0/28' }, fromPort: 5432, toPort: 5432 });
  const run = (id: string, name: string, address: string, groupId: string) =>
    ec2.seedInstance({
      ...{ id, vpcId: vpc.id, groupIds: [groupId], addresses: [address], tags: { Name: name } },
    });
  run('i-0abc123def4567890', 'web-7', '192.0.2.17', web.id);
  run('i-0abc123def4567891', 'web-8', '192.0.2.18', web.id);
  run('i-0def456abc1237890', 'db-2', '192.0.2.34', db.id);
  aws.world
    .autoScaling(payments, region)
    .seedGroup({ name: 'web', instanceIds: ['i-0abc123def4567890', 'i-0abc123def4567891'], minSize: 1 });
}

/** The demo's own time, as AWS sees it: what is due there happens. */
export async function keepTime(aws: SimulatedAws, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await aws.tick();
    await clock.sleep(5_000, signal);
  }
}
