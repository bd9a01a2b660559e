import { createCloudTrail } from './cloudtrail/cloudtrail.ts';
import { createComputing } from './computing.ts';
import type { Roles } from './roles.ts';
import type { SimulatedService } from './service.ts';
import type { Setting } from './setting.ts';
import { createSts } from './sts/sts.ts';

/** What puts things into the accounts from inside. */
export type Seeds = ReturnType<typeof createWorld>['seeds'];

/** The accounts and what is in them: the services that answer, and what puts things there from inside. */
export function createWorld(roles: Roles, setting: Setting) {
  const cloudTrail = createCloudTrail(setting);
  const computing = createComputing(setting, roles);
  const services: readonly SimulatedService[] = [createSts(roles), cloudTrail.service, ...computing.services];
  return {
    services,
    seeds: { cloudTrail: cloudTrail.at, ...computing.seeds },
    tick: computing.tick,
  };
}
