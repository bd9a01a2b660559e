import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { RuleSource } from '../rules/rule-source.ts';
import { createLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { ownCalls } from './own-calls.ts';
import { type Answer, type Ask, carry, openingId } from './protocol.ts';

/** The other end of worker.ts, loaded by thread.js: the only thread that reads alerts and speaks SQL. */
const port = parentPort;
if (!port) throw new Error('this file is started as a worker');
const answer = (message: Answer) => port.postMessage(message);

const { config, rules, startedAt } = workerData as {
  readonly config: Config;
  readonly rules: RuleSource;
  readonly startedAt: number;
};

try {
  const store = await openStore(config.database);
  const own = {
    ...(await ownCalls(config, rules, store, createLogger(config.log.level), startedAt)),
    async close() {
      await store.close();
      // The answer goes out first; with no port to listen to, the thread ends.
      setImmediate(() => port.close());
    },
  };
  port.on('message', (ask: Ask) => {
    run(own, store, ask)
      .then((value) => answer({ id: ask.id, value }))
      .catch((error) => answer({ id: ask.id, error: carry(error) }));
  });
  flushCompileCache();
  answer({ id: openingId, value: store.dialect });
} catch (error) {
  answer({ id: openingId, error: carry(error) });
}

type Call = (...args: never[]) => Promise<unknown>;

async function run(
  own: Readonly<Record<string, Call>>,
  store: Store,
  { method, args }: Ask,
): Promise<unknown> {
  const [repository = '', name = ''] = method.split('.');
  const target = store[repository as keyof Store] as unknown as Readonly<Record<string, Call>> | undefined;
  const call = name === '' ? own[method] : target?.[name];
  if (!call) throw new Error(`the alert worker knows no ${method}`);
  return call.apply(target, args as never[]);
}
