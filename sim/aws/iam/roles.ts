import { requiredText } from '../input.ts';
import { AwsError, type Input, type Operation } from '../service.ts';
import { type Account, missing, paged, type RoleSettings } from './account.ts';

/** All of a role's own policies together, without white space (IAM user guide, quotas). */
const longestInline = 10_240;

/** Roles and their policies. */
export function roleOperations(accountOf: (id: string) => Account): readonly Operation[] {
  const roleOf = (account: string, input: Input) => {
    const name = requiredText(input, 'RoleName');
    return accountOf(account).roles.get(name) ?? missing(`The role with name ${name} cannot be found.`);
  };

  function putPolicy(account: string, input: Input): object {
    const role = roleOf(account, input);
    const name = requiredText(input, 'PolicyName');
    const text = requiredText(input, 'PolicyDocument');
    if (!isPolicy(text)) throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
    const inline = { ...role.inline, [name]: text };
    const size = Object.values(inline).join('').replace(/\s/g, '').length;
    if (size > longestInline) throw new AwsError('LimitExceeded', 'Maximum policy size exceeded.', 409);
    accountOf(account).roles.set(role.name, { ...role, inline });
    return {};
  }

  function deletePolicy(account: string, input: Input): object {
    const role = roleOf(account, input);
    const name = requiredText(input, 'PolicyName');
    const { [name]: gone, ...inline } = role.inline ?? {};
    if (gone === undefined) missing(`The role policy with name ${name} cannot be found.`);
    accountOf(account).roles.set(role.name, { ...role, inline });
    return {};
  }

  return [
    {
      ...{ name: 'GetRole', mutating: false },
      run: ({ account, input }) => ({ Role: described(account, roleOf(account, input)) }),
    },
    {
      // A profile has the name of its role, as the console makes them ("Using instance profiles").
      ...{ name: 'GetInstanceProfile', mutating: false },
      run: ({ account, input }) => {
        const name = requiredText(input, 'InstanceProfileName');
        const role =
          accountOf(account).roles.get(name) ?? missing(`Instance Profile ${name} cannot be found.`);
        const Arn = `arn:aws:iam::${account}:instance-profile/${name}`;
        const names = {
          Path: '/',
          InstanceProfileName: name,
          InstanceProfileId: `AIPA${name.toUpperCase()}`,
        };
        const CreateDate = new Date(role.since);
        return { InstanceProfile: { ...names, Arn, CreateDate, Roles: [described(account, role)] } };
      },
    },
    {
      ...{ name: 'ListAttachedRolePolicies', mutating: false },
      run: ({ account, input }) => {
        const attached = (roleOf(account, input).attached ?? []).map((arn) => ({
          ...{ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn },
        }));
        return paged('AttachedPolicies', attached, ({ PolicyArn }) => PolicyArn, input);
      },
    },
    {
      ...{ name: 'GetRolePolicy', mutating: false },
      run: ({ account, input }) => {
        const { name: RoleName, inline = {} } = roleOf(account, input);
        const PolicyName = requiredText(input, 'PolicyName');
        const text =
          inline[PolicyName] ?? missing(`The role policy with name ${PolicyName} cannot be found.`);
        return { RoleName, PolicyName, PolicyDocument: encoded(text) };
      },
    },
    { name: 'PutRolePolicy', mutating: true, run: ({ account, input }) => putPolicy(account, input) },
    { name: 'DeleteRolePolicy', mutating: true, run: ({ account, input }) => deletePolicy(account, input) },
  ];
}

function described(account: string, role: RoleSettings & { readonly since: number }): object {
  const { name, path = '/', trust, since } = role;
  return {
    ...{ Path: path, RoleName: name, RoleId: `AROA${name.toUpperCase()}`, CreateDate: new Date(since) },
    Arn: `arn:aws:iam::${account}:role${path}${name}`,
    AssumeRolePolicyDocument: encoded(JSON.stringify(trust)),
    MaxSessionDuration: 3_600,
  };
}

/** Policies are told URL-encoded by RFC 3986, which encodes more than JavaScript does (IAM API reference, GetRole). */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function isPolicy(text: string): boolean {
  try {
    const value = JSON.parse(text) as { Statement?: unknown } | null;
    return typeof value?.Statement === 'object' && value.Statement !== null;
  } catch {
    return false;
  }
}
