import { expect, test } from 'vitest';
import { inputOf, now, textOf, toolsOf } from '../../../../test/support/tools.ts';
import type { RuleLine } from '../../../finding/rule-overview.ts';
import type { Language } from '../../../i18n/catalogue.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';

const rule = (over: Partial<RuleLine>): RuleLine => ({
  ...{ id: 'r-1', title: 'CloudTrail was switched off', level: 'High', day: 1, week: 12, stagedUntil: null },
  ...over,
});

const ask = async (rules: readonly RuleLine[], problems: readonly string[] = [], language: Language = 'en') =>
  textOf(
    await sec.run({ ...inputOf(language), text: 'rules' }, toolsOf({ rules: { rules, problems } }), commands),
  );

test('rules with what they matched, those that are staged, and those that do not run', async () => {
  const staged = rule({
    id: 'r-2',
    title: 'New',
    level: null,
    day: 0,
    week: 0,
    stagedUntil: now + 86_400_000,
  });
  expect(await ask([rule({}), staged], ['a.yml line 3: the rule x does not run: it is empty.'])).toBe(
    [
      '2 rules, 1 staged',
      'CloudTrail was switched off · High · 1 in 24 h, 12 in 7 days · r-1',
      'New · no level · no match in 7 days · only counted until 23 Nov 14:00 · r-2',
      '1 problem:',
      'a.yml line 3: the rule x does not run: it is empty.',
      'Exclusions, levels and staging: rules in the configuration · try rules on past events: yagura backfill',
      '',
    ].join('\n'),
  );
  expect(await ask([rule({})], [], 'ja')).toContain('高 · 24時間に1件、7日間に12件');
});

test('many are cut, none are said', async () => {
  expect(await ask(Array.from({ length: 40 }, (_, at) => rule({ id: String(at) })))).toContain('and 10 more');
  expect(await ask([])).toMatch(/^There are no rules\.\n/);
});
