import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleset } from '../src/cli/rules/rule-files.ts';
import {
  eventTimeOf,
  fillText,
  MemoryCorrelationState,
  type RuleMatch,
  type Ruleset,
} from '../src/detect/detect.ts';
import { atLeast, atMost, type Bench, type Figure } from './measure.ts';

const folder = process.env['YAGURA_DATA'] ?? '../shared/data';

interface Line {
  /** Whose collection it is from, and the file there, which names the attack. */
  readonly _repo: string;
  readonly _src: string;
  readonly event: Readonly<Record<string, unknown>>;
}

interface Alert {
  readonly title: string;
  readonly says: string;
}

/** What the rules that Yagura brings see of recorded attacks, and what they say of everything else. */
export const detection: Bench = {
  name: 'detection',
  async run(say) {
    const path = join(folder, 'cloudtrail.ndjson');
    if (!existsSync(path)) {
      say('the real records are absent, so nothing was measured');
      return [];
    }
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text) as Line);
    const ruleset = readRuleset(undefined);
    return [
      aiming(
        attacks('stratus-red-team techniques that alert', lines, techniqueOf, ruleset, say),
        atLeast,
        90,
      ),
      attacks('attacks of a lab that alert', lines, labelled('malicious'), ruleset, say),
      aiming(
        quiet('alerts on what the lab labels benign', lines, labelled('benign'), ruleset, say),
        atMost,
        0,
      ),
      quiet('alerts on what the lab labels edge cases', lines, labelled('edge_cases'), ruleset, say),
      ...noise(lines, ruleset, say),
    ];
  },
};

function aiming(figure: Figure, judge: typeof atLeast, limit: number): Figure {
  return { ...figure, aim: judge(figure.value, limit) };
}

/** What a record counts for; null: it is not of these. */
type Label = (line: Line) => string | null;

/** `aws.execution.ssm-start-session`; the name of the file is the technique. */
const techniqueOf: Label = ({ _repo, _src }) =>
  _repo.startsWith('DataDog__stratus') ? (/aws\.[a-z-]+\.[a-z0-9-]+/.exec(_src)?.[0] ?? null) : null;

const labelled =
  (label: string): Label =>
  ({ _repo, _src }) =>
    _repo.startsWith('UmerJidda') && _src.includes(`/${label}/`) ? (_src.split('/').at(-1) ?? null) : null;

const anyLabel: readonly Label[] = [
  techniqueOf,
  labelled('malicious'),
  labelled('benign'),
  labelled('edge_cases'),
];

/** The rest by collection; the largest is an account on a day of attacks, and the tool for these names itself. */
const unlabelled: Label = (line) => {
  if (anyLabel.some((label) => label(line) !== null)) return null;
  const attacked = /stratus-red-team/.test(String(line.event['userAgent']));
  return attacked ? `${line._repo}, calls of an attack tool` : line._repo;
};
/** The one with enough of an ordinary day in it for a rate; the others are samples of rare calls. */
const day = 'invictus-ir__aws_dataset';

function attacks(
  name: string,
  lines: readonly Line[],
  label: Label,
  ruleset: Ruleset,
  say: (line: string) => void,
): Figure {
  const groups = [...grouped(lines, label)].sort(([a], [b]) => (a < b ? -1 : 1));
  let seen = 0;
  for (const [attack, records] of groups) {
    const titles = new Set(alertsOf(records, ruleset).map(({ title }) => title));
    if (titles.size > 0) seen += 1;
    say(
      `${titles.size > 0 ? '✓' : '✗'} ${attack}: ${titles.size > 0 ? [...titles].join('; ') : callsIn(records)}`,
    );
  }
  return { name, value: (seen / groups.length) * 100, unit: `% (${seen} of ${groups.length})` };
}

function quiet(
  name: string,
  lines: readonly Line[],
  label: Label,
  ruleset: Ruleset,
  say: (line: string) => void,
): Figure {
  let [count, records] = [0, 0];
  for (const [file, events] of grouped(lines, label)) {
    const alerts = alertsOf(events, ruleset);
    for (const { title, says } of alerts) say(`! ${file}: ${title}: ${says}`);
    count += alerts.length;
    records += events.length;
  }
  return { name, value: count, unit: `in ${records} records` };
}

/** What nobody labelled, collection by collection: how many alerts, of which rules, and what the first of each says. */
function noise(lines: readonly Line[], ruleset: Ruleset, say: (line: string) => void): Figure[] {
  let [told, all] = [0, 0];
  let rate: Figure | null = null;
  for (const [name, records] of grouped(lines, unlabelled)) {
    const alerts = alertsOf(records, ruleset);
    told += alerts.length;
    all += records.length;
    if (name === day) rate = perTenThousand('an ordinary day of an account', alerts.length, records.length);
    say(`${name}: ${alerts.length} alerts in ${records.length} records`);
    for (const [title, same] of Map.groupBy(alerts, (alert) => alert.title))
      say(`  ${same.length} × ${title}, such as: ${same[0]?.says}`);
  }
  const whole = perTenThousand('all that nobody labelled, attacks included', told, all);
  return rate ? [rate, whole] : [whole];
}

function perTenThousand(name: string, alerts: number, records: number): Figure {
  const unit = `alerts per 10,000 (${alerts} in ${records})`;
  return { name, value: (alerts / records) * 10_000, unit };
}

function grouped(lines: readonly Line[], label: Label): Map<string, Line['event'][]> {
  const groups = new Map<string, Line['event'][]>();
  for (const line of lines) {
    const key = label(line);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), line.event]);
  }
  return groups;
}

/** As Yagura would tell people: correlated in the order of time, one alert for one key within the rule's window. */
function alertsOf(records: readonly Line['event'][], ruleset: Ruleset): Alert[] {
  const state = new MemoryCorrelationState();
  const open = new Map<string, { since: number; times: number }>();
  const alerts: Alert[] = [];
  const tell = (match: RuleMatch, at: number) => {
    if (!match.alerts) return;
    const key = `${match.ruleId} ${match.dedupKey}`;
    let entry = open.get(key);
    if (!entry || at - entry.since > match.window) entry = { since: at, times: 0 };
    open.set(key, entry);
    entry.times += 1;
    if (entry.times !== match.threshold) return;
    alerts.push({ title: match.title, says: fillText(match.text?.en.says ?? '', match.values) });
  };
  const timed = records.map((event) => ({ event, at: eventTimeOf(event, 'cloudtrail') ?? 0 }));
  for (const { event, at } of timed.sort((a, b) => a.at - b.at)) {
    const matches = ruleset.match(event, 'cloudtrail');
    for (const match of [...matches, ...ruleset.correlate(matches, event, 'cloudtrail', state, at)])
      tell(match, at);
  }
  return alerts;
}

/** What an attack that no rule saw consists of. */
function callsIn(records: readonly Line['event'][]): string {
  const calls = records.map(
    ({ eventName, errorCode }) => `${eventName}${errorCode ? ` (${errorCode})` : ''}`,
  );
  const counted = [...Map.groupBy(calls, (call) => call)].map(([call, all]) => `${all.length} × ${call}`);
  return `no rule; ${counted.join(', ')}`;
}
