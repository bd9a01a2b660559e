import type { Command } from 'commander';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { preview } from './preview.ts';

/** `yagura policy …`: what the policies are, and what they would do. */
export function policy(program: Command): void {
  const group = program.command('policy').description('look at the policies, and try new ones without harm');
  for (const describeCommand of [check, explain, preview]) describeCommand(group);
}
