import { readdirSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeCommands } from '../src/cli/registry.ts';
import { parseConfig } from '../src/config/config.ts';
import { policySchema } from '../src/config/policy-schema.ts';
import { fileSchema } from '../src/config/schema.ts';
import { normaliseEvent } from '../src/sources/registry.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(ending),
  );

interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string;
}
const statementsOf = (path: string) =>
  (JSON.parse(read(path)) as { Statement: readonly PolicyStatement[] }).Statement;

describe('the example configuration', () => {
  const text = read('deploy/yagura.example.yaml');
  const example = parseConfig(text, 'yagura.example.yaml');

  it('shows every key that there is', () => {
    const shown = parse(text) as Record<string, unknown>;
    expect(Object.keys(shown).sort()).toEqual(Object.keys(fileSchema.shape).sort());
    const sections = Object.entries(fileSchema.parse(shown)).filter(([, value]) => isObject(value));
    for (const [key, value] of sections)
      expect(Object.keys(shown[key] as object).sort()).toEqual(Object.keys(value).sort());
    const keysOf = (key: string, at: number) => Object.keys((shown[key] as object[])[at] ?? {}).sort();
    expect(keysOf('queues', 0)).toEqual(Object.keys(fileSchema.shape.queues.element.shape).sort());
    expect(keysOf('accounts', 0)).toEqual(
      Object.keys(fileSchema.shape.accounts.unwrap().element.shape).sort(),
    );
    expect(keysOf('policies', 1)).toEqual(Object.keys(policySchema.shape).sort());
  });

  it('has a schema for editors, made from the one that the program checks by (vitest -u writes it)', async () => {
    const schema = z.toJSONSchema(fileSchema, { io: 'input', unrepresentable: 'any' });
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../docs/yagura.schema.json');
  });

  it('says the defaults, except where its comment says "example"', () => {
    const smallest = `{queues: [{url: ${example.queues[0]?.url}}], slack: {channel: sec-alerts}}`;
    const defaults = parseConfig(smallest, 'smallest');
    const { criticalChannel: _, ...slack } = example.slack;
    const { hash, aws, policies, onCall, pager, leases, audit } = defaults;
    expect({
      ...example,
      ...{ hash, aws, onCall, pager, leases, audit },
      queues: example.queues.slice(0, 1),
      slack: { ...slack, channels: [] },
      accounts: [],
      policies: example.policies.slice(-policies.length),
    }).toEqual(defaults);
  });
});

describe('what we publish for AWS', () => {
  it.each(namesIn('deploy/', '.json'))('%s is JSON', (name) => {
    expect(JSON.parse(read(`deploy/${name}`))).toBeTypeOf('object');
  });

  it('lets Yagura make exactly the calls that it makes', () => {
    const commands = namesIn('src/intake/', '.ts')
      .filter((name) => !name.endsWith('.test.ts'))
      .flatMap((name) => [...read(`src/intake/${name}`).matchAll(/new (\w+)Command\(/g)])
      .map(([, name = '']) => `sqs:${name.replace(/Batch$/, '')}`);
    const allowed = statementsOf('deploy/iam-policy.json').flatMap((one) => one.Action);
    expect(commands.length).toBeGreaterThan(3);
    expect([...new Set(allowed)].sort()).toEqual([...new Set(commands)].sort());
  });

  it('lets nobody send but the rule and the topic', () => {
    const allowed = statementsOf('deploy/queue-policy.json').filter((one) => one.Effect === 'Allow');
    for (const statement of allowed) {
      expect(statement).toMatchObject({
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': expect.stringMatching(/^arn:\$\{partition\}:/) } },
      });
    }
    expect(statementsOf('deploy/queue-policy.json').map((one) => one.Sid)).toContain('NobodyElseMaySend');
  });

  it('names no partition, region or account', () => {
    for (const name of namesIn('deploy/', '.json')) {
      expect(read(`deploy/${name}`)).not.toMatch(/arn:aws|\d{12}|[a-z]{2}-[a-z]+-\d/);
    }
  });
});

it('the README tells of every command', async () => {
  const program = new Command();
  await describeCommands(program, undefined);
  const told = [...read('README.md').matchAll(/^\| `(\w+)[^`]*` *\| /gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(program.commands.map((one) => one.name()).sort());
});

describe('the examples of the documentation', () => {
  const blocks = [...read('docs/custom-events.md').matchAll(/^```json\n(.*?)^```/gms)].map(
    ([, text]) => text,
  );
  const examples = [
    ...blocks,
    ...namesIn('docs/examples/', '.json').map((name) => read(`docs/examples/${name}`)),
  ];

  it.each(examples)('%# is understood', (text = '') => {
    const value: unknown = JSON.parse(text);
    const detail = isObject(value) && 'detail' in value ? value['detail'] : value;
    const said = normaliseEvent({ path: '', eventBridge: null, value: detail }, 0);
    expect(said.kind).toBe('finding');
  });
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
