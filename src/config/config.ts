import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../shared/errors.ts';
import { type FileConfig, fileSchema } from './schema.ts';

/** Kept apart from the file, so that neither a log line nor `doctor` can print them by accident. */
export interface Secrets {
  readonly botToken: string;
  /** Socket Mode only. */
  readonly appToken: string | null;
  /** HTTP mode only. */
  readonly signingSecret: string | null;
}

/** One immutable snapshot. The hash stands in the ledger beside every decision. */
export interface Config extends FileConfig {
  readonly hash: string;
  /** The simulated workspace's address; null: Slack itself. */
  readonly slackApiUrl: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and validates the file. Throws UsageError with one sentence that names key, line and file. */
export function loadConfig(file: string, environment: Environment = process.env): Config {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'is not there; copy deploy/yagura.example.yaml and edit it' : 'cannot be read';
    throw new UsageError(`The configuration file ${file} ${why}.`, { cause: error });
  }
  return parseConfig(text, file, environment);
}

export function parseConfig(text: string, file: string, environment: Environment = {}): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntax = document.errors[0];
  if (syntax) {
    const at = lines.linePos(syntax.pos[0]);
    throw new UsageError(`${file} line ${at.line} is not valid YAML: ${syntax.message.split('\n')[0]}`);
  }
  const parsed = fileSchema.safeParse(document.toJS({ maxAliasCount: 50 }) ?? {}, { reportInput: true });
  if (!parsed.success) {
    const { issues } = parsed.error;
    // A misspelt key is also a missing one; what stands in the file is easier to find.
    const issue = issues.find((one) => one.code === 'unrecognized_keys') ?? issues[0];
    if (!issue) throw new UsageError(`${file} is not a valid configuration.`);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const offset = offsetOf(document.contents, [...issue.path, ...unknown]);
    const where = offset === null ? file : `${file} line ${lines.linePos(offset).line}`;
    throw new UsageError(`${where}: ${describe(issue)}`);
  }
  const database = environment['YAGURA_DATABASE_URL'] ?? parsed.data.database;
  return Object.freeze({
    ...parsed.data,
    database,
    hash: createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex').slice(0, 12),
    slackApiUrl: environment['YAGURA_SLACK_API_URL'] ?? null,
  });
}

/** Secrets come from the environment. Throws UsageError that names the missing variable. */
export function loadSecrets(mode: 'socket' | 'http', environment: Environment = process.env): Secrets {
  const need = (name: string, what: string): string => {
    const value = environment[name];
    if (!value) throw new UsageError(`The environment variable ${name} is not set; it holds ${what}.`);
    return value;
  };
  return {
    botToken: need('SLACK_BOT_TOKEN', "the Slack app's bot token (xoxb-…)"),
    appToken: mode === 'socket' ? need('SLACK_APP_TOKEN', "the Slack app's app-level token (xapp-…)") : null,
    signingSecret: mode === 'http' ? need('SLACK_SIGNING_SECRET', "the Slack app's signing secret") : null,
  };
}

function describe(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(issue.path)).join(', ');
    const unknown = issue.keys.map((one) => (key ? `${key}.${one}` : one)).join(', ');
    return `the key ${unknown} is not known; possible here: ${known}.`;
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return `the key ${key} is missing.`;
  return `the value of ${key} is wrong: ${issue.message.replace(/^Invalid input: /, '')}.`;
}

function shapeAt(path: readonly PropertyKey[]): Readonly<Record<string, unknown>> {
  let schema: unknown = fileSchema;
  const inner = (one: unknown): unknown => {
    const definition = (one as { def?: { innerType?: unknown } }).def;
    return definition?.innerType ? inner(definition.innerType) : one;
  };
  for (const part of path) {
    const here = inner(schema) as { shape?: Record<string, unknown>; def?: { element?: unknown } };
    schema = typeof part === 'number' ? here.def?.element : here.shape?.[String(part)];
  }
  return (inner(schema) as { shape?: Record<string, unknown> }).shape ?? {};
}

/** Where the nearest existing node of a path stands in the file. */
function offsetOf(contents: Node | null, path: readonly PropertyKey[]): number | null {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? null;
  for (const part of path) {
    if (!node || typeof node !== 'object' || !('get' in node)) break;
    const collection = node as { get(key: unknown, keepScalar: boolean): unknown; items: unknown[] };
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && one.key.value === part);
      if (isScalar(pair?.key) && pair.key.range) offset = pair.key.range[0];
    }
    node = collection.get(part, true);
    const range = (node as { range?: [number] } | undefined)?.range;
    if (range && typeof part === 'number') offset = range[0];
  }
  return offset;
}
