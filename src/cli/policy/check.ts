import type { Command } from 'commander';
import { loadConfig } from '../../config/config.ts';
import { durationText } from '../../config/duration.ts';
import type { Match } from '../../finding/match.ts';
import type { Policy } from '../../finding/policy.ts';
import { configOption } from '../options.ts';

/** `yagura policy check`: is the file right, and which policies are asked in which order? Exit code 2: it is not. */
export function check(group: Command): void {
  group
    .command('check')
    .description('validate the configuration and list its policies in the order in which they are asked')
    .addOption(configOption())
    .action(({ config: file }: { config: string }) => {
      const { hash, policies } = loadConfig(file);
      const counted = policies.length === 1 ? '1 policy' : `${policies.length} policies`;
      console.log(`✓ ${file} is valid (${hash}), ${counted}; the first that matches decides`);
      for (const line of policyLines(policies)) console.log(line);
    });
}

/** One line a policy, and a warning below one that leaves nothing for those after it. */
function policyLines(policies: readonly Policy[]): string[] {
  const rows = policies.map((one) => [one.name, actionWords(one), matchWords(one.match), `(${one.place})`]);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [names, actions] = [width(0), width(1)];
  const last = policies.findIndex(({ match }) => Object.keys(match).length === 0);
  return rows.flatMap(([name = '', action = '', match, place], at) => [
    `${String(at + 1).padStart(3)}  ${name.padEnd(names)}  ${action.padEnd(actions)}  ${match}  ${place}`,
    ...(at === last && last < policies.length - 1
      ? ['  !  It matches everything: no policy below it is ever asked.']
      : []),
  ]);
}

function actionWords({ then, due, escalate, groupBy }: Policy): string {
  return [
    then,
    ...(due === null ? [] : [`due in ${durationText(due)}`]),
    ...(groupBy.length === 0 ? [] : [`one card per ${groupBy.join(' and ')}`]),
    ...(escalate ? [] : ['calls nobody']),
  ].join(', ');
}

function matchWords(match: Match): string {
  const words = Object.entries(match).map(([key, value]) => `${key}: ${valueWords(value)}`);
  return words.length === 0 ? 'everything' : words.join(', ');
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(' or ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, one]) => `${key}=${one}`)
    .join(' and ');
}
