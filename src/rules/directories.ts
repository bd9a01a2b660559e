import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.ts';
import { messageOf } from '../shared/errors.ts';
import type { RuleFile, RuleSource } from './rule-source.ts';
import { withoutTests } from './without-tests.ts';

/** The rules that Yagura brings along. */
export const shippedRules = fileURLToPath(new URL('../../rules', import.meta.url));

export function isRuleFile(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

export interface RuleReading {
  readonly source: RuleSource;
  /** Changes whenever anything of the source does. */
  readonly hash: string;
  /** Folders and files that cannot be read, in a sentence each; the others are there. */
  readonly unreadable: readonly string[];
}

/** Larger files are no rules. */
const longestFile = 1_048_576;
/** Far more than anybody writes; a folder named by mistake should not fill the memory. */
const mostFiles = 10_000;

/** Reads what the configuration names. Never rejects. */
export async function readRules({ rules }: Pick<Config, 'rules'>): Promise<RuleReading> {
  const folders = [...(rules.shipped ? [{ path: shippedRules, label: 'rules' }] : []), ...rules.directories];
  const unreadable: string[] = [];
  const files: RuleFile[] = [];
  for (const folder of folders) {
    const label = 'label' in folder ? folder.label : folder.path;
    const stage = 'stage' in folder ? (folder.stage ?? 0) : 0;
    try {
      for (const name of await ruleFilesIn(folder.path))
        files.push({
          name: join(label, name),
          text: withoutTests(await textOf(join(folder.path, name))),
          stage,
        });
    } catch (error) {
      unreadable.push(`The rules in ${label} cannot be read: ${messageOf(error)}.`);
    }
  }
  const source = { files, options: optionsOf(rules), staged: rules.staged };
  const hash = createHash('sha256')
    .update(JSON.stringify([source, unreadable]))
    .digest('hex')
    .slice(0, 12);
  return { source, hash, unreadable };
}

async function ruleFilesIn(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { recursive: true });
  const files = inside.filter(isRuleFile).sort();
  if (files.length > mostFiles) throw new Error(`it holds more than ${mostFiles} files`);
  return files;
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > longestFile) throw new Error(`${file} is larger than any rule`);
  return readFile(file, 'utf8');
}

function optionsOf({ exclusions, levels, expand }: Config['rules']): RuleSource['options'] {
  return {
    levels,
    placeholders: expand,
    exclusions: exclusions.map(({ rule, account, match }) => ({
      ...(rule !== undefined && { rules: rule }),
      ...(account !== undefined && { accounts: account }),
      ...(match !== undefined && { when: match }),
    })),
  };
}
