import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { type Check, gone, isNamed, lastPart, onlyOne, type Reading, wasCalled } from './check.ts';

/** May anybody take the role, or the stranger that Access Analyzer named? */
export const roleTrust: Check = {
  name: 'role-trust',
  appliesTo(finding, globally) {
    const role = onlyOne(finding, ['AwsIamRole', 'AWS::IAM::Role']);
    const concerned =
      finding.product === 'IAM Access Analyzer' ||
      wasCalled(finding, ['UpdateAssumeRolePolicy', 'CreateRole']);
    if (role === null || !concerned) return null;
    const { sharedWith } = finding.facts;
    return {
      ...{ account: finding.account.id, region: globally, id: lastPart(role) },
      ...(sharedWith !== undefined && { detail: sharedWith }),
    };
  },
  async read(ask, { id, account, detail }) {
    try {
      const { Role } = await ask(IAMClient, 'iam:GetRole', (iam, options) =>
        iam.send(new GetRoleCommand({ RoleName: id }), options),
      );
      return judgeTrust(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), account, detail);
    } catch (error) {
      if (isNamed(error, ['NoSuchEntityException', 'NoSuchEntity'])) return gone;
      throw error;
    }
  },
};

/**
 * Who of outside the account may take the role. It holds when nobody may, or, where a stranger was named, when that one
 * and the crowd may not. A policy that cannot be read says nothing.
 */
export function judgeTrust(document: string, account: string, stranger?: string): Reading {
  const outside = outsidersIn(document, account);
  if (outside === null) return { holds: null, facts: {} };
  const named = stranger === undefined ? null : (accountIn(stranger) ?? stranger);
  const open = named === null ? outside : outside.filter((one) => one === '*' || one === named);
  return { holds: open.length === 0, facts: { trusts: open.slice(0, 10) } };
}

/** `*`, accounts, and whatever else is not of this account; conditions do not count: nobody can weigh them here. */
function outsidersIn(document: string, account: string): string[] | null {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    return null;
  }
  const statements = listOf((policy as { Statement?: unknown } | null)?.Statement);
  if (statements.length === 0) return null;
  const all = statements.flatMap((one) => {
    const { Effect, Principal, NotPrincipal } = (one ?? {}) as Readonly<Record<string, unknown>>;
    if (Effect !== 'Allow') return [];
    // All but some: everybody whom nobody thought of.
    if (NotPrincipal !== undefined) return ['*'];
    return awsPrincipalsIn(Principal);
  });
  return [...new Set(all.map((one) => accountIn(one) ?? one))].filter((one) => one !== account).sort();
}

/** Services and identity providers are no outsiders: what they may do stands in conditions. */
function awsPrincipalsIn(principal: unknown): string[] {
  if (principal === '*') return ['*'];
  return listOf((principal as { AWS?: unknown } | null | undefined)?.AWS).filter(
    (one) => typeof one === 'string',
  );
}

function accountIn(principal: string): string | null {
  return /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?:$|:)/.exec(principal)?.[1] ?? null;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
