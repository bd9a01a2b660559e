import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SlackWorkspace } from '../sim/slack/workspace.ts';
import type { BenchQueue } from './queue.ts';

export interface BenchBot {
  readonly pid: number;
  /** Its SQLite database, for whoever wants to look in beside it. */
  readonly database: string;
  stop(): Promise<void>;
}

/** `yagura start` in a process of its own, between a queue and a workspace. `settings` go on top of the least. */
export function startBot(queue: BenchQueue, slack: SlackWorkspace, settings: object = {}): BenchBot {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-bench-'));
  const database = `sqlite:${join(folder, 'bench.db')}`;
  const file = join(folder, 'yagura.yaml');
  const least = {
    database,
    aws: { region: queue.region },
    queues: [{ url: queue.queueUrl }],
    slack: { channel: 'sec-alerts' },
    http: { port: 0 },
    log: { level: 'error' },
  };
  writeFileSync(file, JSON.stringify({ ...least, ...settings }));
  const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url));
  const bot = spawn(process.execPath, [...process.execArgv, cli, 'start', '--config', file], {
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: slack.tokens.bot,
      SLACK_APP_TOKEN: slack.tokens.app,
      YAGURA_SLACK_API_URL: slack.apiUrl,
      AWS_ENDPOINT_URL: queue.url,
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    pid: bot.pid ?? 0,
    database,
    async stop() {
      await killed(bot);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function killed(bot: ChildProcess): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null) return;
  const gone = once(bot, 'exit');
  bot.kill('SIGKILL');
  await gone;
}
