import { readFileSync } from 'node:fs';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { createSqs } from '../aws/clients.ts';
import { loadConfig } from '../config/config.ts';
import { UsageError } from '../shared/errors.ts';
import { demoAddress, demoCredentials } from './demo/address.ts';
import { configOption, wholeNumber } from './options.ts';

interface SendOptions {
  readonly config: string;
  readonly queueUrl?: string;
  readonly demo?: number | true;
}

const maxSockets = 2;
const batchSize = 10;
/** SQS's own limit for a batch, all bodies together. */
const batchBytes = 1_048_576;

/** `yagura send`: bodies from files to a queue. */
export function send(program: Command): void {
  program
    .command('send')
    .description('send bodies to the queue: a file holds one JSON body, or one body a line')
    .argument('<files...>', 'files with bodies; - is standard input')
    .option('--queue-url <url>', 'the queue (default: the first one in the configuration)')
    .option(
      '--demo [port]',
      "the demo's queue, of the demo at this port (default 8400)",
      wholeNumber(1, 65_534),
    )
    .addOption(configOption())
    .action(async (files: string[], options: SendOptions) => {
      const { sqs, url } = target(options);
      const bodies = files.flatMap(bodiesOf);
      let sent = 0;
      for (const batch of batches(bodies)) {
        const Entries = batch.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
        const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
        const refused = Failed[0];
        if (refused) {
          const body = sent + Number(refused.Id) + 1;
          throw new Error(
            `SQS refused body ${body} (${refused.Code ?? 'no reason given'}); ${sent} were sent before it`,
          );
        }
        sent += batch.length;
      }
      console.log(`${sent} ${sent === 1 ? 'body' : 'bodies'} sent to ${url}`);
    });
}

function target(options: SendOptions) {
  if (options.demo !== undefined) {
    const { sqsUrl, queueUrl, region } = demoAddress(options.demo === true ? 8400 : options.demo);
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

/** A file that is one JSON value is one body; anything else is one body a line. */
function bodiesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause: error });
  }
  try {
    JSON.parse(text);
    return [text];
  } catch {
    return text.split('\n').filter((line) => line.trim() !== '');
  }
}

function* batches(bodies: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (batch.length === batchSize || (batch.length > 0 && bytes + size > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
