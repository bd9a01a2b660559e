import type { Caller } from './caller.ts';
import { type Allows, compilePolicies, type PolicyDocument } from './policies.ts';
import type { RoleSeed } from './roles.ts';
import type { Permission } from './service.ts';

interface Principals {
  readonly roles: readonly RoleSeed[];
  /** Of the bot's own principal; left out: everything. */
  readonly ownPolicies: readonly PolicyDocument[] | undefined;
  /** What the services can tell beside what every call has. */
  readonly conditionKeys: readonly string[];
}

/** Answers with what a caller lacks for a call; null: nothing. */
export function createPermissions({ roles, ownPolicies, conditionKeys }: Principals) {
  const compiled = (policies: readonly PolicyDocument[] | undefined): Allows =>
    policies === undefined ? () => true : compilePolicies(policies, conditionKeys);
  const own = compiled(ownPolicies);
  const ofRoles = new Map(roles.map(({ arn, policies }) => [arn, compiled(policies)]));

  return (caller: Caller, region: string, asked: readonly Permission[]): Permission | null => {
    const allows = (caller.roleArn === null ? undefined : ofRoles.get(caller.roleArn)) ?? own;
    const refused = asked.find(
      (one) =>
        !allows({
          action: one.action,
          resource: one.resource ?? '*',
          context: contextOf(caller, region, one.context ?? {}),
        }),
    );
    return refused ?? null;
  };
}

function contextOf(
  caller: Caller,
  region: string,
  ofService: NonNullable<Permission['context']>,
): ReadonlyMap<string, readonly string[]> {
  const values = {
    'aws:RequestedRegion': region,
    'aws:PrincipalAccount': caller.account,
    'aws:PrincipalArn': caller.roleArn ?? caller.arn,
    ...(caller.sourceIdentity !== null && { 'aws:SourceIdentity': caller.sourceIdentity }),
    ...ofService,
  };
  // The names of condition keys know no upper and lower case.
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}
