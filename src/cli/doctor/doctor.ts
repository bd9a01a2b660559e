import type { Command } from 'commander';
import { type Config, loadConfig, loadSecrets } from '../../config/config.ts';
import { messageOf } from '../../shared/errors.ts';
import { configOption } from '../options.ts';
import type { Check } from './check.ts';
import { checkDatabase } from './database.ts';
import { checkQueues } from './queues.ts';
import { checkSlack } from './slack.ts';

const marks = { good: '✓', warning: '!', bad: '✗' } as const;

/** `yagura doctor`: is everything there that `start` needs, and what to do where it is not. Exit code 1: something is bad. */
export function doctor(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database, queues and Slack, and say what to do about each trouble')
    .addOption(configOption())
    .action(async (options: { config: string }) => {
      const config = loadConfig(options.config);
      const checks: Check[] = [
        { state: 'good', what: `configuration ${options.config} (${config.hash})` },
        ...remarks(config),
      ];
      checks.push(
        ...(await checkDatabase(config)),
        ...(await checkQueues(config)),
        ...(await slackChecks(config)),
      );
      for (const { state, what, todo } of checks) {
        console.log(`${marks[state]} ${what}`);
        if (todo !== undefined) console.log(`    ${todo}`);
      }
      if (checks.some((check) => check.state === 'bad')) process.exitCode = 1;
    });
}

function remarks(config: Config): Check[] {
  const { responder, approver, admin } = config.roles;
  if (responder.length + approver.length + admin.length > 0) return [];
  const todo = 'Name people under roles.responder, or nobody can open a raw event.';
  return [{ state: 'warning', what: 'no acting role is bound to anybody', todo }];
}

async function slackChecks(config: Config): Promise<Check[]> {
  try {
    return await checkSlack(config, loadSecrets(config.slack.mode));
  } catch (error) {
    return [{ state: 'bad', what: 'Slack', todo: messageOf(error) }];
  }
}
