import { startApp } from '../../src/app.ts';
import { createSqs } from '../../src/aws/clients.ts';
import { parseConfig } from '../../src/config/config.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { createLogger } from '../../src/shared/logger.ts';

/** What the test tells the process that it is going to kill. */
export interface BotOrders {
  readonly configText: string;
  readonly slackApiUrl: string;
  readonly awsUrl: string;
  readonly tokens: { readonly bot: string; readonly app: string };
  readonly speed: number;
  readonly origin: number;
}

const orders = JSON.parse(process.env['YAGURA_TEST_BOT'] ?? '{}') as BotOrders;
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const config = parseConfig(orders.configText, 'test', { YAGURA_SLACK_API_URL: orders.slackApiUrl });

await startApp({
  config,
  secrets: { botToken: orders.tokens.bot, appToken: orders.tokens.app, signingSecret: null, pager: null },
  logger: createLogger('error'),
  clock: systemClock(orders.speed, orders.origin),
  sqs: createSqs({
    region: config.aws.region,
    endpoint: orders.awsUrl,
    credentials,
    maxSockets: 20,
  }),
  aws: { endpoint: orders.awsUrl, credentials },
});
