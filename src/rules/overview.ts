import { problemInWords } from '../detect/detect.ts';
import type { RuleLine, RuleOverview } from '../finding/rule-overview.ts';
import type { RuleCount } from '../store/ports/rules.ts';
import type { LiveRules } from './live-rules.ts';

/** The rules, how often they matched, and those that do not run. */
export function rulesAtAGlance(
  { book, stagedUntil }: LiveRules,
  counts: readonly RuleCount[],
  now: number,
): RuleOverview {
  const byRule = new Map(counts.map((one) => [one.ruleId, one]));
  const rules = book.ruleset.rules.map(({ id, title, level }): RuleLine => {
    const { day = 0, week = 0 } = byRule.get(id) ?? {};
    const until = stagedUntil(id);
    return { id, title, level, day, week, stagedUntil: until !== null && until > now ? until : null };
  });
  return {
    rules: rules.sort((a, b) => b.week - a.week || (a.title < b.title ? -1 : 1)),
    problems: book.problems.map(problemInWords),
  };
}
