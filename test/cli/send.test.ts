import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { createSqs } from '../../src/aws/clients.ts';
import { yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-send-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The action of each call, in order. */
const calls: string[] = [];
let aws: SimulatedAws;
let env: Record<string, string>;

beforeAll(async () => {
  const queues = [{ name: 'yagura-alerts' }, { name: 'other' }];
  aws = await startAws({ port: 0, queues });
  aws.onCall(({ action, phase }) => {
    if (phase === 'before') calls.push(action);
  });
  env = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const urlOf = (queue: string) => aws.queueUrls.get(queue) ?? '';

/** Takes all that is in a queue. */
async function bodiesIn(queue: string): Promise<string[]> {
  const sqs = createSqs({ region: aws.region, endpoint: aws.url, credentials, maxSockets: 2 });
  const found: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf(queue), MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) break;
    found.push(...Messages.map((one) => one.Body ?? ''));
  }
  sqs.destroy();
  return found.sort();
}

test('one JSON file is one body, other files and standard input hold one a line', async () => {
  const config = file(
    'yagura.yaml',
    `queues:\n  - url: ${urlOf('yagura-alerts')}\n  - url: ${urlOf('other')}\nslack:\n  channel: sec-alerts\n`,
  );
  const pretty = JSON.stringify({ a: [1, 2] }, null, 2);
  const lines = Array.from({ length: 12 }, (_, at) => `{"line":${at}}`);
  const said = await yagura(
    [
      'send',
      '-c',
      config,
      file('one.json', `\ufeff${pretty}`),
      file('many.ndjson', lines.join('\r\n\r\n')),
      '-',
    ],
    { env, stdin: '{"piped":1}\nno JSON at all\n\n' },
  );
  expect(said).toEqual({ code: 0, stdout: `15 bodies sent to ${urlOf('yagura-alerts')}\n`, stderr: '' });
  expect(calls).toEqual(['SendMessageBatch', 'SendMessageBatch']);
  expect(await bodiesIn('yagura-alerts')).toEqual([pretty, ...lines, '{"piped":1}', 'no JSON at all'].sort());
});

test('what is too much for one batch goes in several, to the queue that is named', async () => {
  const large = ['a', 'b', 'c'].map((letter) => `"${letter.repeat(600_000)}"`);
  const said = await yagura(['send', '--queue-url', urlOf('other'), file('large.ndjson', large.join('\n'))], {
    env,
  });
  expect(said).toMatchObject({ code: 0, stdout: `3 bodies sent to ${urlOf('other')}\n` });
  expect(calls).toEqual(['SendMessageBatch', 'SendMessageBatch', 'SendMessageBatch']);
  expect(await bodiesIn('other')).toEqual(large);
});

test("--demo finds the demo's queue one port above its page", async () => {
  const port = Number(new URL(aws.url).port) - 1;
  const said = await yagura(['send', '--demo', '--port', String(port), file('demo.json', '{"demo":1}')]);
  expect(said).toMatchObject({ code: 0, stdout: `1 body sent to ${urlOf('yagura-alerts')}\n` });
  expect(await bodiesIn('yagura-alerts')).toEqual(['{"demo":1}']);
});

test('a queue that is not there is told with the place in the files', async () => {
  const one = file('one.json', '{}');
  const { code, stderr } = await yagura(['send', '--queue-url', `${aws.url}/000000000000/none`, one], {
    env,
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Nothing went to ${aws.url}/000000000000/none from ${one} on: The specified queue does not exist.\n`,
  });
});
