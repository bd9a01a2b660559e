import type { Config } from '../../config/config.ts';
import { problemInWords } from '../../detect/detect.ts';
import { readRules } from '../../rules/directories.ts';
import { compileRulebook } from '../../rules/rulebook.ts';
import type { Check } from './check.ts';

/** Which rules run, and where log files are read from. */
export async function checkRules(config: Config): Promise<Check[]> {
  const { source, unreadable } = await readRules(config);
  const { ruleset, problems } = compileRulebook(source);
  const { length } = ruleset.rules;
  const { buckets } = config.aws;
  return [
    { state: 'good', what: `${length} ${length === 1 ? 'rule runs' : 'rules run'}` },
    ...unreadable.map((what): Check => ({ state: 'bad', what })),
    ...problems.map((problem): Check => ({ state: 'warning', what: problemInWords(problem) })),
    ...(buckets.length === 0
      ? []
      : [{ state: 'good' as const, what: `log files of ${buckets.map(({ name }) => name).join(', ')}` }]),
  ];
}
