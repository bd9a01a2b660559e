import { readFileSync } from 'node:fs';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Command, Option } from 'commander';
import { createSqs } from '../aws/clients.ts';
import { loadConfig } from '../config/config.ts';
import { maxBytes } from '../intake/decode.ts';
import { messageOf, UsageError } from '../shared/errors.ts';
import { defaultPort, demoAddress, demoCredentials, portOption } from './demo/address.ts';
import { configOption } from './options.ts';

interface SendOptions {
  readonly config: string;
  readonly queueUrl?: string;
  readonly demo?: boolean;
  readonly port?: number;
}

/** A body with its place, for whoever must find it again. */
interface Body {
  readonly text: string;
  readonly where: string;
}

const maxSockets = 2;
const batchSize = 10;

/** `yagura send`: bodies from files to a queue. */
export function send(program: Command): void {
  program
    .command('send')
    .description('send bodies to the queue: a file holds one JSON body, or one body a line')
    .argument('<files...>', 'files with bodies; - is standard input')
    .option('--queue-url <url>', 'the queue (default: the first one in the configuration)')
    .addOption(new Option('--demo', "the queue of the demo, which 'yagura demo' runs").conflicts('queueUrl'))
    .option('--port <port>', `where that demo runs (default: ${defaultPort})`, portOption)
    .addOption(configOption())
    .action(async (files: string[], options: SendOptions) => {
      if (options.port !== undefined && !options.demo) throw new UsageError('--port goes with --demo.');
      const bodies = files.flatMap(bodiesOf);
      const { sqs, url } = target(options);
      for (const batch of batches(bodies)) await sendBatch(sqs, url, batch);
      console.log(`${bodies.length} ${bodies.length === 1 ? 'body' : 'bodies'} sent to ${url}`);
    });
}

function target(options: SendOptions): { sqs: SQSClient; url: string } {
  if (options.demo) {
    const { sqsUrl, queueUrl, region } = demoAddress(options.port ?? defaultPort);
    return {
      sqs: createSqs({ region, endpoint: sqsUrl, credentials: demoCredentials, maxSockets }),
      url: queueUrl,
    };
  }
  if (options.queueUrl !== undefined) {
    if (!URL.canParse(options.queueUrl))
      throw new UsageError(`--queue-url is not a URL: ${options.queueUrl}`);
    return { sqs: createSqs({ region: regionOf(options.queueUrl), maxSockets }), url: options.queueUrl };
  }
  const config = loadConfig(options.config);
  const url = config.queues[0]?.url ?? '';
  return { sqs: createSqs({ region: config.aws.region, maxSockets }), url };
}

function regionOf(queueUrl: string): string {
  return /\bsqs\.([a-z0-9-]+)\./.exec(new URL(queueUrl).hostname)?.[1] ?? 'us-east-1';
}

async function sendBatch(sqs: SQSClient, QueueUrl: string, batch: readonly Body[]): Promise<void> {
  const Entries = batch.map(({ text }, index) => ({ Id: String(index), MessageBody: text }));
  const { Failed = [] } = await sqs
    .send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    .catch((error: unknown) => {
      const from = batch[0]?.where;
      throw new Error(`Nothing went to ${QueueUrl} from ${from} on: ${messageOf(error)}`, { cause: error });
    });
  const [refused] = Failed;
  if (!refused) return;
  const what = batch[Number(refused.Id)]?.where;
  throw new Error(`The queue ${QueueUrl} refused ${what}: ${refused.Code ?? 'no reason given'}`);
}

/** A file that is one JSON value is one body; anything else is one body a line. */
function bodiesOf(file: string): Body[] {
  const whole = textOf(file);
  const bodies = isJson(whole)
    ? [{ text: whole, where: file }]
    : whole.split(/\r?\n/).map((text, index) => ({ text, where: `${file} line ${index + 1}` }));
  const filled = bodies.filter(({ text }) => text.trim() !== '');
  for (const { text, where } of filled) {
    const size = Buffer.byteLength(text);
    if (size > maxBytes)
      throw new UsageError(`${where} has ${size} bytes; SQS takes at most ${maxBytes}, so nothing was sent.`);
  }
  return filled;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause: error });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** SQS takes ten messages at a time, and of all of them together no more bytes than of one. */
function* batches(bodies: readonly Body[]): Generator<Body[]> {
  let batch: Body[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body.text);
    if (batch.length === batchSize || (batch.length > 0 && bytes + size > maxBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
