import type { Command } from 'commander';
import { startApp } from '../app.ts';
import { loadConfig } from '../config/config.ts';
import { loadSecrets } from '../config/secrets.ts';
import { systemClock } from '../shared/clock.ts';
import { createLogger } from '../shared/logger.ts';
import { configOption } from './options.ts';
import { untilStopped } from './until-stopped.ts';

/** `yagura start`: the long-running process. */
export function start(program: Command): void {
  program
    .command('start')
    .description('consume alerts and keep Slack in step with them, until stopped')
    .addOption(configOption())
    .action(async (options: { config: string }) => {
      const config = loadConfig(options.config);
      const secrets = loadSecrets(config);
      const logger = createLogger(config.log.level);
      const app = await startApp({
        config,
        source: { file: options.config },
        secrets,
        logger,
        clock: systemClock(),
      });
      await untilStopped(logger);
      await app.stop();
    });
}
