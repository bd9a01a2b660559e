import { createCloudTrail } from './cloudtrail/cloudtrail.ts';
import { createComputing } from './computing.ts';
import { createGuardDuty } from './guardduty/guardduty.ts';
import { createIam } from './iam/iam.ts';
import type { Roles } from './roles.ts';
import { createS3 } from './s3/s3.ts';
import { createSecurityHub } from './securityhub/securityhub.ts';
import type { SimulatedService } from './service.ts';
import type { Setting } from './setting.ts';
import { createSts } from './sts/sts.ts';

/** What puts things into the accounts from inside. */
export type Seeds = ReturnType<typeof createWorld>['seeds'];

/** The accounts and what is in them: the services that answer, and what puts things there from inside. */
export function createWorld(roles: Roles, setting: Setting) {
  const cloudTrail = createCloudTrail(setting);
  const guardDuty = createGuardDuty(setting);
  const securityHub = createSecurityHub(setting);
  const iam = createIam(setting);
  const s3 = createS3(setting);
  const computing = createComputing(setting, roles);
  const services: readonly SimulatedService[] = [
    createSts(roles),
    ...[cloudTrail, guardDuty, iam, s3, securityHub].map(({ service }) => service),
    ...computing.services,
  ];
  const seeds = {
    cloudTrail: cloudTrail.at,
    guardDuty: guardDuty.at,
    iam: iam.at,
    s3: s3.at,
    securityHub: securityHub.at,
    ...computing.seeds,
  };
  return { services, seeds, tick: computing.tick, holderOf: iam.holderOf };
}
