import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import {
  answerOf,
  type BucketSeed,
  createBuckets,
  type ObjectFault,
  type S3Request,
  s3RequestOf,
  spoiled,
} from './buckets.ts';
import { type CallListener, callHooks } from './calls.ts';
import { givingBack, sentTwice, withReachableUrls } from './repairs.ts';
import { type Answer, createRoles, type RoleSeed } from './roles.ts';
import { xmlError } from './xml.ts';

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
  readonly buckets?: readonly BucketSeed[];
  /** Roles of any account that may be taken. */
  readonly roles?: readonly RoleSeed[];
}

export interface SimulatedAws {
  /** What `AWS_ENDPOINT_URL` must say. */
  readonly url: string;
  readonly region: string;
  /** Always 000000000000: fauxqs knows no other. */
  readonly accountId: string;
  /** URL by queue name, dead letter queues included. */
  readonly queueUrls: ReadonlyMap<string, string>;
  /** Puts an object of up to 11 MB, whoever owns the bucket. */
  putObject(bucket: string, key: string, body: Buffer | string): Promise<void>;
  /** Switches a fault on for calls about objects; answers with the way to switch it off. */
  objectFault(fault: ObjectFault): () => void;
  /** Is told of every API call from outside, before it is applied and before it is answered. */
  onCall(listener: CallListener): void;
  /** Ends open long polls and frees the port. */
  stop(): Promise<void>;
}

type Call = (action: string, input: object) => Promise<Record<string, unknown>>;

const accountId = '000000000000';
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** An AWS account that runs on a laptop: SQS, S3 and a little of STS, by fauxqs, behind one loopback port. */
export async function startAws(options: AwsOptions): Promise<SimulatedAws> {
  const region = options.region ?? 'us-east-1';
  const app = buildApp({ logger: false, defaultRegion: region });
  const hooks = callHooks();
  const roles = createRoles(options.roles ?? [], accountId);
  const buckets = createBuckets(options.buckets ?? [], accountId);
  const spoiling = new WeakMap<object, ObjectFault>();
  // Marks our own calls: they are neither numbered nor refused.
  const ours = randomUUID();

  app.addHook('onRequest', async (request, reply) => {
    if (loopbackHost.test(request.headers.host ?? '')) return;
    // Without this, a web page elsewhere could reach us by a name that it makes point to 127.0.0.1.
    await reply.status(403).send({ message: 'Only loopback names are served here.' });
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['x-sim'] === ours) return;
    const asked = askedOf(request);
    if (asked === null) return;
    await hooks.before(request, asked.action);
    const answer = guard(request, asked);
    if (answer !== null) await reply.status(answer.status).type('application/xml').send(answer.body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const asked = askedOf(request);
    if (asked === null) return payload;
    if (asked.service === 's3' && sentTwice(request)) return new Promise<never>(() => undefined);
    await hooks.after(request, asked.action);
    const fault = spoiling.get(request);
    if (fault !== undefined && Buffer.isBuffer(payload)) return spoiled(payload, fault);
    if (typeof payload !== 'string') return payload;
    if (asked.action === 'ReceiveMessage' && reply.statusCode === 200 && request.raw.socket.destroyed) {
      const input = givingBack(request.body, payload);
      if (input !== null) await call('ChangeMessageVisibilityBatch', input);
    }
    return withReachableUrls(asked.action, payload, request.headers.host ?? '127.0.0.1');
  });

  /** What we answer ourselves; null: fauxqs does. */
  function guard(request: Incoming, asked: Asked): Answer | null {
    if (asked.service === 'sqs') return null;
    const caller = roles.callerOf(request.headers);
    if ('status' in caller) return caller;
    if (asked.service === 'query') {
      if (asked.action !== 'AssumeRole') return null;
      return roles.assumeRole(caller, request.body as Record<string, string>);
    }
    if (asked.s3 === null) return { status: 501, body: xmlError('NotImplemented', 'Not simulated.') };
    const refusal = buckets.refusal(asked.s3, caller, request.headers['x-amz-expected-bucket-owner']);
    if (refusal !== null) return refusal;
    const fault = buckets.strike(asked.s3);
    if (fault === null) return null;
    spoiling.set(request, fault);
    return answerOf(fault);
  }

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

  async function put(path: string, body: Buffer | string): Promise<void> {
    const answer = await app.inject({
      method: 'PUT',
      url: path,
      headers: { host: `127.0.0.1:${port}`, 'content-type': 'application/octet-stream', 'x-sim': ours },
      payload: body,
    });
    if (answer.statusCode !== 200) throw new Error(`simulated S3 refused to put ${path}: ${answer.body}`);
  }

  for (const name of buckets.names) await put(`/${name}`, '');
  return {
    url: `http://127.0.0.1:${port}`,
    region,
    accountId,
    queueUrls: await createQueues(options.queues, region, call),
    putObject: (bucket, key, body) =>
      put(`/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`, body),
    objectFault: (fault) => buckets.add(fault),
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

interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

type Asked =
  | { readonly service: 'sqs'; readonly action: string }
  | { readonly service: 'query'; readonly action: string }
  | { readonly service: 's3'; readonly action: string; readonly s3: S3Request | null };

/** Which API call a request makes; what is none (health checks) has no answer. */
function askedOf({ method, url, headers, body }: Incoming): Asked | null {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { service: 'sqs', action: target.slice(target.indexOf('.') + 1) };
  if (url === '/' && method === 'POST') {
    const { Action } = (body ?? {}) as { Action?: string };
    return { service: 'query', action: Action ?? '' };
  }
  if (url === '/health' || url.startsWith('/_fauxqs/')) return null;
  const s3 = s3RequestOf(method, url);
  return { service: 's3', action: s3?.action ?? `${method} ${url}`, s3 };
}
