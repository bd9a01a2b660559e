import type { EnvironmentPolicy, LeasePolicy } from '../finding/lease-policy.ts';
import type { FileConfig } from './file-schema.ts';
import { leasesSchema } from './leases-schema.ts';
import { holdersOf } from './roles.ts';

type FileLeases = NonNullable<FileConfig['leases']>;
type FileEnvironment = FileLeases['environments'][string];

/** What the file says about leases, with what it leaves out; null: it says nothing, so that there are none. */
export function leasePolicyOf(file: FileConfig): LeasePolicy | null {
  const { leases } = file;
  if (leases === undefined) return null;
  const { environments, failsafe, breakGlass, requests, review } = leases;
  const accounts = leases.accounts ?? file.accounts.map(({ id }) => id);
  return {
    deployment: leases.deployment,
    channel: leases.channel ?? file.slack.channel,
    approvers: approversOf(file, accounts),
    accounts,
    ports: leases.ports,
    protocols: leases.protocols,
    prefix: leases.prefix,
    environments: Object.fromEntries(
      Object.entries({ '*': everywhere(), ...environments }).map(([name, one]) => [name, environmentOf(one)]),
    ),
    requestFor: requests,
    reviewAfter: review,
    groupsPerInterface: leases.groupsPerInterface,
    forensicGroups: leases.forensicGroups,
    failsafe: failsafe ?? null,
    breakGlass: breakGlass === 'nobody' ? null : breakGlass,
    dryRun: leases.dryRun,
    runbooks: leases.runbooks.map(({ parameters, ...one }) => ({
      ...one,
      parameters: parameters.map(({ pattern, ...rest }) => ({ ...rest, pattern: pattern ?? null })),
    })),
  };
}

/** Who may say yes in each account. */
function approversOf(file: FileConfig, accounts: readonly string[]): Record<string, string[]> {
  const { approver } = holdersOf(file);
  const environment = new Map(file.accounts.map((one) => [one.id, one.environment]));
  const holds = (list: readonly string[] | null, word: string | undefined) =>
    list === null || (word !== undefined && list.includes(word));
  const named = (id: string) =>
    approver.flatMap((one) => {
      if (typeof one === 'string') return [one];
      return holds(one.accounts, id) && holds(one.environments, environment.get(id)) ? [one.who] : [];
    });
  return Object.fromEntries(accounts.map((id) => [id, named(id)]));
}

/** An environment as the schema fills it in. */
function everywhere(): FileEnvironment {
  const { environments } = leasesSchema.parse({ environments: { '*': {} } });
  const [all] = Object.values(environments);
  if (all === undefined) throw new Error('the schema keeps what it is given');
  return all;
}

function environmentOf({ needs, longest, approvals }: FileEnvironment): EnvironmentPolicy {
  return { needs, longest: { viewer: 0, ...longest }, approvals };
}
