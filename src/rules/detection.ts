import type { Repositories } from '../store/store.ts';
import { type LiveRules, liveRules } from './live-rules.ts';
import type { RuleSource } from './rule-source.ts';
import { compileRulebook } from './rulebook.ts';

/** Compiles rules, and notes when each was first there: what is staged depends on it. */
export async function detectionOf(
  source: RuleSource,
  { rules }: Pick<Repositories, 'rules'>,
  now: number,
): Promise<LiveRules> {
  const book = compileRulebook(source);
  const ids = book.ruleset.rules.map(({ id }) => id);
  return liveRules(book, await rules.seenSince(ids, now), now);
}
