import { caseLabel } from '../finding/case.ts';
import { edited, loud, notice } from '../triage/case-change.ts';
import { idsOf } from '../triage/people.ts';
import { onlyCases, visibleCase } from './case-act.ts';
import { contextOf } from './deciding.ts';
import type { Operation } from './operation.ts';

export interface PageUnheard {
  readonly caseId: number;
  /** How long the pager has not answered, in minutes. */
  readonly minutes: number;
}

/**
 * The pager outside Slack could not be reached for a case: whoever it was to wake is called in Slack, as loudly as that
 * goes. Answers whether there was anybody left to call for: a case that somebody has needs nobody else.
 */
export const pageUnheard: Operation<PageUnheard, boolean> = {
  name: 'pageUnheard',
  needs: 'admin',
  async run(transaction, { caseId, minutes }, actContext) {
    const { now, rules } = actContext;
    const found = await visibleCase(transaction, caseId, actContext);
    if (found.kind !== 'visible' || found.case.state !== 'open') return false;
    const context = await contextOf(transaction, rules, now);
    const mentions = idsOf(['on-call', 'second'], found.case.owner, context);
    const said = loud(notice('page-unheard', now, { minutes }, mentions));
    const change = edited(found.case, { card: null, notices: [said] });
    await transaction.save(onlyCases([change]), now);
    return true;
  },
  audit: ({ caseId, minutes }, called) =>
    called ? { outcome: 'done', target: caseLabel(caseId), after: { minutes } } : null,
};
