import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf, UsageError } from '../shared/errors.ts';
import { type Config, type Environment, parseConfig } from './config.ts';

/** What a changed file says. `problem` is one sentence that names key, line and file. */
export type Reading =
  | { readonly kind: 'good'; readonly config: Config }
  | { readonly kind: 'bad'; readonly problem: string };

export interface ConfigWatch {
  /** Reads the file; tells of it when it says something new. Throws what `tell` throws, and then tells again. */
  look(): Promise<void>;
}

/**
 * Watches the file by reading it: it is small, and no other sign of a change holds on every file system. A new text
 * counts once it is read twice the same, for an editor may still be writing it.
 */
export function createConfigWatch(options: {
  readonly file: string;
  readonly environment?: Environment;
  readonly tell: (reading: Reading) => Promise<void>;
}): ConfigWatch {
  const { file, environment = process.env, tell } = options;
  const name = basename(file);
  let seen: string | null | undefined;
  let told: string | null | undefined;
  return {
    async look() {
      const text = await readFile(file, 'utf8').catch(() => null);
      const settled = text === seen;
      seen = text;
      if (!settled || text === told) return;
      await tell(text === null ? unreadable(name) : read(text, name, environment));
      told = text;
    },
  };
}

function unreadable(name: string): Reading {
  return { kind: 'bad', problem: `The configuration file ${name} is not there or cannot be read.` };
}

function read(text: string, name: string, environment: Environment): Reading {
  try {
    return { kind: 'good', config: parseConfig(text, name, environment) };
  } catch (error) {
    const problem = error instanceof UsageError ? error.message : `${name}: ${messageOf(error)}`;
    return { kind: 'bad', problem };
  }
}
