import { requiredText } from '../input.ts';
import { AwsError, CommonFailure, type Input, type Operation } from '../service.ts';
import { type Account, missing, paged, type UserSeed } from './account.ts';

/** Users, what they sign in with, and their keys. */
export function userOperations(accountOf: (id: string) => Account): readonly Operation[] {
  const userOf = (account: string, input: Input): UserSeed & { readonly since: number } => {
    const name = requiredText(input, 'UserName');
    return accountOf(account).users.get(name) ?? missing(`The user with name ${name} cannot be found.`);
  };

  function updateKey(account: string, input: Input): object {
    const user = userOf(account, input);
    const id = requiredText(input, 'AccessKeyId');
    const status = requiredText(input, 'Status');
    if (status !== 'Active' && status !== 'Inactive') throw new CommonFailure('invalid', 'Status');
    const { keys = [] } = user;
    if (!keys.some((key) => key.id === id)) missing(`The Access Key with id ${id} cannot be found.`);
    const changed = keys.map((key) => (key.id === id ? { ...key, active: status === 'Active' } : key));
    accountOf(account).users.set(user.name, { ...user, keys: changed });
    return {};
  }

  function lastUsed(account: string, input: Input): object {
    const id = requiredText(input, 'AccessKeyId');
    for (const { name, keys = [] } of accountOf(account).users.values()) {
      const key = keys.find((one) => one.id === id);
      if (!key) continue;
      const { lastUsed: used } = key;
      return {
        UserName: name,
        AccessKeyLastUsed: {
          LastUsedDate: used && new Date(used.at),
          ServiceName: used?.service ?? 'N/A',
          Region: used?.region ?? 'N/A',
        },
      };
    }
    // It does not say whether there is such a key elsewhere.
    throw new AwsError('AccessDenied', `access key ${id} is not of this account`, 403);
  }

  return [
    {
      ...{ name: 'GetUser', mutating: false },
      run: ({ account, input }) => {
        const { name, since } = userOf(account, input);
        const arn = `arn:aws:iam::${account}:user/${name}`;
        const names = { Path: '/', UserName: name, UserId: `AIDA${name.toUpperCase()}`, Arn: arn };
        return { User: { ...names, CreateDate: new Date(since) } };
      },
    },
    {
      ...{ name: 'ListMFADevices', mutating: false },
      run: ({ account, input }) => {
        const { name, mfa = [], since } = userOf(account, input);
        const devices = mfa.map((serial) => ({
          ...{ UserName: name, SerialNumber: serial, EnableDate: new Date(since) },
        }));
        return paged('MFADevices', devices, ({ SerialNumber }) => SerialNumber, input);
      },
    },
    {
      ...{ name: 'ListAccessKeys', mutating: false },
      run: ({ account, input }) => {
        const { name, keys = [], since } = userOf(account, input);
        const listed = keys.map(({ id, active = true }) => ({
          ...{ UserName: name, AccessKeyId: id, Status: active ? 'Active' : 'Inactive' },
          CreateDate: new Date(since),
        }));
        return paged('AccessKeyMetadata', listed, ({ AccessKeyId }) => AccessKeyId, input);
      },
    },
    {
      ...{ name: 'GetAccessKeyLastUsed', mutating: false },
      run: ({ account, input }) => lastUsed(account, input),
    },
    {
      ...{ name: 'UpdateAccessKey', mutating: true },
      run: ({ account, input }) => updateKey(account, input),
    },
  ];
}
