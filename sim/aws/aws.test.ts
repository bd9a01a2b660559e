import { request } from 'node:http';
import {
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { type SimulatedAws, startAws } from './aws.ts';
import type { AwsCall } from './calls.ts';

const running: SimulatedAws[] = [];
afterEach(async () => {
  for (const aws of running.splice(0)) await aws.stop();
});

async function start() {
  const deadLetter = { name: 'alerts-dead', maxReceiveCount: 1 };
  const alerts = { name: 'alerts', visibilityTimeoutSeconds: 0, deadLetter };
  const aws = await startAws({ port: 0, queues: [alerts, { name: 'plain' }] });
  running.push(aws);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const sqs = new SQSClient({ region: aws.region, endpoint: aws.url, credentials, maxAttempts: 1 });
  return { aws, sqs, QueueUrl: aws.queueUrls.get('alerts') ?? '' };
}

const bodies = async (sqs: SQSClient, QueueUrl: string) => {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
  return Messages.map((message) => message.Body);
};

test('queues are there, and their URLs name the host that was called', async () => {
  const { aws, sqs, QueueUrl } = await start();
  expect(QueueUrl).toBe(`${aws.url}/000000000000/alerts`);
  expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'alerts' }))).QueueUrl).toBe(QueueUrl);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([
    QueueUrl,
    `${QueueUrl}-dead`,
    `${aws.url}/000000000000/plain`,
  ]);
});

test('a message received too often goes to the dead letter queue', async () => {
  const { sqs, QueueUrl } = await start();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  expect(await bodies(sqs, QueueUrl)).toEqual(['x']);
  expect(await bodies(sqs, QueueUrl)).toEqual([]);
  expect(await bodies(sqs, `${QueueUrl}-dead`)).toEqual(['x']);
});

test('each call is told before and after; a listener may hold it', async () => {
  const { aws, sqs, QueueUrl } = await start();
  const calls: AwsCall[] = [];
  const seenWhileHeld = Promise.withResolvers<unknown>();
  aws.onCall(async (call) => {
    calls.push(call);
    if (call.n === 1 && call.phase === 'after') seenWhileHeld.resolve(await bodies(sqs, QueueUrl));
  });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  // The first call was applied, and its sender did not know yet.
  expect(await seenWhileHeld.promise).toEqual(['x']);
  expect(calls.map((call) => `${call.n} ${call.action} ${call.phase}`)).toEqual([
    '1 SendMessage before',
    '1 SendMessage after',
    '2 ReceiveMessage before',
    '2 ReceiveMessage after',
  ]);
});

test('a poll whose caller has hung up takes nothing away', async () => {
  const { aws, sqs } = await start();
  const QueueUrl = aws.queueUrls.get('plain') ?? '';
  const polling = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  aws.onCall((call) => {
    if (call.action === 'ReceiveMessage' && call.phase === 'before') polling.resolve();
  });
  const leaving = request(aws.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
  });
  leaving.on('error', () => gone.resolve());
  leaving.end(JSON.stringify({ QueueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 600 }));
  await polling.promise;
  leaving.destroy(new Error('killed'));
  await gone.promise;
  // A call of its own gives the server the time to notice.
  await sqs.send(new ListQueuesCommand({}));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  expect(Messages?.map((message) => message.Body)).toEqual(['x']);
});

test('a name that is not this machine is refused', async () => {
  const { aws } = await start();
  const statusFor = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${aws.url}/health`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect(await statusFor('127.0.0.1')).toBe(200);
  expect(await statusFor('localhost:8401')).toBe(200);
  expect(await statusFor('attacker.example.com')).toBe(403);
  expect(await statusFor('127.0.0.1.example.com')).toBe(403);
});
