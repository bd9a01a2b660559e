import { relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageTable } from '../src/cli/rules/coverage.ts';
import { readRuleset } from '../src/cli/rules/rule-files.ts';
import { failureOf } from '../src/cli/rules/test.ts';
import { MemoryCorrelationState, type Rule, type RuleMatch } from '../src/detect/detect.ts';
import { shippedRules } from '../src/rules/directories.ts';

const ruleset = readRuleset(undefined);
const rules = ruleset.rules.map((rule) => [relative(shippedRules, rule.file), rule] as const);
/** Those whose words people read: the others are only counted. */
const speaking = rules.filter(([, { extras }]) => extras.text !== undefined);

test('all rules run', () => {
  expect(ruleset.problems).toEqual([]);
});

describe('the tests that rules bring along', () => {
  test.each(rules.map(([file, rule]) => [`${file}: ${rule.title}`, rule] as const))('%s', async (_, rule) => {
    const failures = [];
    for (const one of rule.extras.tests) {
      const why = await failureOf(one, rule, ruleset);
      if (why !== null) failures.push(`${one.name}: ${why}`);
    }
    expect(failures).toEqual([]);
    const matching = rule.extras.tests.filter(({ match }) => match).length;
    expect(matching).toBeGreaterThanOrEqual(2);
    expect(rule.extras.tests.length - matching).toBeGreaterThanOrEqual(3);
  });
});

test('what tells people something has an id, a level and a technique, and lies in the folder of its tactic', () => {
  for (const [file, { id, tags, level }] of speaking) {
    expect(id, file).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(tags, file).toContain(`attack.${file.split(sep)[1]}`);
    expect(tags.join(' '), file).toMatch(/\battack\.t\d{4}/);
    expect(level, file).not.toBeNull();
  }
  expect(speaking.length).toBeGreaterThanOrEqual(40);
});

test('what alerts has words of its own, and every value that they name is there in some event that matches', () => {
  const speechless = rules.flatMap(([file, rule]) =>
    matchesOf(rule).some(({ alerts, text }) => alerts && text === null) ? [file] : [],
  );
  const missing = speaking.flatMap(([file, rule]) => {
    const values = matchesOf(rule).map((match) => match.values);
    return Object.keys(values[0] ?? {})
      .filter((name) => values.every((one) => !one[name]))
      .map((name) => `${file}: {${name}}`);
  });
  expect([speechless, missing]).toEqual([[], []]);
});

/** What the rule says of the events of its own tests. */
function matchesOf(rule: Rule): RuleMatch[] {
  return rule.extras.tests
    .filter(({ match }) => match)
    .flatMap(({ event, events = event ? [event] : [] }) => {
      const state = new MemoryCorrelationState();
      return events.flatMap((one) => {
        const matches = ruleset.match(one, 'cloudtrail');
        return [...matches, ...ruleset.correlate(matches, one, 'cloudtrail', state, 0)];
      });
    })
    .filter(({ ruleId }) => ruleId === rule.id);
}

const document = `# What Yagura detects in CloudTrail

Made from the rules in \`rules/aws\`: \`npx vitest run test/rules.test.ts --project unit -u\`. A rule stands at each tactic
and technique of [MITRE ATT&CK](https://attack.mitre.org/) that it is tagged with; words set like \`this\` are the event's
own values. \`npm run bench -- detection\` measures the rules on recorded attacks. How a rule is written is told in
[rules.md](rules.md), how one is added in [CONTRIBUTING.md](../CONTRIBUTING.md).

`;

test('docs/detections.md says what the rules say', async () => {
  await expect(document + coverageTable(ruleset.rules)).toMatchFileSnapshot('../docs/detections.md');
});
