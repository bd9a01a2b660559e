import type { CaseChange } from '../../finding/change.ts';
import type { Store } from '../../store/store.ts';
import { pass, withNextAt } from '../../triage/passing.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { onlyCases } from '../case-act.ts';
import type { Ticked } from './ticked.ts';

const casesAtOnce = 200;

/** Escalations, acknowledgements that lapse, flapping that calmed down: the cases whose time has come. */
export async function passTime(store: Pick<Store, 'act'>, rules: TriageRules, now: number): Promise<Ticked> {
  return store.act(async (transaction) => {
    const due = await transaction.timedOut(now, casesAtOnce);
    if (due.length === 0) return { changed: false, more: false };
    const suppressions = await transaction.suppressions();
    const overrides = await transaction.overrides(now);
    const context = { now, rules, suppressions, overrides };
    const changes = due.map((one): CaseChange => pass(one, context) ?? quietly(withNextAt(one, context)));
    await transaction.save(onlyCases(changes), now);
    return { changed: true, more: due.length === casesAtOnce };
  });
}

/** Nothing happens yet, as when the configuration allows more time than it did: only its next moment is another. */
function quietly(one: CaseChange['case']): CaseChange {
  return { case: one, lastSeen: null, card: null, notices: [], page: null, announce: null };
}
