import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test, vi } from 'vitest';
import { createSqs } from './clients.ts';

const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
afterEach(() => vi.unstubAllEnvs());

/** A server that notes which action reached it for which host. */
async function listening(answer: { status: number; body: string }) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.headers['x-amz-target']} ${request.url}`);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('AWS_ENDPOINT_URL decides where calls go, whatever host a queue URL names', async () => {
  const { server, seen, url } = await listening({ status: 200, body: '{}' });
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  const sqs = createSqs({ region: 'us-east-1', credentials, maxSockets: 1 });
  await sqs.send(new ListQueuesCommand({}));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: 'http://sqs.us-east-1.invalid/000000000000/alerts' }));
  expect(seen).toEqual(['AmazonSQS.ListQueues /', 'AmazonSQS.ReceiveMessage /']);
  server.close();
});

test('a server that fails is asked three times', async () => {
  const { server, seen, url } = await listening({ status: 500, body: '{}' });
  const sqs = createSqs({ region: 'us-east-1', endpoint: url, credentials, maxSockets: 1 });
  await expect(sqs.send(new ListQueuesCommand({}))).rejects.toThrow();
  expect(seen).toHaveLength(3);
  server.close();
});
