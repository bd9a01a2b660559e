import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import { type CallListener, callHooks } from './calls.ts';
import { givingBack, withReachableUrls } from './repairs.ts';

interface QueueSeed {
  readonly name: string;
  /** How long a received message stays hidden; SQS's own default is 30. */
  readonly visibilityTimeoutSeconds?: number;
  /** Where a message goes after `maxReceiveCount` receives; made when it is not there. */
  readonly deadLetter?: { readonly name: string; readonly maxReceiveCount: number };
}

export interface AwsOptions {
  /** 0 takes any free port. Always on 127.0.0.1: any credentials are good here. */
  readonly port: number;
  /** Default `us-east-1`. Queues are found by the region that a client signs for. */
  readonly region?: string;
  readonly queues: readonly QueueSeed[];
}

export interface SimulatedAws {
  /** What `AWS_ENDPOINT_URL` must say. */
  readonly url: string;
  readonly region: string;
  /** Always 000000000000: fauxqs knows no other. */
  readonly accountId: string;
  /** URL by queue name, dead letter queues included. */
  readonly queueUrls: ReadonlyMap<string, string>;
  /** Is told of every API call from outside, before it is applied and before it is answered. */
  onCall(listener: CallListener): void;
  /** Ends open long polls and frees the port. */
  stop(): Promise<void>;
}

type Call = (action: string, input: object) => Promise<Record<string, unknown>>;

const accountId = '000000000000';
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** An AWS account that runs on a laptop: today SQS, by fauxqs, behind one loopback port. */
export async function startAws(options: AwsOptions): Promise<SimulatedAws> {
  const region = options.region ?? 'us-east-1';
  const app = buildApp({ logger: false, defaultRegion: region });
  const hooks = callHooks();
  // Marks our own calls: they are neither numbered nor refused.
  const ours = randomUUID();

  app.addHook('onRequest', async (request, reply) => {
    if (loopbackHost.test(request.headers.host ?? '')) return;
    // Without this, a web page elsewhere could reach us by a name that it makes point to 127.0.0.1.
    await reply.status(403).send({ message: 'Only loopback names are served here.' });
  });
  app.addHook('preHandler', async (request) => {
    const action = actionOf(request.headers);
    if (action !== null && request.headers['x-sim'] !== ours) await hooks.before(request, action);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const action = actionOf(request.headers);
    if (action === null || typeof payload !== 'string') return payload;
    await hooks.after(request, action);
    if (action === 'ReceiveMessage' && reply.statusCode === 200 && request.raw.socket.destroyed) {
      const input = givingBack(request.body, payload);
      if (input !== null) await call('ChangeMessageVisibilityBatch', input);
    }
    return withReachableUrls(action, payload, request.headers.host ?? '127.0.0.1');
  });

  await app.listen({ port: options.port, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;

  async function call(action: string, input: object): Promise<Record<string, unknown>> {
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: {
        host: `127.0.0.1:${port}`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
        'x-sim': ours,
      },
      payload: JSON.stringify(input),
    });
    if (answer.statusCode !== 200) throw new Error(`simulated SQS refused ${action}: ${answer.body}`);
    return answer.json<Record<string, unknown>>();
  }

  return {
    url: `http://127.0.0.1:${port}`,
    region,
    accountId,
    queueUrls: await createQueues(options.queues, region, call),
    onCall: (listener) => hooks.listen(listener),
    stop: () => app.close(),
  };
}

async function createQueues(
  queues: readonly QueueSeed[],
  region: string,
  call: Call,
): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  const create = async (name: string, attributes: Record<string, string>) => {
    const made = await call('CreateQueue', { QueueName: name, Attributes: attributes });
    urls.set(name, String(made['QueueUrl']));
  };
  for (const { deadLetter } of queues) {
    if (deadLetter && !urls.has(deadLetter.name)) await create(deadLetter.name, {});
  }
  for (const { name, visibilityTimeoutSeconds = 30, deadLetter } of queues) {
    await create(name, {
      VisibilityTimeout: String(visibilityTimeoutSeconds),
      ...(deadLetter && { RedrivePolicy: redrivePolicy(region, deadLetter) }),
    });
  }
  return urls;
}

function redrivePolicy(region: string, deadLetter: NonNullable<QueueSeed['deadLetter']>): string {
  return JSON.stringify({
    deadLetterTargetArn: `arn:aws:sqs:${region}:${accountId}:${deadLetter.name}`,
    maxReceiveCount: deadLetter.maxReceiveCount,
  });
}

/** `ReceiveMessage` of `AmazonSQS.ReceiveMessage`; what is no API call (health checks) has none. */
function actionOf(headers: Readonly<Record<string, unknown>>): string | null {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : null;
}
