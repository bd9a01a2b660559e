import { noRules } from './rule-source.ts';
import { compileRulebook, type Rulebook } from './rulebook.ts';

/** Rules with what is known of their past. */
export interface LiveRules {
  readonly book: Rulebook;
  /** It is only counted at this moment: it is new, and the configuration asks for some time. */
  isStaged(ruleId: string, now: number): boolean;
  /** Until when; null: it is not staged. */
  stagedUntil(ruleId: string): number | null;
}

/** `since`: when each rule was first there. What is not in it counts as new at `now`. */
export function liveRules(book: Rulebook, since: ReadonlyMap<string, number>, now: number): LiveRules {
  const stagedUntil = (ruleId: string) => {
    const stage = book.stageOf(ruleId);
    return stage === 0 ? null : (since.get(ruleId) ?? now) + stage;
  };
  return {
    book,
    stagedUntil,
    isStaged: (ruleId, at) => at < (stagedUntil(ruleId) ?? 0),
  };
}

export const noLiveRules: LiveRules = liveRules(compileRulebook(noRules), new Map(), 0);
