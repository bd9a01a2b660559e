#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { commands } from './cli/registry.ts';
import { messageOf, UsageError } from './shared/errors.ts';

/** Exit codes: 0 done, 1 tried and failed, 2 asked for wrongly (bad option, bad configuration). */
async function main(): Promise<number> {
  const program = new Command('yagura')
    .description('A security operations centre that lives in Slack.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(sentence(text)) })
    .showHelpAfterError(false);
  for (const describe of commands) describe(program);
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
  const whole = `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
  return `${/[.?!]$/.test(whole) ? whole : `${whole}.`}\n`;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
