import { Command, CommanderError } from 'commander';
import { messageOf, UsageError } from '../shared/errors.ts';
import { describeCommands } from './registry.ts';

/** Exit codes: 0 done, 1 tried and failed, 2 asked for wrongly (bad option, bad configuration). */
export async function main(): Promise<number> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const program = new Command('yagura')
    .description('A security operations centre that lives in Slack.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(capitalised(sentence(text))) })
    .showHelpAfterError(false);
  await describeCommands(program, process.argv[2]);
  try {
    await program.parseAsync();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(sentence(messageOf(error)));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** What a library says, perhaps on several lines, as one sentence on one. */
function sentence(text: string): string {
  const line = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return `${/[.?!]$/.test(line) ? line : `${line}.`}\n`;
}

/** For commander's words only: ours may begin with a file's name. */
function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
