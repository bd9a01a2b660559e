import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { createSqs } from '../aws/clients.ts';
import { type Clock, FakeClock, systemClock } from '../shared/clock.ts';
import { createBatcher, type Process } from './batcher.ts';
import { type ConsumerEvent, createConsumer } from './consumer.ts';
import type { IncomingMessage } from './message.ts';

// A real SQS server, the real SDK. Nothing here waits for a time to pass: each test waits for what it expects.

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startQueue() {
  const queue = { name: 'alerts', visibilityTimeoutSeconds: 30 };
  const aws = await startAws({ port: 0, queues: [queue, { ...queue, name: 'more' }] });
  closers.push(() => aws.stop());
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const sqs = createSqs({ region: aws.region, endpoint: aws.url, credentials, maxSockets: 50 });
  const urlOf = (name: string) => aws.queueUrls.get(name) ?? '';
  const send = async (...bodies: string[]) => {
    for (const MessageBody of bodies)
      await sqs.send(new SendMessageCommand({ QueueUrl: urlOf('alerts'), MessageBody }));
  };
  const left = async (name = 'alerts') => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const command = new GetQueueAttributesCommand({
      QueueUrl: urlOf(name),
      AttributeNames: [...AttributeNames],
    });
    const { Attributes } = await sqs.send(command);
    return AttributeNames.map((one) => Number(Attributes?.[one]));
  };
  return { aws, sqs, urlOf, send, left };
}

type World = Awaited<ReturnType<typeof startQueue>>;

/** A consumer that is stopped after the test, and a way to wait for what it reports. */
function consume(
  world: World,
  process: Process,
  options: { clock?: Clock; name?: string; loops?: number } = {},
) {
  const events: ConsumerEvent[] = [];
  const waiters: (() => void)[] = [];
  const name = options.name ?? 'alerts';
  const consumer = createConsumer({
    sqs: world.sqs,
    queue: { name, url: world.urlOf(name) },
    batcher: createBatcher({ process }),
    clock: options.clock ?? systemClock(1000),
    loops: options.loops ?? 3,
    visibilityTimeoutSeconds: 60,
    returnAfterSeconds: () => 0,
    onEvent: (event) => {
      events.push(event);
      for (const wake of waiters.splice(0)) wake();
    },
  });
  const count = (kind: ConsumerEvent['kind']) =>
    events.reduce((sum, event) => sum + (event.kind === kind ? event.messages || 1 : 0), 0);
  const until = async (kind: ConsumerEvent['kind'], messages: number) => {
    while (count(kind) < messages) await new Promise<void>((resolve) => waiters.push(resolve));
  };
  consumer.start();
  closers.push(() => consumer.stop());
  return { consumer, events, count, until };
}

const allOf = (batch: readonly IncomingMessage[]) => new Set(batch.map((one) => one.messageId));

/** Resolves at the first call of that name. */
function called(aws: SimulatedAws, action: string): Promise<void> {
  return new Promise((resolve) => {
    aws.onCall((call) => {
      if (call.action === action && call.phase === 'after') resolve();
    });
  });
}

