import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsAccess, type Place, type Purpose, purposes } from '../../aws/access.ts';
import type { Config } from '../../config/config.ts';
import type { Account } from '../../finding/account.ts';
import { accessOf } from '../../open-access.ts';
import { systemClock } from '../../shared/clock.ts';
import { type Check, clause } from './check.ts';

/** So many at once: an organization may have a thousand accounts, and STS serves others too. */
const atOnce = 10;

/** Can each role that the configuration names be taken, in each account? */
export async function checkAccess(config: Config): Promise<Check[]> {
  const access = accessOf(() => config, undefined, systemClock());
  const ways = config.accounts.flatMap((account) =>
    purposes
      .filter((purpose) => (account.roles?.[purpose] ?? config.aws.roles[purpose]) !== undefined)
      .map((purpose) => ({ account, purpose })),
  );
  try {
    const tried: { readonly purpose: Purpose; readonly check: Check | null }[] = [];
    for (let from = 0; from < ways.length; from += atOnce) {
      const some = ways.slice(from, from + atOnce);
      const tries = some.map(async ({ account, purpose }) => ({
        purpose,
        check: await tryOut(access, account, { account: account.id, region: config.aws.region }, purpose),
      }));
      tried.push(...(await Promise.all(tries)));
    }
    return [
      ...purposes.flatMap((purpose) => {
        const good = tried.filter((one) => one.purpose === purpose && one.check === null).length;
        return good === 0 ? [] : [{ state: 'good' as const, what: summary(purpose, good) }];
      }),
      ...tried.flatMap(({ check }) => check ?? []),
    ];
  } finally {
    access.destroy();
  }
}

function summary(purpose: Purpose, accounts: number): string {
  return `the role to ${purpose} can be taken in ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
}

/** null: it can be taken. */
async function tryOut(
  access: AwsAccess,
  { name }: Account,
  place: Place,
  purpose: Purpose,
): Promise<Check | null> {
  try {
    const sts = await access.client(STSClient, place, purpose);
    await sts.send(new GetCallerIdentityCommand({}));
    return null;
  } catch (error) {
    const todo = `${clause(error)}. Check its name, its trust policy and its external id (docs/iam.md).`;
    return { state: 'bad', what: `the role to ${purpose} in ${name} cannot be taken`, todo };
  }
}
