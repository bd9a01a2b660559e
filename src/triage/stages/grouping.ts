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
    const group = openGroup(situation, policy && groupOf(policy, situation.view));
    const target = group ?? situation.view.identity;
    const rule = policy && group ? { detail: short(group), rule: policyRule(policy) } : {};
    const says: Answer['says'] = { answer: group ? 'grouped' : 'alone', ...rule };
    const known = caseOf(situation, target);
    if (known === null || !isVisible(known.state)) return { says, finds: { target } };
    return {
      says,
      decides: join(situation, known, { code: group ? 'grouped' : 'updated', ...rule }, policy),
    };
  },
};

/** What people accepted is what was in the group then: it takes in nothing that nobody looked at. */
function openGroup(situation: Situation, group: string | null): string | null {
  return group !== null && caseOf(situation, group)?.state === 'excepted' ? null : group;
}

/** An attack sequence tells the story of its signals, unless one of them is worse than the story. */
function coverOf({ view, around }: Situation): CaseDraft | null {
  const cover = around.coverOf(view.identity);
  if (cover === null || cover.key === view.identity || cover.sample !== view.sample) return null;
  return severityRank(view.severity) <= severityRank(cover.severity) ? cover : null;
}

/**
 * What is alike shares a case. Tests never share one with what is real. Null: its policy groups by nothing, or by what
 * this finding does not have; having nothing is not being alike.
 */
function groupOf({ name, groupBy }: Policy, view: FindingView): string | null {
  const values = groupBy.map((field) => groupValue(field, view));
  if (values.every((value) => value === '')) return null;
  return groupKey(name, view.sample ? [...values, 'sample'] : values);
}
