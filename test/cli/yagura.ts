import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  /** null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** `yagura …`, started as the npm script starts it, in a process of its own that knows only the given environment. */
export async function yagura(
  args: readonly string[],
  given: {
    readonly stdin?: string | Buffer;
    readonly env?: Readonly<Record<string, string>>;
    readonly folder?: string;
  } = {},
): Promise<Ended> {
  const { stdin = '', env = {}, folder = repository } = given;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli.js', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  // A process that refuses its options reads nothing of what is piped to it.
  child.stdin.on('error', () => undefined).end(stdin);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, ...said };
}

export function jsonLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
