import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { eventTimeOf, MemoryCorrelationState, type RuleMatch, type Ruleset } from '../../detect/detect.ts';
import { writeJson } from '../lines.ts';
import { type GivenEvent, openFile, readEvents } from './records.ts';
import { isRulePlace, readRuleset, rulesOption } from './rule-files.ts';

/** `yagura rules match`: which rules say what about which event. */
export function match(group: Command): void {
  group
    .command('match')
    .description(
      'match events with rules; write one JSON line a match. Exit code 2: a rule does not run; 1: an event could not be read',
    )
    .argument('[files...]', 'JSON, ndjson or CloudTrail log files, .gz too; standard input without any')
    .addOption(rulesOption())
    .action(async (given: readonly string[], { rules }: { rules?: readonly string[] }) => {
      // `--rules a b events.json` means what it looks like: folders and YAML files are rules.
      const ruleset = readRuleset([...(rules ?? []), ...given.filter(isRulePlace)]);
      const files = given.filter((file) => !isRulePlace(file));
      const matcher = matcherInto(ruleset);
      if (files.length === 0) await readAll('standard input', process.stdin, matcher.take);
      for (const file of files) {
        if (existsSync(file)) await readAll(file, openFile(file), matcher.take);
        else refuse(`There is no file ${file}.`);
      }
      matcher.tellForgotten();
    });
}

/** The other files are read all the same. */
function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 2;
}

async function readAll(
  name: string,
  input: Readable,
  take: (given: GivenEvent) => Promise<void>,
): Promise<void> {
  const { broken, stopped } = await readEvents(input, take);
  if (broken > 0) console.error(`${name}: ${broken} of the records could not be read and were passed over.`);
  if (stopped !== null) console.error(`${name} could not be read to its end: ${stopped}.`);
  if (broken > 0 || stopped !== null) process.exitCode ||= 1;
}

function matcherInto(ruleset: Ruleset) {
  const state = new MemoryCorrelationState();
  return {
    async take({ event, source }: GivenEvent): Promise<void> {
      const matches = ruleset.match(event, source);
      if (matches.length === 0) return;
      const correlated = ruleset.correlate(matches, event, source, state, Date.now());
      for (const one of [...matches, ...correlated])
        if (one.alerts) await writeJson(process.stdout, lineOf(one, { event, source }));
    },
    tellForgotten(): void {
      for (const { id, title } of ruleset.rules) {
        const groups = state.droppedGroups(id);
        if (groups > 0)
          console.error(`The rule ${title} forgot ${groups} groups to make room; it may have missed some.`);
      }
    },
  };
}

function lineOf({ ruleId, title, level }: RuleMatch, { event, source }: GivenEvent) {
  const text = (key: string) => (typeof event[key] === 'string' ? event[key] : null);
  const time = eventTimeOf(event, source);
  const named =
    source === 'cloudtrail'
      ? { eventID: text('eventID'), eventName: text('eventName') }
      : { eventID: text('id'), eventName: text('type') ?? text('source') };
  return {
    ...{ ruleId, title, level: level.toLowerCase(), ...named },
    time: text('eventTime') ?? (time === null ? null : new Date(time).toISOString()),
  };
}
