import type { Command } from 'commander';
import { type Config, loadConfig } from '../../config/config.ts';
import { loadSlackSecrets } from '../../config/secrets.ts';
import { messageOf } from '../../shared/errors.ts';
import { configOption } from '../options.ts';
import { checkAccess } from './access.ts';
import { checkArchive } from './archive.ts';
import type { Check } from './check.ts';
import { checkDatabase } from './database.ts';
import { checkPeople } from './people.ts';
import { checkPolicies } from './policies.ts';
import { checkQueues } from './queues.ts';
import { checkRules } from './rules.ts';
import { checkSlack } from './slack.ts';
import { checkWriteBack } from './write-back.ts';

const marks = { good: '✓', warning: '!', bad: '✗' } as const;

/** `yagura doctor`: is everything there that `start` needs, and what to do where it is not. Exit code 1: something is bad. */
export function doctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'check configuration, database, queues, roles and Slack, and say what to do about each trouble',
    )
    .addOption(configOption())
    .action(async (options: { config: string }) => {
      const config = loadConfig(options.config);
      const checks: Check[] = [
        { state: 'good', what: `configuration ${options.config} (${config.hash})` },
        ...checkPolicies(config),
        ...checkPeople(config),
        ...(await checkRules(config)),
      ];
      checks.push(
        ...(await checkDatabase(config)),
        ...(await checkWriteBack(config)),
        ...(await checkArchive(config)),
        ...(await checkQueues(config)),
        ...(await checkAccess(config)),
        ...(await slackChecks(config)),
      );
      for (const { state, what, todo } of checks) {
        console.log(`${marks[state]} ${what}`);
        if (todo !== undefined) console.log(`    ${todo}`);
      }
      if (checks.some((check) => check.state === 'bad')) process.exitCode = 1;
    });
}

async function slackChecks(config: Config): Promise<Check[]> {
  try {
    return await checkSlack(config, loadSlackSecrets(config.slack));
  } catch (error) {
    return [{ state: 'bad', what: 'Slack', todo: messageOf(error) }];
  }
}
