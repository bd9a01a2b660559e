import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { World } from '../support/world.ts';
import type { BotOrders } from './bot.ts';

const botFile = fileURLToPath(new URL('bot.ts', import.meta.url));

/** A bot in a process of its own, in the test's world and on its clock. */
export function spawnBot(world: World): ChildProcess {
  const orders: BotOrders = {
    configText: world.configText,
    slackApiUrl: world.slack.apiUrl,
    awsUrl: world.aws.url,
    tokens: world.slack.tokens,
    speed: world.speed,
    origin: world.origin,
  };
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', botFile], {
    env: { ...process.env, YAGURA_TEST_BOT: JSON.stringify(orders) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

export function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** At once, without a chance to finish anything; resolves when it is no more. */
export async function kill(bot: ChildProcess): Promise<void> {
  if (isGone(bot)) return;
  const gone = once(bot, 'exit');
  bot.kill('SIGKILL');
  await gone;
}