test('what is done is deleted', async () => {
  const world = await startQueue();
  const seen: IncomingMessage[] = [];
  const { until } = consume(world, async (batch) => {
    seen.push(...batch);
    return allOf(batch);
  });
  await world.send('one', 'two', 'three');
  await until('deleted', 3);
  expect(seen.map((message) => message.body).sort()).toEqual(['one', 'three', 'two']);
  expect(seen[0]).toMatchObject({ queue: 'alerts', receiveCount: 1 });
  expect(Math.abs((seen[0]?.sentAt ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(await world.left()).toEqual([0, 0]);
});

test('a batch that fails comes back and is done later', async () => {
  const world = await startQueue();
  const counts: number[] = [];
  const { until, count } = consume(world, async (batch) => {
    counts.push(...batch.map((one) => one.receiveCount));
    if (counts.length < 3) throw new Error('database away');
    return allOf(batch);
  });
  await world.send('one');
  await until('deleted', 1);
  expect(counts).toEqual([1, 2, 3]);
  expect(count('returned')).toBe(2);
  expect(await world.left()).toEqual([0, 0]);
});

test('a message that cannot be done does not hold up its neighbours', async () => {
  const world = await startQueue();
  await world.send('poison', 'good', 'fine');
  let times = 0;
  const { until } = consume(world, async (batch) => {
    times += batch.filter((one) => one.body === 'poison').length;
    return allOf(batch.filter((one) => one.body !== 'poison' || times > 2));
  });
  await until('deleted', 3);
  expect(times).toBe(3);
  expect(await world.left()).toEqual([0, 0]);
});

test('the oldest message of the newest receive is known', async () => {
  const world = await startQueue();
  const seen = Promise.withResolvers<[sentAt: number, oldest: number | null]>();
  const { consumer } = consume(
    world,
    async (batch) => {
      seen.resolve([batch[0]?.sentAt ?? 0, consumer.oldestSentAt()]);
      return allOf(batch);
    },
    { loops: 1 },
  );
  expect(consumer.oldestSentAt()).toBeNull();
  await world.send('one');
  const [sentAt, oldest] = await seen.promise;
  expect(oldest).toBe(sentAt);
});

test('two queues do not mix', async () => {
  const world = await startQueue();
  const queues = new Set<string>();
  const process: Process = async (batch) => {
    for (const one of batch) queues.add(`${one.queue} ${one.body}`);
    return allOf(batch);
  };
  const [first, second] = [consume(world, process), consume(world, process, { name: 'more' })];
  await world.send('a');
  await world.sqs.send(new SendMessageCommand({ QueueUrl: world.urlOf('more'), MessageBody: 'b' }));
  await Promise.all([first.until('deleted', 1), second.until('deleted', 1)]);
  expect([...queues].sort()).toEqual(['alerts a', 'more b']);
});

test('a stop finishes what is in hand, and receives no more', async () => {
  const world = await startQueue();
  const began = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { consumer, count } = consume(world, async (batch) => {
    began.resolve();
    await release.promise;
    return allOf(batch);
  });
  await world.send('held');
  await began.promise;
  const stopped = consumer.stop();
  await world.send('late');
  release.resolve();
  await stopped;
  expect(count('deleted')).toBe(1);
  // Still there. Hidden, if SQS had already given it to the poll that was just cut off.
  expect((await world.left()).reduce((sum, one) => sum + one)).toBe(1);
});

test('a stop gives up after 20 s; what was in hand is still on the queue', async () => {
  const world = await startQueue();
  const clock = new FakeClock();
  const began = Promise.withResolvers<void>();
  const { consumer, events } = consume(
    world,
    () => {
      began.resolve();
      return new Promise(() => undefined);
    },
    { clock },
  );
  await world.send('held');
  await began.promise;
  const stopped = consumer.stop();
  await clock.advance(20_000);
  await stopped;
  expect(events.map((event) => event.kind)).toEqual(['received']);
  expect(await world.left()).toEqual([0, 1]);
});

test('what takes long is kept hidden', async () => {
  const world = await startQueue();
  const clock = new FakeClock();
  const began = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { until } = consume(
    world,
    async (batch) => {
      began.resolve();
      await release.promise;
      return allOf(batch);
    },
    { clock },
  );
  await world.send('slow');
  await began.promise;
  const extended = called(world.aws, 'ChangeMessageVisibilityBatch');
  await clock.advance(20_000);
  await extended;
  release.resolve();
  await until('deleted', 1);
  expect(await world.left()).toEqual([0, 0]);
});

test('a queue that cannot be read is asked again, with pauses', async () => {
  const world = await startQueue();
  const clock = new FakeClock();
  const missing = { ...world, urlOf: () => `${world.aws.url}/000000000000/missing` };
  const { until, events } = consume(missing, async (batch) => allOf(batch), { clock, loops: 1 });
  await until('receive-failed', 1);
  await clock.advance(999);
  expect(events).toHaveLength(1);
  await clock.advance(1);
  await until('receive-failed', 2);
  expect(events.every((event) => event.kind === 'receive-failed')).toBe(true);
});

test('a consumer that never started stops at once', async () => {
  const world = await startQueue();
  const consumer = createConsumer({
    sqs: world.sqs,
    queue: { name: 'alerts', url: world.urlOf('alerts') },
    batcher: createBatcher({ process: async (batch) => allOf(batch) }),
    clock: new FakeClock(),
  });
  await consumer.stop();
  expect(consumer.oldestSentAt()).toBeNull();
});
