import type { Command } from 'commander';
import { coverage } from './coverage.ts';
import { match } from './match.ts';
import { test } from './test.ts';

/** `yagura rules`: Sigma rules on the command line, without a deployment. */
export function rules(program: Command): void {
  const group = program.command('rules').description('try Sigma rules: match, test, coverage');
  match(group);
  test(group);
  coverage(group);
}
