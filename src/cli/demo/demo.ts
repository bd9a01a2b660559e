import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { startApp } from '../../app.ts';
import { createSqs } from '../../aws/clients.ts';
import { parseConfig } from '../../config/config.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import { UsageError } from '../../shared/errors.ts';
import { createLogger } from '../../shared/logger.ts';
import { Teardown } from '../../shared/teardown.ts';
import { manifest } from '../../slack/manifest.ts';
import { wholeNumber } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';
import { defaultPort, demoAddress, demoCredentials, portOption } from './address.ts';
import { demoConfig } from './config.ts';
import { closeBucket, leaveEvidence, lookedAtBy } from './evidence.ts';
import { gallery } from './gallery/gallery.ts';
import { furnish, keepTime, responseRole } from './machines.ts';
import { billing, payments, sandbox } from './story/envelope.ts';
import { playStory } from './story/play.ts';
import { trailBucket } from './story/trail.ts';

const accounts = [payments, billing, sandbox];

interface DemoOptions {
  readonly port: number;
  readonly empty?: boolean;
  readonly speed: number;
}

/** `yagura demo`: a Slack workspace, an AWS account and the bot between them, on this machine alone. */
export function demo(program: Command): void {
  program
    .command('demo')
    .description('run the bot in a simulated Slack and AWS, with a story of three minutes')
    .option('--port <port>', 'the page and Slack; AWS is at the next port', portOption, defaultPort)
    .option('--empty', 'start with no story')
    .option('--speed <n>', 'run every clock of the demo n times as fast', wholeNumber(1, 100), 1)
    .action(runDemo);
}

async function runDemo({ port, empty = false, speed }: DemoOptions): Promise<void> {
  const logger = createLogger('warn');
  const clock = systemClock(speed);
  const address = demoAddress(port);
  const teardown = new Teardown(logger);
  try {
    const world = await startWorld(port, speed, clock, teardown);
    const folder = mkdtempSync(join(tmpdir(), 'yagura-demo-'));
    teardown.add('files', () => rmSync(folder, { recursive: true, force: true }));
    const config = parseConfig(
      demoConfig(join(folder, 'yagura.db'), address, world.people, clock.now()),
      'demo',
      {
        YAGURA_SLACK_API_URL: world.slackApiUrl,
      },
    );
    const sqs = createSqs({
      region: address.region,
      endpoint: address.sqsUrl,
      credentials: demoCredentials,
      maxSockets: 30,
    });
    teardown.add('sqs client', () => sqs.destroy());
    const secrets = { botToken: world.botToken, appToken: world.appToken, signingSecret: null, pager: null };
    const aws = { endpoint: address.sqsUrl, credentials: demoCredentials };
    const app = await startApp({ config, secrets, logger, clock, sqs, aws });
    teardown.add('bot', () => app.stop());
    console.log(welcome(port, empty));
    const stopping = new AbortController();
    const stopped = untilStopped(logger);
    const { putObject, closeBucket } = world;
    const places = { queueUrl: address.queueUrl, pageUrl: address.pageUrl };
    const stage = { sqs, ...places, putObject, closeBucket, clock, logger };
    if (!empty) void playStory({ ...stage, say: (line) => console.log(line) }, stopping.signal);
    await stopped;
    stopping.abort();
  } finally {
    await teardown.run();
  }
}

/** Loaded here and nowhere else: a real deployment has neither the simulated world nor what it needs. */
async function loadWorld() {
  const { startSlackWorkspace } = await import('../../../sim/slack/workspace.ts');
  const { pageWith } = await import('../../../sim/slack/page/handler.ts');
  const { startAws } = await import('../../../sim/aws/aws.ts');
  return { startSlackWorkspace, pageWith, startAws };
}

function explainAbsence(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new UsageError(
    'The demo is not part of this installation; run it from a clone of the repository with `npm install && npm run demo`.',
    { cause: error },
  );
}

async function startWorld(port: number, speed: number, clock: Clock, teardown: Teardown) {
  const { startSlackWorkspace, pageWith, startAws } = await loadWorld().catch(explainAbsence);
  const { region, queueName, awsWorldUrl } = demoAddress(port);
  const { features, settings } = manifest({ mode: 'socket' });
  const slack = await startSlackWorkspace({
    port,
    clock,
    speed,
    events: settings.event_subscriptions.bot_events,
    page: pageWith(features, gallery, awsWorldUrl),
  }).catch(explainPort(port));
  teardown.add('slack', () => slack.stop());
  const queues = [{ name: queueName, deadLetter: { name: `${queueName}-dead`, maxReceiveCount: 10 } }];
  const buckets = [{ name: trailBucket }];
  const changers = accounts.map((id) => ({
    arn: `arn:aws:iam::${id}:role/${responseRole}`,
    trusts: ['000000000000'],
  }));
  const roles = [...lookedAtBy, ...changers];
  const aws = await startAws({
    ...{ port: port + 1, region, queues, buckets, roles },
    now: () => clock.now(),
  }).catch(explainPort(port + 1));
  teardown.add('aws', () => aws.stop());
  furnish(aws);
  leaveEvidence(aws.world, clock.now());
  const ticking = new AbortController();
  const ticked = keepTime(aws, clock, ticking.signal);
  teardown.add('the time of aws', () => {
    ticking.abort();
    return ticked;
  });
  return {
    slackApiUrl: slack.apiUrl,
    ...slack.tokens,
    botToken: slack.tokens.bot,
    appToken: slack.tokens.app,
    people: slack.people,
    putObject: aws.putObject,
    closeBucket: (name: string) => closeBucket(aws.world, name),
  };
}

function explainPort(port: number): (error: unknown) => never {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`Port ${port} is taken; choose another with --port.`, { cause: error });
  };
}

function welcome(port: number, empty: boolean): string {
  const { pageUrl, queueUrl } = demoAddress(port);
  return [
    '',
    `  Yagura is watching.  Open ${pageUrl}`,
    '',
    `  Type there:          /secfind severity:critical`,
    `  Look at every card:  ${pageUrl}/gallery`,
    `  Send an alert:       npm run -s yagura -- send <file> --demo${port === defaultPort ? '' : ` --port ${port}`}`,
    `  The queue:           ${queueUrl}`,
    `  Stop:                Ctrl+C`,
    '',
    empty
      ? '  No story: the channels stay empty until you send something.'
      : '  The story of the first three minutes:',
  ].join('\n');
}
