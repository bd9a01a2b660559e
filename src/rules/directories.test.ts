import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { type RuleReading, readRules } from './directories.ts';
import { compileRulebook } from './rulebook.ts';
import { createRuleWatch } from './watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rule = (id: string) => `
title: A rule
id: ${id}
logsource: {product: aws, service: cloudtrail}
detection: {s: {eventName: StopLogging}, condition: s}
`;
const of = (over: Partial<Config['rules']>): Pick<Config, 'rules'> => ({
  rules: { shipped: false, directories: [], exclusions: [], levels: {}, staged: {}, expand: {}, ...over },
});
function written(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test('folders at any depth, with their stage; one that is not there hides no other', async () => {
  written('a/deep/one.yml', rule('one'));
  written('a/notes.txt', 'no rule');
  written('b/two.yaml', rule('two'));
  const directories = [
    { path: join(folder, 'a'), stage: 5 },
    { path: join(folder, 'none') },
    { path: join(folder, 'b') },
  ];
  const { source, unreadable } = await readRules(of({ directories, staged: { two: 7 } }));
  expect(source.files.map(({ stage }) => stage)).toEqual([5, 0]);
  expect(unreadable).toEqual([expect.stringMatching(/^The rules in .*none cannot be read: /)]);
  const { ruleset, stageOf } = compileRulebook(source);
  expect(ruleset.rules.map(({ id }) => [id, stageOf(id)])).toEqual([
    ['one', 5],
    ['two', 7],
  ]);
});

test('the rules that come with Yagura all run', async () => {
  const { source, unreadable } = await readRules(of({ shipped: true }));
  expect(unreadable).toEqual([]);
  expect(compileRulebook(source).problems).toEqual([]);
});

test('a change is told once, when it was read twice the same; what could not be told is told again', async () => {
  written('c/one.yml', rule('one'));
  const config = of({ directories: [{ path: join(folder, 'c') }] });
  const told: RuleReading[] = [];
  let fails = true;
  const first = (await readRules(config)).hash;
  const watch = createRuleWatch({
    config: () => config,
    first,
    async tell(reading) {
      if (fails) throw new Error('not now');
      told.push(reading);
    },
  });
  await watch.look();
  written('c/two.yml', rule('two'));
  await watch.look();
  await expect(watch.look()).rejects.toThrow('not now');
  fails = false;
  await watch.look();
  await watch.look();
  expect(told.map(({ source }) => source.files.length)).toEqual([2]);
});
