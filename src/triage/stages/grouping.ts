import { type CaseDraft, isVisible } from '../../finding/case.ts';
import { groupKey } from '../../finding/identity.ts';
import type { Policy } from '../../finding/policy.ts';
import { severityRank } from '../../finding/severity.ts';
import type { FindingView } from '../../finding/view.ts';
import { groupValue } from '../group-value.ts';
import { join } from './show.ts';
import { type Answer, caseOf, policyRule, type Situation, type Stage, short } from './stage.ts';

/**
 * Which case does it go to? One that is visible takes it in without a new post: the first of a group is said, the
 * others are counted.
 */
export const grouping: Stage = {
  name: 'grouping',
  ask(situation, progress) {
    const cover = coverOf(situation);
    if (cover) {
      return {
        says: { answer: 'inhibited', detail: short(cover.key) },
        decides: join(situation, cover, { code: 'inhibited', detail: short(cover.key) }, progress.policy),
      };
    }
    const { policy } = progress;
    const groups = policy !== null && policy.groupBy.length > 0;
    const target = groups ? keyOf(policy, situation.view) : situation.view.identity;
    const rule = groups ? { detail: short(target), rule: policyRule(policy) } : {};
    const says: Answer['says'] = { answer: groups ? 'grouped' : 'alone', ...rule };
    const known = caseOf(situation, target);
    if (known === null || !isVisible(known.state)) return { says, finds: { target } };
    return {
      says,
      decides: join(situation, known, { code: groups ? 'grouped' : 'updated', ...rule }, policy),
    };
  },
};

/** An attack sequence tells the story of its signals, unless one of them is worse than the story. */
function coverOf({ view, around }: Situation): CaseDraft | null {
  const cover = around.coverOf(view.identity);
  if (cover === null || cover.key === view.identity || cover.sample !== view.sample) return null;
  return severityRank(view.severity) <= severityRank(cover.severity) ? cover : null;
}

/** What is alike shares a case. Tests never share one with what is real. */
function keyOf({ name, groupBy }: Policy, view: FindingView): string {
  const values = groupBy.map((field) => groupValue(field, view));
  return groupKey(name, view.sample ? [...values, 'sample'] : values);
}
