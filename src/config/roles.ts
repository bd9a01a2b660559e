import type { FileConfig } from './file-schema.ts';

/** Somebody who holds a role: everywhere, or only there. */
type RoleHolder =
  | string
  | {
      readonly who: string;
      /** Ids; null: any. */
      readonly accounts: readonly string[] | null;
      readonly environments: readonly string[] | null;
    };

/** Names of accounts become their ids, since that is what a finding bears. */
export function holdersOf({ roles, accounts }: FileConfig) {
  const idOf = (word: string) => accounts.find((one) => one.name === word)?.id ?? word;
  const settled = (holders: FileConfig['roles']['admin']): RoleHolder[] =>
    holders.map((one) =>
      typeof one === 'string'
        ? one
        : { who: one.who, accounts: one.accounts?.map(idOf) ?? null, environments: one.environments ?? null },
    );
  return {
    viewer: roles.viewer,
    responder: settled(roles.responder),
    approver: settled(roles.approver),
    admin: settled(roles.admin),
  };
}

interface Lost {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A right in a place that nobody named is a slip of the pen: whoever was meant may not act, and wonders why. */
export function nowhere({ roles, accounts }: FileConfig): Lost[] {
  const names = new Set(accounts.map((one) => one.name));
  const environments = new Set(accounts.map((one) => one.environment));
  return (['responder', 'approver', 'admin'] as const).flatMap((role) =>
    roles[role].flatMap((one, at): Lost[] => {
      if (typeof one === 'string') return [];
      const account = one.accounts?.find((word) => !/^\d{12}$/.test(word) && !names.has(word));
      const environment = one.environments?.find((word) => !environments.has(word));
      return [
        ...(account === undefined
          ? []
          : [
              {
                path: ['roles', role, at, 'accounts'],
                message: `holds nowhere: no account is called ${account}`,
              },
            ]),
        ...(environment === undefined
          ? []
          : [
              {
                path: ['roles', role, at, 'environments'],
                message: `holds nowhere: no account is ${environment}`,
              },
            ]),
      ];
    }),
  );
}
