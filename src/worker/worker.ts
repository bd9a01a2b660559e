import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { FilePlace } from '../files/commit.ts';
import type { Counts, FileVerdict } from '../files/read-result.ts';
import type { RuleOverview } from '../finding/rule-overview.ts';
import type { IncomingMessage } from '../intake/message.ts';
import type { Ticked } from '../operations/clock/ticked.ts';
import type { Actor } from '../operations/operation.ts';
import type { PreviewRequest, previewSuppression } from '../operations/preview-suppression.ts';
import type { AnswerOf, InputOf, OperationName } from '../operations/registry.ts';
import { noRules, type RuleSource } from '../rules/rule-source.ts';
import { messageOf, RetryableError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Repositories } from '../store/store.ts';
import type { TrailMatch } from '../trail/matcher.ts';
import { type Answer, type Ask, openingId, revive } from './protocol.ts';

/**
 * Alerts are read, decided and written in a thread of their own, and all SQL is spoken there: SQLite answers on
 * the thread that asks, and a batch of 200 new cases takes some 50 ms, in which nobody's command would be
 * acknowledged. One thread with one connection also means that no two writers of this process wait for each other.
 */
export interface AlertWorker {
  readonly dialect: Repositories['dialect'];
  /** The same repositories as in the worker; every call crosses over to it. */
  readonly repositories: Repositories;
  /** `processMessages` of the pipeline, over there. `baseline`: it was there before we were. */
  process(
    messages: readonly IncomingMessage[],
    now: number,
    baseline?: boolean,
  ): Promise<ReadonlySet<string>>;
  /** Matches of a log file, over there; see files/commit.ts. */
  commitMatches(place: FilePlace, matches: readonly TrailMatch[], now: number): Promise<Counts>;
  finishFile(place: FilePlace, verdict: FileVerdict, now: number): Promise<void>;
  /** Paths of one message that the ledger knows. */
  knownPaths(messageId: string): Promise<readonly string[]>;
  /** From now on these rules hold, also in a thread that replaces this one. */
  configureRules(rules: RuleSource, now: number): Promise<void>;
  /** The rules, how often they matched, and those that do not run. */
  overviewOfRules(now: number): Promise<RuleOverview>;
  /** What a person does, over there; see `perform`. */
  act<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    actor: Actor,
    now: number,
  ): Promise<AnswerOf<Name>>;
  /** What a suppression would do, worked out over there. */
  previewSuppression(request: PreviewRequest, now: number): ReturnType<typeof previewSuppression>;
  /** What the passing of time does, over there. */
  tick(now: number): Promise<Ticked>;
  /** From now on this holds, also in a thread that replaces this one; the database stays the one it is. */
  configure(config: Config): Promise<void>;
  /** Finishes what was asked, closes the database and ends the thread. */
  stop(): Promise<void>;
}

const restartAfterMs = 1_000;

/**
 * Starts the thread. Throws what opening the database throws. A thread that dies is replaced; until then every call
 * throws RetryableError. `file`: what runs in the thread, another one in tests.
 */
export async function startWorker(
  config: Config,
  logger: Logger,
  file = new URL('thread.js', import.meta.url),
  rules: RuleSource = noRules,
): Promise<AlertWorker> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let stopping = false;
  let present = config;
  let presentRules = rules;
  let nextId = openingId + 1;
  /** Null between two threads. */
  let thread: Worker | null = open();

  function open(): Worker {
    const opened = new Worker(file, {
      workerData: { config: { ...present }, rules: presentRules, startedAt: Date.now() },
    });
    waiting.set(openingId, Promise.withResolvers());
    opened.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) asked?.reject(revive(answer.error));
      else asked?.resolve(answer.value);
    });
    opened.on('error', (error) => logger.error({ error: messageOf(error) }, 'the alert worker broke'));
    opened.on('exit', () => {
      thread = null;
      // Nothing that it held was committed, or SQS will bring it again and the ledger knows it.
      for (const asked of waiting.values()) asked.reject(new RetryableError('the alert worker ended'));
      waiting.clear();
      if (!stopping) setTimeout(reopen, restartAfterMs);
    });
    return opened;
  }

  function reopen(): void {
    if (stopping) return;
    const opened = open();
    thread = opened;
    waiting.get(openingId)?.promise.catch((error) => {
      logger.error({ error: messageOf(error) }, 'the alert worker cannot open the database');
      void opened.terminate();
    });
  }

  function ask(method: string, args: readonly unknown[]): Promise<unknown> {
    // A message to a thread that ended is lost without a word, and whoever waited for the answer would wait for ever.
    if (thread === null) return Promise.reject(new RetryableError('the alert worker is not running'));
    const id = nextId++;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    thread.postMessage({ id, method, args } satisfies Ask);
    return asked.promise;
  }

  let dialect: Repositories['dialect'];
  try {
    dialect = (await waiting.get(openingId)?.promise) as Repositories['dialect'];
  } catch (error) {
    stopping = true;
    await thread?.terminate();
    throw error;
  }
  return {
    dialect,
    repositories: repositoriesOver(dialect, ask),
    process: (...args) => ask('process', args) as Promise<ReadonlySet<string>>,
    act: (...args) => ask('act', args) as Promise<never>,
    previewSuppression: (...args) => ask('previewSuppression', args) as Promise<never>,
    tick: (now) => ask('tick', [now]) as Promise<Ticked>,
    configure(next) {
      present = next;
      return ask('configure', [{ ...next }]) as Promise<void>;
    },
    commitMatches: (...args) => ask('commitMatches', args) as Promise<Counts>,
    finishFile: (...args) => ask('finishFile', args) as Promise<void>,
    knownPaths: (messageId) => ask('knownPaths', [messageId]) as Promise<string[]>,
    configureRules(next, now) {
      presentRules = next;
      return ask('configureRules', [next, now]) as Promise<void>;
    },
    overviewOfRules: (now) => ask('overviewOfRules', [now]) as Promise<RuleOverview>,
    async stop() {
      stopping = true;
      const last = thread;
      if (last === null) return;
      try {
        await ask('close', []);
      } finally {
        await last.terminate();
      }
    },
  };
}

/** Every method of every repository becomes a call across. */
function repositoriesOver(
  dialect: Repositories['dialect'],
  ask: (method: string, args: readonly unknown[]) => Promise<unknown>,
): Repositories {
  const remote = <T extends object>(repository: string): T =>
    new Proxy({} as T, {
      get:
        (_, method) =>
        (...args: unknown[]) =>
          ask(`${repository}.${String(method)}`, args),
    });
  return {
    dialect,
    audit: remote('audit'),
    anchorCopies: remote('anchorCopies'),
    cards: remote('cards'),
    notices: remote('notices'),
    stories: remote('stories'),
    cases: remote('cases'),
    ledger: remote('ledger'),
    pages: remote('pages'),
    suppressions: remote('suppressions'),
    requests: remote('requests'),
    onCall: remote('onCall'),
    questions: remote('questions'),
    digests: remote('digests'),
    locks: remote('locks'),
    watch: remote('watch'),
    retention: remote('retention'),
    rules: remote('rules'),
    wishes: remote('wishes'),
    investigations: remote('investigations'),
    leases: remote('leases'),
    leasePages: remote('leasePages'),
    strays: remote('strays'),
    runbooks: remote('runbooks'),
    syncs: remote('syncs'),
    ping: () => ask('ping', []) as Promise<void>,
  };
}
