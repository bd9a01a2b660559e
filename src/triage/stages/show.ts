import type { CaseDraft } from '../../finding/case.ts';
import type { CaseChange } from '../../finding/change.ts';
import type { Reason, ReasonCode } from '../../finding/ledger.ts';
import type { Policy } from '../../finding/policy.ts';
import { moved, type Tally } from '../../finding/tally.ts';
import { isUntold } from '../baseline.ts';
import { blankCase, grown, left, opened, seen, shown } from '../case-life.ts';
import { dueOf, placementOf } from '../placement.ts';
import { transitionOf } from '../transitions.ts';
import { caseOf, type Decision, decision, type Progress, policyRule, type Situation } from './stage.ts';

/** The finding opens its case, or brings it back into view. */
export function show(
  situation: Situation,
  { policy, target, channel }: Progress,
  dueAt: number | null,
): Decision {
  const { view, current, around } = situation;
  const { context } = around;
  const known = caseOf(situation, target);
  const before = known ?? blankCase(target, view, context);
  const after = seen(before, tallyWith(situation, before), view);
  const code = reasonOf(known, current);
  const placement = { ...placementOf(view, policy, context), policy, channel, dueAt };
  if (known === null && current === null && isUntold(view, context))
    return decision('merged', { code: 'baseline' }, { caseKey: target, changes: [opened(after, placement)] });
  const { change, quietly } = shown(before, after, code, placement, context);
  const rule = policy ? { rule: policyRule(policy) } : {};
  const reason: Reason = quietly ? { code: 'flapping', ...rule } : { code, ...rule };
  return decision(quietly ? 'merged' : 'posted', reason, {
    caseKey: target,
    changes: [...leaving(situation, before), change],
  });
}

/** The finding joins a case that is visible already. */
export function join(
  situation: Situation,
  before: CaseDraft,
  reason: Reason,
  policy: Policy | null,
): Decision {
  const { view, current, around } = situation;
  const { context } = around;
  const after = seen(before, tallyWith(situation, before), view);
  const isUnheard = !before.shown && before.state === 'open' && before.assignee === null;
  if (isUnheard && current?.key !== before.key) return joinUntold(situation, before, after, policy);
  const { change, why } = grown(before, after, dueOf(policy, context.now), context);
  const rule = reason.rule === undefined ? {} : { rule: reason.rule };
  return decision(why === null ? 'merged' : 'posted', why === null ? reason : { code: why, ...rule }, {
    caseKey: before.key,
    changes: [...leaving(situation, before), change],
  });
}

/** A case that was there before we were, and that nobody was told of: whatever is not so itself, they are told with it. */
function joinUntold(
  situation: Situation,
  before: CaseDraft,
  after: CaseDraft,
  policy: Policy | null,
): Decision {
  const { view, around } = situation;
  const { context } = around;
  const { channel } = before;
  const placement = {
    ...placementOf(view, policy, context),
    policy,
    channel,
    dueAt: dueOf(policy, context.now),
  };
  const untold = isUntold(view, context);
  const change = untold ? opened(after, placement) : shown(before, after, 'new', placement, context).change;
  return decision(
    untold ? 'merged' : 'posted',
    { code: untold ? 'baseline' : 'new' },
    { caseKey: before.key, changes: [...leaving(situation, before), change] },
  );
}

function reasonOf(target: CaseDraft | null, current: CaseDraft | null): ReasonCode {
  // Its own quiet case ends where the group's begins.
  const transition = transitionOf(target ?? (current?.state === 'suppressed' ? current : null), 'active');
  return transition.to === 'show' ? transition.reason : 'new';
}

function tallyWith({ current, before, view }: Situation, target: CaseDraft): Tally {
  return moved(target.tally, current?.key === target.key ? before : null, view);
}

/** It was in another case, which is one finding poorer now. */
function leaving({ current, before, around }: Situation, target: CaseDraft): CaseChange[] {
  if (current === null || current.key === target.key) return [];
  return [left(current, moved(current.tally, before, null), target, around.context.now)];
}
