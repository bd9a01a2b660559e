import { createAutoScaling } from './auto-scaling/auto-scaling.ts';
import { createEc2 } from './ec2/ec2.ts';
import { createElb } from './elb/elb.ts';
import type { Roles } from './roles.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { createQuotas } from './service-quotas/quotas.ts';
import type { Setting } from './setting.ts';
import { createSsm } from './ssm/ssm.ts';

/** EC2 and the services that act on it. */
export function createComputing({ now }: Setting, roles: Roles) {
  const quotas = createQuotas();
  const ec2 = createEc2({ now, limits: quotas.limits });
  const elb = createElb(now);
  const autoScaling = createAutoScaling({
    now,
    terminate: (account, region, instanceId) => ec2.at(account, region).terminateInstance(instanceId),
    serve: (account, region, arn, instanceId, isServing) =>
      elb.at(account, region).serve(arn, instanceId, isServing),
  });
  const ssm = createSsm(now);
  const scheduler = createScheduler({
    now,
    trusts: (roleArn) => roles.role(roleArn)?.trusts.includes('scheduler.amazonaws.com') ?? false,
  });
  return {
    services: [ec2, elb, autoScaling, ssm, scheduler, quotas].map(({ service }) => service),
    seeds: {
      ec2: ec2.at,
      /** EC2 of all accounts: the lag of reads, changes, and everything that stands. */
      ec2Everywhere: ec2,
      elb: elb.at,
      autoScaling: autoScaling.at,
      ssm: ssm.at,
      scheduler: scheduler.at,
      quotas,
    },
    tick: scheduler.tick,
  };
}
