import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Match } from '../finding/match.ts';
import type { Policy } from '../finding/policy.ts';
import { UsageError } from '../shared/errors.ts';
import type { FileConfig } from './file-schema.ts';
import { policiesOf } from './policies.ts';
import { matchSchema } from './policy-schema.ts';
import { readYaml } from './read-yaml.ts';
import { fileSchema } from './schema.ts';
import { settle } from './settle.ts';

type Settled = ReturnType<typeof settle>;

/** One immutable snapshot: plain data that crosses threads. The hash stands in the ledger beside every decision. */
export interface Config extends Omit<FileConfig, keyof Settled | 'policies' | 'defaults'>, Settled {
  /** The file's, then those that come with Yagura, unless `defaults` is false. */
  readonly policies: readonly Policy[];
  readonly hash: string;
  /** The simulated workspace's address; null: Slack itself. */
  readonly slackApiUrl: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

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
  const { value, lineOf } = readYaml(text, file, fileSchema);
  const { policies: _, defaults: _asked, ...rest } = value;
  return Object.freeze({
    ...rest,
    ...settle(value),
    policies: policiesOf(value, basename(file), (at) => lineOf(['policies', at])),
    database: environment['YAGURA_DATABASE_URL'] ?? value.database,
    hash: createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12),
    slackApiUrl: environment['YAGURA_SLACK_API_URL'] ?? null,
  });
}

/** What a policy's `match` could say, by itself; YAML, or JSON. Throws UsageError with one sentence. */
export function parseMatch(text: string, name: string): Match {
  return readYaml(text, name, matchSchema).value;
}
