import type { Command } from 'commander';
import { exportLog } from './export.ts';
import { verify } from './verify.ts';

/** `yagura audit …`: who did what, and is the log of it whole? */
export function audit(program: Command): void {
  const group = program.command('audit').description('the log of what people and Yagura did');
  verify(group);
  exportLog(group);
}
