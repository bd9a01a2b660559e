import type { Account } from '../../finding/account.ts';

/** The account of the configuration that is meant, by id or name; the only one where none is named. Null: none is. */
export function accountNamed(name: string | undefined, accounts: readonly Account[]): Account | null {
  if (name === undefined) return accounts.length === 1 ? (accounts[0] ?? null) : null;
  const wanted = name.toLowerCase();
  return accounts.find((one) => one.id === wanted || one.name.toLowerCase() === wanted) ?? null;
}
