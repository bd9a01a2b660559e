import type { Account } from '../../finding/account.ts';
import { totalCount } from '../../finding/tally.ts';
import type { CaseView } from '../../finding/view.ts';
import type { roleOn } from '../../operations/grants.ts';
import type { Tools } from '../receive/tools.ts';

type Places = Parameters<typeof roleOn>[1];

/** What the configuration says about an account, by its id. */
export function accountsOf(tools: Tools): (id: string) => Account | undefined {
  const { accounts } = tools.settings();
  return (id) => accounts.find((one) => one.id === id);
}

/** Where a case's findings are, for whoever looks whether a role holds there; one that is not at hand may be anywhere. */
export function placesOfView(view: CaseView, accountOf: ReturnType<typeof accountsOf>): Places {
  const places = view.findings.map(({ account: { id } }) => ({
    account: id,
    environment: accountOf(id)?.environment ?? null,
  }));
  const unseen = totalCount(view.case.tally) > places.length ? [{ account: null, environment: null }] : [];
  return [...places, ...unseen];
}
