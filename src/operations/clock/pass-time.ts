import type { Store } from '../../store/store.ts';
import { edited } from '../../triage/case-change.ts';
import { pass, withNextAt } from '../../triage/passing.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { auditChangedCases } from '../audited.ts';
import { onlyCases } from '../case-act.ts';
import { contextOf } from '../deciding.ts';
import type { Ticked } from './ticked.ts';

const casesAtOnce = 200;

/** Escalations, acknowledgements that lapse, flapping that calmed down: the cases whose time has come. */
export async function passTime(store: Pick<Store, 'act'>, rules: TriageRules, now: number): Promise<Ticked> {
  return store.act(async (transaction) => {
    const due = await transaction.timedOut(now, casesAtOnce);
    if (due.length === 0) return { changed: false, more: false };
    const context = await contextOf(transaction, rules, now);
    // Null: nothing happens yet, as when the configuration allows more time than it did. Only its next moment is another.
    const changes = due.map((one) => pass(one, context) ?? edited(withNextAt(one, context), { card: null }));
    await transaction.save(onlyCases(changes), now);
    // Each is called what its thread says of it; of flapping that calmed down nothing is said.
    const said = new Map(changes.map((change) => [change.case.id, change.notices[0]?.kind]));
    auditChangedCases(transaction, now, ({ id }) => said.get(id) ?? 'calm');
    return { changed: true, more: due.length === casesAtOnce };
  });
}
