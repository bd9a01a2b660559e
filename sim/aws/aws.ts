import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import { borrowedOf, factsOf, worldPath } from './borrowed.ts';
import { type BucketSeed, createBuckets, type ObjectFault, spoiled } from './buckets.ts';
import { type CallFacts, type CallListener, callHooks, type LoggedCall } from './calls.ts';
import { createBuses, type EventListener } from './events.ts';
import { type AwsFault, createFaults } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createGuard } from './guard.ts';
import { createPermissions } from './permissions.ts';
import type { PolicyDocument } from './policies.ts';
import { createQueues, type QueueSeed } from './queues.ts';
import { givingBack, sentTwice, withReachableUrls } from './repairs.ts';
import { createRoles, type RoleSeed } from './roles.ts';
import type { Rate } from './service.ts';
import { createThrottle } from './throttle.ts';
import { createWorld, type Seeds } from './world.ts';

export interface AwsOptions {
  /** 0 takes any free port. Always on 127.0.0.1: any credentials are good here. */
  readonly port: number;
  /** Default `us-east-1`. Queues are found by the region that a client signs for. */
  readonly region?: string;
  readonly queues: readonly QueueSeed[];
  readonly buckets?: readonly BucketSeed[];
  /** Roles of any account that may be taken. */
  readonly roles?: readonly RoleSeed[];
  /** What the bot's own principal may do. Left out: everything. */
  readonly ownPolicies?: readonly PolicyDocument[];
  /** The account that manages GuardDuty and Security Hub for all others; default: the bot's own. */
  readonly administrator?: string;
  /** The simulated time in milliseconds; default: the machine's. */
  readonly now?: () => number;
  /** Draws from [0, 1) for faults that strike by chance. */
  readonly random?: () => number;
  /** Limits instead of AWS's, by `<service>:<operation>`. */
  readonly rates?: Readonly<Record<string, Rate>>;
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
  /** Switches a fault on for calls to any service; answers with the way to switch it off. */
  fault(fault: AwsFault): () => void;
  /** Every call from outside but for SQS's, which would bury the rest; oldest first. */
  calls(): readonly LoggedCall[];
  /** Is told of every API call from outside, before it is applied and before it is answered. */
  onCall(listener: CallListener): void;
  /** What is in the accounts, service by service and from inside: `world.cloudTrail(account, region).record(…)`. */
  readonly world: Seeds;
  /** Does what is due by the clock: schedules call their targets. */
  tick(): Promise<void>;
  /** Is told of every event on the bus of any account. */
  onEvent(listener: EventListener): void;
  /** Ends open long polls and frees the port. */
  stop(): Promise<void>;
}

const accountId = '000000000000';
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** AWS on a laptop, behind one loopback port: SQS and S3 by fauxqs, the other services in `world.ts`. */
export async function startAws(options: AwsOptions): Promise<SimulatedAws> {
  const { region = 'us-east-1', now = Date.now, random = Math.random, rates = {} } = options;
  const { administrator = accountId } = options;
  const app = buildApp({ logger: false, defaultRegion: region });
  const hooks = callHooks(now);
  const faults = createFaults(random);
  const roles = createRoles(options.roles ?? [], {
    ownAccount: accountId,
    now,
    holderOf: (key) => holderOf(key),
  });
  const buses = createBuses(now);
  const objectBuckets = (options.buckets ?? []).map(({ name }) => name);
  const setting = { now, ownAccount: accountId, administrator, objectBuckets, emit: buses.emit };
  const { services, seeds, tick, holderOf } = createWorld(roles, setting);
  const lacks = createPermissions({
    roles: options.roles ?? [],
    ownPolicies: options.ownPolicies,
    conditionKeys: services.flatMap(({ conditionKeys = [] }) => conditionKeys),
  });
  const gateway = createGateway({
    services,
    roles,
    lacks,
    hooks,
    faults,
    throttle: createThrottle(now),
    rates,
  });
  const buckets = createBuckets(options.buckets ?? [], accountId);
  const guard = createGuard({ roles, lacks, faults, buckets });
  const mishaps = new WeakMap<object, 'cut' | ObjectFault>();
  const told = new WeakMap<object, CallFacts>();
  // Marks our own calls: they are neither numbered nor refused.
  const ours = randomUUID();

  app.addHook('onRequest', async (request, reply) => {
    if (!loopbackHost.test(request.headers.host ?? '')) {
      // Without this, a web page elsewhere could reach us by a name that it makes point to 127.0.0.1.
      await reply.status(403).send({ message: 'Only loopback names are served here.' });
      return;
    }
    if (request.url === worldPath) {
      await reply.send(seeds.ec2Everywhere.snapshotOf());
      return;
    }
    const service = gateway.serviceOf(request.raw);
    if (service === null) return;
    reply.hijack();
    await gateway.serve(service, request.raw, reply.raw);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['x-sim'] === ours) return;
    const asked = borrowedOf(request);
    if (asked === null) return;
    const identified = roles.callerOf(request.headers);
    const facts = hooks.numbered(factsOf(asked, request, identified, region));
    told.set(request, facts);
    if (asked.service !== 'sqs') hooks.logged(facts, { url: request.url });
    await hooks.before(facts);
    const { reply: answer, mishap } = guard(request, asked, facts);
    if (mishap === 'silence') return new Promise<never>(() => undefined);
    if (mishap !== null) mishaps.set(request, mishap);
    if (answer !== null) await reply.status(answer.status).type(answer.contentType).send(answer.body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const asked = borrowedOf(request);
    if (asked === null) return payload;
    if (asked.service === 's3' && sentTwice(request)) return new Promise<never>(() => undefined);
    const facts = told.get(request);
    if (facts) await hooks.after(facts);
    const mishap = mishaps.get(request);
    if (mishap === 'cut') request.raw.socket.destroy();
    else if (mishap !== undefined && Buffer.isBuffer(payload)) return spoiled(payload, mishap);
    if (typeof payload !== 'string') return payload;
    if (asked.action === 'ReceiveMessage' && reply.statusCode === 200 && request.raw.socket.destroyed) {
      const input = givingBack(request.body, payload);
      if (input !== null) await call('ChangeMessageVisibilityBatch', input);
    }
    return withReachableUrls(asked.action, payload, request.headers.host ?? '127.0.0.1');
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
    queueUrls: await createQueues(options.queues, { region, accountId }, call),
    putObject: (bucket, key, body) =>
      put(`/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`, body),
    objectFault: (fault) => buckets.add(fault),
    fault: (fault) => faults.add(fault),
    calls: () => hooks.calls(),
    onCall: (listener) => hooks.listen(listener),
    world: seeds,
    tick: () => tick(gateway.invoke),
    onEvent: buses.listen,
    stop: () => app.close(),
  };
}
