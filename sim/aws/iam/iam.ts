import type { KeyHolder } from '../roles.ts';
import type { SimulatedService } from '../service.ts';
import { regional, type Setting } from '../setting.ts';
import { type Account, paged, type RoleSettings, type UserSeed } from './account.ts';
import { roleOperations } from './roles.ts';
import { userOperations } from './users.ts';

/** IAM of one account, from inside. */
export interface IamPlace {
  /** Makes a user, or replaces what it is. */
  putUser(user: UserSeed): void;
  /** Describes a role; who may take it is said by `roles` of `startAws`. */
  putRole(role: RoleSettings): void;
  alias(name: string): void;
  role(name: string): RoleSettings | undefined;
  user(name: string): UserSeed | undefined;
}

/** Users, keys and roles of each account. */
export function createIam({ now }: Setting) {
  const known = new Set<string>();
  const accounts = regional((id): Account => {
    known.add(id);
    return { users: new Map(), roles: new Map(), aliases: [] };
  });
  // IAM is the same from every Region.
  const accountOf = (id: string) => accounts(id, 'everywhere');

  const service: SimulatedService = {
    name: 'iam',
    protocol: 'query',
    xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations: [
      ...userOperations(accountOf),
      ...roleOperations(accountOf),
      {
        ...{ name: 'ListAccountAliases', mutating: false },
        run: ({ account, input }) =>
          paged('AccountAliases', accountOf(account).aliases, (alias) => alias, input),
      },
    ],
  };

  function at(id: string): IamPlace {
    const { users, roles, aliases } = accountOf(id);
    return {
      putUser: (user) => {
        users.set(user.name, { since: now(), ...user });
      },
      putRole: (role) => {
        roles.set(role.name, { since: now(), ...role });
      },
      alias: (name) => {
        aliases.splice(0, aliases.length, name);
      },
      role: (name) => roles.get(name),
      user: (name) => users.get(name),
    };
  }

  function holderOf(key: string): KeyHolder | null {
    for (const account of known) {
      for (const { name: user, keys = [] } of accountOf(account).users.values()) {
        const found = keys.find(({ id }) => id === key);
        if (found) return { account, user, active: found.active ?? true };
      }
    }
    return null;
  }

  return { service, at, holderOf };
}
