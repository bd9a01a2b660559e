import type { Command } from 'commander';
import type { Rule } from '../../detect/detect.ts';
import { readRuleset, rulesOption } from './rule-files.ts';
import { serves } from './techniques.ts';

/** `yagura rules coverage`: which attack techniques the rules would see. */
export function coverage(group: Command): void {
  group
    .command('coverage')
    .description(
      'write a Markdown table of ATT&CK tactics and techniques, the rules for each, and what they say',
    )
    .argument('[folders...]', 'folders of Sigma rules')
    .addOption(rulesOption())
    .action((folders: readonly string[], { rules = [] }: { rules?: readonly string[] }) => {
      process.stdout.write(coverageTable(readRuleset([...rules, ...folders]).rules));
    });
}

/** MITRE ATT&CK's tactics for enterprises, in the order of its matrix. */
const tactics = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'stealth',
  'defense-impairment',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

interface Cell {
  readonly tactic: string;
  readonly technique: string;
}

const nowhere: Cell = { tactic: '–', technique: '–' };

/** A line for every rule that tells people something, at each of its techniques; rules that others count are left out. */
export function coverageTable(rules: readonly Rule[]): string {
  const counted = countedOnly(rules);
  const lines = rules
    .filter((rule) => !counted.has(rule.id) && !counted.has(rule.name ?? ''))
    .flatMap((rule) => cellsOf(rule.tags).map((cell) => ({ cell, rule })))
    .sort(
      (a, b) =>
        rank(a.cell) - rank(b.cell) ||
        compare(a.cell.tactic, b.cell.tactic) ||
        compare(a.cell.technique, b.cell.technique) ||
        compare(a.rule.title, b.rule.title),
    )
    .map(({ cell, rule }) => `| ${[cell.tactic, cell.technique, ...inWords(rule)].join(' | ')} |`);
  const head = ['| tactic | technique | rule | level | what it says |', '| --- | --- | --- | --- | --- |'];
  return [...head, ...lines, ''].join('\n');
}

/** The names and ids of rules that only serve a correlation. */
function countedOnly(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap((rule) => (rule.kind === 'correlation' && !rule.generate ? rule.correlation.rules : [])),
  );
}

function inWords({ title, level, extras }: Rule): string[] {
  const { severity = level ?? 'MEDIUM', text } = extras;
  const severities = typeof severity === 'string' ? [severity] : severity.map(({ is }) => is);
  const levels = [...new Set(severities)].map((one) => one.toLowerCase()).join(', ');
  return [inCell(title), levels, inCell(text?.en.says ?? '')];
}

/** `{requestParameters.bucketName|…}` is read as `bucketName`. */
function inCell(text: string): string {
  return text
    .replaceAll(/\{([^{}\s|]+)[^{}\s]*\}/g, (_, field: string) => `\`${field.split('.').at(-1)}\``)
    .replaceAll('|', '\\|');
}

/** The tags do not say which technique belongs to which tactic; ATT&CK does. None is left out. */
function cellsOf(tags: readonly string[]): Cell[] {
  const attack = tags
    .filter((tag) => /^attack\./i.test(tag))
    .map((tag) => tag.slice('attack.'.length).toLowerCase());
  const techniques = attack.filter((tag) => /^t\d{4}/.test(tag)).map((tag) => tag.toUpperCase());
  // Groups and software (g0016, s0002) are tags of the namespace, too, and no tactics.
  const named = attack.filter((tag) => !/^[tgs]\d{4}/.test(tag)).map((tag) => tag.replaceAll('_', '-'));
  if (techniques.length === 0 && named.length === 0) return [nowhere];
  const pairs = techniques.flatMap((technique) => {
    const served = named.filter((tactic) => serves(technique, tactic));
    const under = served.length > 0 ? served : named.length > 0 ? named : [nowhere.tactic];
    return under.map((tactic) => ({ tactic, technique }));
  });
  const bare = named.filter((tactic) => !pairs.some((pair) => pair.tactic === tactic));
  return [...pairs, ...bare.map((tactic) => ({ tactic, technique: nowhere.technique }))];
}

function rank({ tactic }: Cell): number {
  const place = tactics.indexOf(tactic);
  if (place >= 0) return place;
  return tactic === '–' ? tactics.length + 1 : tactics.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
