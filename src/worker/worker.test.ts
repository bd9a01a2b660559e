import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardDuty } from '../../test/support/bodies.ts';
import { type Config, parseConfig } from '../config/config.ts';
import { everywhere } from '../operations/grants.ts';
import { RetryableError, UsageError } from '../shared/errors.ts';
import { silentLogger } from '../shared/logger.ts';
import { carry, revive } from './protocol.ts';
import { type AlertWorker, startWorker } from './worker.ts';

const now = Date.UTC(2026, 10, 22, 5, 0, 0);
let folder: string;
let worker: AlertWorker | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-test-'));
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  rmSync(folder, { recursive: true, force: true });
});

function configWith(database: string, parts: object = {}): Config {
  return parseConfig(
    JSON.stringify({
      ...parts,
      database,
      queues: [{ url: 'http://127.0.0.1/000000000000/q' }],
      slack: { channel: 'sec-alerts' },
      log: { level: 'error' },
    }),
    'test',
  );
}

/** A thread that dies of a ping, and answers everything else with the hash of its configuration. */
const mortal = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads';
    parentPort.on('message', ({ id, method }) => {
      if (method === 'ping') process.exit(1);
      parentPort.postMessage({ id, value: workerData.config.hash });
    });
    parentPort.postMessage({ id: 0, value: 'sqlite' });
  `)}`,
);

describe('the alert worker', () => {
  it('decides over there and is asked from here', async () => {
    worker = await startWorker(configWith(`sqlite:${join(folder, 'y.db')}`), silentLogger);
    expect(worker.dialect).toBe('sqlite');
    const body = guardDuty({ id: 'f-1', at: now });
    const done = await worker.process(
      [{ messageId: 'm-1', body, queue: 'q', sentAt: now, receiveCount: 1 }],
      now,
    );
    expect(done).toEqual(new Set(['m-1']));
    const { repositories } = worker;
    expect(await repositories.ledger.counts(0)).toMatchObject({ posted: 1 });
    expect((await repositories.cases.view(1))?.case.openedAt).toBe(now);
    expect(await repositories.cards.backlog()).toEqual({ waiting: 1, oldest: now });
    await expect(repositories.ping()).resolves.toBeUndefined();
  });

  it('acts for a person, and lets time pass', async () => {
    worker = await startWorker(configWith(`sqlite:${join(folder, 'y.db')}`), silentLogger);
    const body = guardDuty({ id: 'f-1', at: now, severity: 9 });
    await worker.process([{ messageId: 'm-1', body, queue: 'q', sentAt: now, receiveCount: 1 }], now);
    const actor = {
      userId: 'U0CAROL',
      role: 'responder',
      grants: everywhere('responder'),
      surface: 'command',
    } as const;
    await worker.act('acknowledge', { caseId: 1, duration: null }, actor, now);
    const taken = await worker.repositories.cases.view(1);
    expect(taken?.case).toMatchObject({ state: 'acknowledged', assignee: 'U0CAROL' });
    const lapsed = taken?.case.acknowledgedUntil ?? 0;
    await worker.tick(lapsed);
    expect((await worker.repositories.cases.view(1))?.case.state).toBe('open');
  });

  it('decides by the newest configuration', async () => {
    const database = `sqlite:${join(folder, 'y.db')}`;
    const quiet = configWith(database, { policies: [{ match: {}, then: 'accept' }] });
    worker = await startWorker(configWith(database), silentLogger);
    await worker.configure(quiet);
    const body = guardDuty({ id: 'f-1', at: now });
    await worker.process([{ messageId: 'm-1', body, queue: 'q', sentAt: now, receiveCount: 1 }], now);
    expect(await worker.repositories.ledger.counts(0)).toMatchObject({ posted: 0, suppressed: 1 });
  });

  it('gives the newest configuration to the thread that replaces one', async () => {
    const database = `sqlite:${join(folder, 'y.db')}`;
    worker = await startWorker(configWith(database), silentLogger, mortal);
    const newer = configWith(database, { defaults: false });
    await worker.configure(newer);
    const { repositories } = worker;
    await expect(repositories.ping()).rejects.toBeInstanceOf(RetryableError);
    const hash = await vi.waitUntil(() => repositories.ledger.body('m-1').catch(() => null), 10_000);
    expect(hash).toBe(newer.hash);
  });

  it('refuses to start on a database that cannot be opened, in the words of the store', async () => {
    await expect(startWorker(configWith(`sqlite:${folder}`), silentLogger)).rejects.toBeInstanceOf(
      UsageError,
    );
  });

  it('refuses calls while a thread that died is replaced, and takes them again afterwards', async () => {
    const config = configWith(`sqlite:${join(folder, 'y.db')}`);
    worker = await startWorker(config, silentLogger, mortal);
    const { repositories } = worker;
    await expect(repositories.ping()).rejects.toBeInstanceOf(RetryableError);
    // Now there is no thread at all.
    await expect(repositories.ping()).rejects.toBeInstanceOf(RetryableError);
    const again = await vi.waitUntil(() => repositories.ledger.body('m-1').catch(() => null), 10_000);
    expect(again).toBe(config.hash);
  });

  it('refuses calls after its stop', async () => {
    const stopped = await startWorker(configWith(`sqlite:${join(folder, 'y.db')}`), silentLogger);
    await stopped.stop();
    await expect(stopped.repositories.ping()).rejects.toBeInstanceOf(RetryableError);
    await stopped.stop();
  });

  it('carries the class of an error across: it says whether to try again', () => {
    const back = revive(carry(new RetryableError('away')));
    expect(back).toBeInstanceOf(RetryableError);
    expect(back.message).toBe('away');
    expect(revive(carry(new TypeError('a bug')))).toBeInstanceOf(Error);
    expect(carry('thrown text')).toEqual({ name: 'Error', message: 'thrown text' });
  });
});
