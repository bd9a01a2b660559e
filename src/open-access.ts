import { type AccessSettings, type AwsAccess, openAccess } from './aws/access.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './shared/clock.ts';

/** The ways into the accounts that the configuration names at each moment. */
export function accessOf(
  config: () => Config,
  aws: Pick<AccessSettings, 'endpoint' | 'credentials'> | undefined,
  clock: Clock,
): AwsAccess {
  const { region, partition, roles, administrator } = config().aws;
  const known = (id: string) => config().accounts.find((one) => one.id === id);
  return openAccess(
    {
      ...aws,
      region,
      partition,
      isOurs: (account) => account === administrator || known(account) !== undefined,
      roleFor: (account, purpose) => known(account)?.roles?.[purpose] ?? roles[purpose] ?? null,
    },
    clock,
  );
}
