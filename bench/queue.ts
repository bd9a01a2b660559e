import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createSqs } from '../src/aws/clients.ts';

export interface BenchQueue {
  readonly sqs: SQSClient;
  readonly url: string;
  readonly queueUrl: string;
  readonly region: string;
  fill(bodies: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the queue's process and a client to it. */
export async function startQueue(): Promise<BenchQueue> {
  const server = spawn(process.execPath, [fileURLToPath(new URL('queue-server.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, queueUrl, region } = JSON.parse(await firstLine(server)) as {
    url: string;
    queueUrl: string;
    region: string;
  };
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const sqs = createSqs({ region, endpoint: url, credentials, maxSockets: 64 });
  return {
    sqs,
    url,
    queueUrl,
    region,
    async fill(bodies) {
      const batches: string[][] = [];
      for (let from = 0; from < bodies.length; from += 10) batches.push(bodies.slice(from, from + 10));
      const sender = async () => {
        for (let batch = batches.pop(); batch; batch = batches.pop()) {
          const Entries = batch.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
          await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        }
      };
      await Promise.all(Array.from({ length: 8 }, sender));
    },
    async stop() {
      sqs.destroy();
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    },
  };
}

async function firstLine(process: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of process.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}
