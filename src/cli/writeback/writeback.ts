import type { Command } from 'commander';
import { preview } from './preview.ts';

/** `yagura writeback …`: what Security Hub and GuardDuty are told. */
export function writeBack(program: Command): void {
  const group = program
    .command('writeback')
    .description('what Security Hub and GuardDuty are told of what was decided');
  preview(group);
}
