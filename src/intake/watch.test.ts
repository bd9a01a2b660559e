import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { createSqs } from '../aws/clients.ts';
import { readQueue } from './watch.ts';

let aws: SimulatedAws;
beforeAll(async () => {
  aws = await startAws({
    port: 0,
    queues: [
      {
        name: 'alerts',
        visibilityTimeoutSeconds: 0,
        deadLetter: { name: 'alerts-dead', maxReceiveCount: 1 },
      },
      { name: 'plain' },
    ],
  });
});
afterAll(() => aws.stop());

const client = () =>
  createSqs({
    region: aws.region,
    endpoint: aws.url,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxSockets: 5,
  });
const queue = (name: string, oldestSentAt: number | null = null) => ({
  name,
  url: aws.queueUrls.get(name) ?? '',
  oldestSentAt,
});

test('an empty queue without a dead letter queue', async () => {
  expect(await readQueue(client(), queue('plain', 5), 1_000)).toEqual({
    queue: 'plain',
    depth: 0,
    oldestSentAt: null,
    deadLetter: null,
    seenAt: 1_000,
  });
});

test('what waits, and what was put aside', async () => {
  const sqs = client();
  const before = Date.now();
  const { url: QueueUrl } = queue('alerts');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'failing' }));
  // The second receive is one too many.
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));

  for (const look of [1, 2]) {
    const reading = await readQueue(sqs, queue('alerts', 7), look);
    expect(reading).toMatchObject({ queue: 'alerts', depth: 1, oldestSentAt: 7, seenAt: look });
    // Looking hides nothing: the second look sees the same.
    expect(reading.deadLetter?.depth).toBe(1);
    expect(reading.deadLetter?.oldestSentAt).toBeGreaterThanOrEqual(before);
    expect(reading.deadLetter?.oldestSentAt).toBeLessThanOrEqual(Date.now());
  }
});

test('a queue that is not there rejects', async () => {
  const missing = { name: 'missing', url: `${aws.url}/000000000000/missing`, oldestSentAt: null };
  await expect(readQueue(client(), missing, 0)).rejects.toThrow(/queue does not exist/);
});
