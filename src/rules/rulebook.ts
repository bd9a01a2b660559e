import { compileRules, loadRules, type Rule, type RuleProblem, type Ruleset } from '../detect/detect.ts';
import type { RuleSource } from './rule-source.ts';

/** Rules that run, with what the configuration says of them. */
export interface Rulebook {
  readonly ruleset: Ruleset;
  /** Those that do not run, and why. */
  readonly problems: readonly RuleProblem[];
  /** How long a rule is only counted after it was first there, milliseconds; 0: it is not. */
  stageOf(ruleId: string): number;
}

/** Never throws for a rule: what cannot be used is in `problems`, and the others run. */
export function compileRulebook({ files, options, staged }: RuleSource): Rulebook {
  const { rules, problems } = loadRules(files);
  const ruleset = compileRules(rules, options);
  const byFile = new Map(files.map(({ name, stage }) => [name, stage]));
  const stages = new Map(
    ruleset.rules.map((rule: Rule) => [rule.id, staged[rule.id] ?? byFile.get(rule.file) ?? 0]),
  );
  return {
    ruleset,
    problems: [...problems, ...ruleset.problems],
    stageOf: (ruleId) => stages.get(ruleId) ?? 0,
  };
}
