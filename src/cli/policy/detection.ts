import type { Config } from '../../config/config.ts';
import { readRules } from '../../rules/directories.ts';
import { type LiveRules, liveRules } from '../../rules/live-rules.ts';
import { compileRulebook } from '../../rules/rulebook.ts';

/** The rules that a configuration names, as if all of them had been there for long: none is only counted. */
export async function detectionOf(config: Config): Promise<LiveRules> {
  const { source } = await readRules(config);
  return liveRules(compileRulebook(source), new Map(), 0);
}
