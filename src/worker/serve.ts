import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { IncomingMessage } from '../intake/message.ts';
import { processMessages } from '../pipeline.ts';
import { pipelineDeps } from '../pipeline-deps.ts';
import { createLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { type Answer, type Ask, carry, openingId } from './protocol.ts';

/** The other end of worker.ts, loaded by thread.js: the only thread that reads alerts and speaks SQL. */
const port = parentPort;
if (!port) throw new Error('this file is started as a worker');
const answer = (message: Answer) => port.postMessage(message);

const config = workerData as Config;
const logger = createLogger(config.log.level);

try {
  const store = await openStore(config.database);
  port.on('message', (ask: Ask) => {
    run(store, ask)
      .then((value) => answer({ id: ask.id, value }))
      .catch((error) => answer({ id: ask.id, error: carry(error) }));
  });
  flushCompileCache();
  answer({ id: openingId, value: store.dialect });
} catch (error) {
  answer({ id: openingId, error: carry(error) });
}

async function run(store: Store, { method, args }: Ask): Promise<unknown> {
  if (method === 'process') {
    const [messages, now] = args as [IncomingMessage[], number];
    return processMessages(
      messages,
      pipelineDeps(config, store, () => now, logger),
    );
  }
  if (method === 'ping') return store.ping();
  if (method === 'close') {
    await store.close();
    // The answer goes out first; with no port to listen to, the thread ends.
    setImmediate(() => port?.close());
    return undefined;
  }
  const [repository = '', name = ''] = method.split('.');
  const target = store[repository as keyof Store] as unknown as Partial<
    Record<string, (...args: unknown[]) => unknown>
  >;
  const call = target?.[name];
  if (!call) throw new Error(`the alert worker knows no ${method}`);
  return call.call(target, ...args);
}
