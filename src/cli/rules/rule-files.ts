import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import {
  type CompileOptions,
  compileRules,
  loadRules,
  problemInWords,
  type Ruleset,
} from '../../detect/detect.ts';
import { isRuleFile, shippedRules } from '../../rules/directories.ts';
import { messageOf, UsageError } from '../../shared/errors.ts';

export const rulesOption = () =>
  new Option(
    '--rules <folder>',
    'a folder of Sigma rules, or one file; may be given several times',
  ).argParser((value: string, before: readonly string[] = []) => [...before, value]);

export function isRulePlace(path: string): boolean {
  return isRuleFile(path) || (existsSync(path) && statSync(path).isDirectory());
}

/**
 * The rules in folders and files, compiled. What does not run is told on standard error and makes the exit code 2; the
 * others run. Throws UsageError where a folder cannot be read or no rule is left.
 */
export function readRuleset(places: readonly string[] | undefined, options: CompileOptions = {}): Ruleset {
  const wanted = places && places.length > 0 ? places : [shippedRules];
  const files = wanted.flatMap(ruleFilesIn);
  const { rules, problems } = loadRules(files.map((name) => ({ name, text: readText(name) })));
  const ruleset = compileRules(rules, options);
  for (const problem of [...problems, ...ruleset.problems]) {
    console.error(problemInWords(problem));
    process.exitCode = 2;
  }
  if (ruleset.rules.length === 0) throw new UsageError(`There is no rule that runs in ${wanted.join(', ')}.`);
  return ruleset;
}

function ruleFilesIn(place: string): string[] {
  try {
    if (!statSync(place).isDirectory()) return [place];
    const inside = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(isRuleFile).sort();
    return inside.map((name) => join(place, name));
  } catch (error) {
    throw new UsageError(`The rules in ${place} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The rule file ${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
