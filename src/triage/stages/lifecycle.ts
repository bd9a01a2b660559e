import { type CaseDraft, isSettled, isVisible } from '../../finding/case.ts';
import type { CaseChange } from '../../finding/change.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Outcome, ReasonCode, StageWord } from '../../finding/ledger.ts';
import { severityRank } from '../../finding/severity.ts';
import { moved, type Tally, tallyState } from '../../finding/tally.ts';
import { recordState } from '../../finding/view.ts';
import { edited } from '../case-change.ts';
import {
  again,
  blankCase,
  closed,
  doubted,
  grown,
  isWorse,
  seen,
  setAside,
  unconfirmed,
  widened,
} from '../case-life.ts';
import { dueOf } from '../placement.ts';
import { type Transition, transitionOf } from '../transitions.ts';
import { type Answer, decision, type Situation, type Stage } from './stage.ts';

/** What does it do to the case that it is in? Only what wants to be seen is asked about further. */
export const lifecycle: Stage = {
  name: 'lifecycle',
  ask(situation) {
    const { current, view, before, around } = situation;
    const { context } = around;
    const known = current ?? blankCase(view.identity, view, context);
    const tally = moved(known.tally, current ? before : null, view);
    const transition = transitionOf(current, tallyState(tally));
    const after = seen(known, tally, view);
    const decides = (outcome: Outcome, code: ReasonCode, change: CaseChange) =>
      decision(outcome, { code }, { caseKey: known.key, changes: [change] });

    if (wantsToBeSeen(situation, transition, after)) return { says: { answer: returnOf(current) } };
    switch (transition.to) {
      case 'none': {
        const { reason: code } = transition;
        return { says: { answer: 'nothing-to-open' }, decides: decision('dropped', { code }, {}) };
      }
      case 'set-aside': {
        const change = setAside(after, context.now);
        return {
          says: { answer: 'set-aside' },
          decides: decides('suppressed', 'external-decision', change),
        };
      }
      case 'closed': {
        const change = closed(after, transition.resolution, context.now);
        return { says: { answer: 'closes' }, decides: decides('closed', transition.reason, change) };
      }
      case 'doubt':
        return {
          says: { answer: 'in-doubt' },
          decides: decides('merged', 'unverifiable', doubted(known, tally)),
        };
      case 'show':
      case 'stay':
        if (isVisible(known.state)) return stays(situation, known, after);
        if (known.state === 'excepted')
          return { says: { answer: 'accepted' }, decides: decides('suppressed', 'excepted', edited(after)) };
        return {
          says: { answer: 'stays' },
          decides: decides('merged', unseenReason(known, tally), edited(after)),
        };
    }
  },
};

/** It fails, and either nothing shows it at present, or it had ended and comes back into a case that others keep open. */
function wantsToBeSeen(
  { view, before, current, incoming }: Situation,
  transition: Transition,
  after: CaseDraft,
): boolean {
  if (view.state !== 'active') return false;
  if (transition.to === 'show' && transition.only === 'worse')
    return severityRank(after.severity) > severityRank(current?.exception?.severity ?? 'Informational');
  if (transition.to === 'show' && transition.only === 'newer')
    return current?.closedAt != null && isNews(incoming, current, after, current.closedAt);
  // Nobody has to be asked about what a person opened again by hand: what is visible is hidden by none.
  if (current !== null && isVisible(current.state) && current.key === view.identity) return false;
  const hadEnded = before !== null && before.state !== 'active' && before.state !== 'unverifiable';
  return transition.to === 'show' || (current !== null && hadEnded);
}

/** It happened after that moment, or became worse after it; a copy that passes says neither. */
function isNews(incoming: Finding, current: CaseDraft, after: CaseDraft, since: number): boolean {
  if (recordState(incoming.status) !== 'active') return false;
  return incoming.lastSeen > since || (isWorse(after, current) && incoming.updatedAt > since);
}

function returnOf(current: CaseDraft | null): StageWord {
  if (current === null) return 'opens';
  return current.state === 'suppressed' ? 'stays' : 'comes-back';
}

/** What is not seen stays so: it is closed, or another finding of its quiet case still fails. */
function unseenReason(known: CaseDraft, tally: Tally): ReasonCode {
  return !isSettled(known) && tallyState(tally) === 'active'
    ? 'still-failing-elsewhere'
    : 'seen-while-closed';
}

/** The case stays visible as it is; only a material change says so in the channel. */
function stays(situation: Situation, current: CaseDraft, after: CaseDraft): Answer {
  const { incoming, held, view, around } = situation;
  const { now, rules } = around.context;
  const about = (change: CaseChange) => ({ caseKey: current.key, changes: [change] });
  if (isWorse(after, current)) {
    const policy = rules.policyOf(view);
    // It is another thing now, so it calls whom the policy for such things names. What is visible is hidden by none.
    const under = policy === null || policy.then === 'track' ? { policy: policy?.name ?? null } : {};
    const { change } = grown(current, { ...after, ...under }, dueOf(policy, now), around.context);
    const rule = under.policy ? { rule: `policy:${under.policy}` } : {};
    return {
      says: { answer: 'worse', detail: `${current.severity} → ${after.severity}`, ...rule },
      decides: decision('posted', { code: 'severity-raised', ...rule }, about(change)),
    };
  }
  const { verifying } = current;
  if (verifying !== null && isNews(incoming, current, after, verifying.since)) {
    const change = unconfirmed(verifying, after, around.context);
    return {
      says: { answer: 'unconfirmed' },
      decides: decision('posted', { code: 'unconfirmed' }, about(change)),
    };
  }
  const kinds = newResourceKinds(incoming, held);
  // Each door has its own words for kinds of resources, so only the door that the card follows counts.
  if (kinds.length > 0 && view.type.startsWith('AttackSequence:') && incoming.source === view.sources[0]) {
    const change = widened(after, kinds, now);
    return {
      says: { answer: 'wider' },
      decides: decision('posted', { code: 'resource-kind-added' }, about(change)),
    };
  }
  if (beginsAnew(incoming, held)) {
    const { change, quietly } = again(current, after, around.context);
    const answer = { says: { answer: 'again' } } as const;
    return quietly
      ? { ...answer, decides: decision('merged', { code: 'flapping' }, about(change)) }
      : { ...answer, decides: decision('posted', { code: 'happened-again' }, about(change)) };
  }
  const still = recordState(incoming.status) !== 'active';
  const code = still ? 'still-failing-elsewhere' : held ? 'updated' : 'record-added';
  return { says: { answer: 'stays' }, decides: decision('merged', { code }, about(edited(after))) };
}

/** A rule matched again after its window of silence. */
function beginsAnew({ episode }: Finding, held: Finding | null): boolean {
  return episode !== undefined && held?.episode !== undefined && episode > held.episode;
}

function newResourceKinds(incoming: Finding, held: Finding | null): string[] {
  if (!held) return [];
  const known = new Set(held.resources.map((resource) => resource.type));
  return [...new Set(incoming.resources.map((resource) => resource.type))]
    .filter((type) => !known.has(type))
    .sort();
}
