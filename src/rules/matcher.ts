import type { RuleMatch } from '../detect/detect.ts';
import type { RuleSource } from './rule-source.ts';
import { compileRulebook } from './rulebook.ts';

/** For the thread that reads log files: what the rules say about single records. Correlations are counted elsewhere. */
export function createMatcher(source: RuleSource): (record: object) => readonly RuleMatch[] {
  const { ruleset } = compileRulebook(source);
  return (record) => ruleset.match(record, 'cloudtrail');
}
