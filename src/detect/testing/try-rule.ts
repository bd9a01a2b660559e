import type { CompileOptions } from '../compile-rule.ts';
import { loadRules } from '../load.ts';
import { problemInWords } from '../rule.ts';
import { compileRules } from '../ruleset.ts';

interface Given {
  /** `aws`/`cloudtrail` where it is left out. */
  readonly logsource?: object;
  readonly yagura?: object;
  readonly level?: string;
}

/** A rule as YAML (JSON is YAML), so that tests go in by the front door. */
export function ruleText(detection: object, { yagura, level, logsource }: Given = {}): string {
  return JSON.stringify({
    title: 'A rule',
    id: 'a-rule',
    logsource: logsource ?? { product: 'aws', service: 'cloudtrail' },
    detection,
    ...(level === undefined ? {} : { level }),
    ...(yagura === undefined ? {} : { yagura }),
  });
}

/** Rules that must all run. */
export function rulesetOf(text: string, options: CompileOptions = {}) {
  const { rules, problems } = loadRules([{ name: 'test.yml', text }]);
  const ruleset = compileRules(rules, options);
  const all = [...problems, ...ruleset.problems].map(problemInWords);
  if (all.length > 0) throw new Error(all.join('\n'));
  return ruleset;
}

/** Does the rule match the CloudTrail record? */
export function tryRule(detection: object, event: unknown, options: CompileOptions = {}): boolean {
  return rulesetOf(ruleText(detection), options).match(event, 'cloudtrail').length > 0;
}

/** Why the rules do not run: one sentence each. */
export function problemsOf(text: string, options: CompileOptions = {}): string[] {
  const { rules, problems } = loadRules([{ name: 'test.yml', text }]);
  return [...problems, ...compileRules(rules, options).problems].map(problemInWords);
}
