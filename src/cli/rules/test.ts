import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { MemoryCorrelationState, type Rule, type Ruleset } from '../../detect/detect.ts';
import { asGiven, type GivenEvent, openFile, readEvents } from './records.ts';
import { readRuleset, rulesOption } from './rule-files.ts';

type RuleTest = Rule['extras']['tests'][number];

/** `yagura rules test`: do rules say what their authors expect? */
export function test(group: Command): void {
  group
    .command('test')
    .description('run the tests that rules bring along; exit code 1: one fails, or a rule has none')
    .argument('[folders...]', 'folders of Sigma rules')
    .addOption(rulesOption())
    .action(async (folders: readonly string[], { rules = [] }: { rules?: readonly string[] }) => {
      const ruleset = readRuleset([...rules, ...folders]);
      let [run, failed, untested] = [0, 0, 0];
      for (const rule of ruleset.rules) {
        const { tests } = rule.extras;
        if (tests.length === 0) {
          untested += 1;
          console.log(`✗ ${rule.title} (${rule.file} line ${rule.line}): it has no test; add yagura.tests`);
        }
        for (const one of tests) {
          run += 1;
          const why = await failureOf(one, rule, ruleset);
          if (why === null) continue;
          failed += 1;
          console.log(`✗ ${rule.title} (${rule.file}): "${one.name}": ${why}`);
        }
      }
      console.log(
        `${ruleset.rules.length} rules, ${run} tests: ${run - failed} passed, ${failed} failed; ${untested} rules without a test.`,
      );
      if (failed > 0 || untested > 0) process.exitCode ||= 1;
    });
}

/** Why the test fails; null where it passes. */
export async function failureOf(one: RuleTest, rule: Rule, ruleset: Ruleset): Promise<string | null> {
  const state = new MemoryCorrelationState();
  let [matched, seen] = [false, 0];
  const take = ({ event, source }: GivenEvent) => {
    seen += 1;
    const matches = ruleset.match(event, source);
    const all = [...matches, ...ruleset.correlate(matches, event, source, state, Date.now())];
    matched ||= all.some(({ ruleId }) => ruleId === rule.id);
  };
  const { event, events = event ? [event] : [], file } = one;
  for (const given of events) take(asGiven(given));
  if (file !== undefined) {
    const { broken, stopped } = await readEvents(openFile(join(dirname(rule.file), file)), take);
    if (stopped !== null || broken > 0)
      return `the file ${file} cannot be read: ${stopped ?? 'it is not JSON'}`;
  }
  if (seen === 0) return 'there is no event in it';
  if (matched === one.match) return null;
  return one.match ? 'it should match and does not' : 'it matches and should not';
}
