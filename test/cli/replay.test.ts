import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import type { Outcome } from '../../src/finding/ledger.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { guardDuty } from '../support/bodies.ts';
import { yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-replay-'));
const day = 86_400_000;
const now = Date.now();

function configFile(source: string): string {
  const name = join(folder, `${source}.json`);
  const queue = { url: 'http://127.0.0.1:9/000000000000/alerts', sources: [source] };
  const database = `sqlite:${join(folder, 'yagura.db')}`;
  writeFileSync(name, JSON.stringify({ database, queues: [queue], slack: { channel: 'sec-alerts' } }));
  return name;
}

let store: Store;
const before = configFile('macie');
const fixed = configFile('guardduty');

/** Processed as on that day, when the queue might carry Macie's findings only. */
async function arrive(messageId: string, body: string, at: number): Promise<void> {
  const config = loadConfig(before, {});
  const rules = compileTriage(triageSettings(config));
  const deps = pipelineDeps(config, rules, store, () => at, silentLogger);
  await processMessages([{ messageId, body, queue: 'alerts', sentAt: at, receiveCount: 1 }], deps);
}

/** The outcomes that are not zero. */
async function ledger(): Promise<Partial<Record<Outcome, number>>> {
  const counts = Object.entries(await store.ledger.counts(0));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

beforeAll(async () => {
  store = await openStore(`sqlite:${join(folder, 'yagura.db')}`);
  await arrive('old', guardDuty({ id: 'f-old', at: now - 9 * day }), now - 9 * day);
  await arrive('by-id', guardDuty({ id: 'f-id', at: now - 2 * day }), now - 2 * day);
  await arrive('recent', guardDuty({ id: 'f-recent', at: now - 3_600_000 }), now - 3_600_000);
  await arrive('broken', '{"detail":', now - 3_600_000);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('what was quarantined is judged anew after a fix, as much of it as is asked for', async () => {
  expect(await ledger()).toEqual({ quarantined: 4 });

  expect(await yagura(['replay', '-c', before])).toEqual({
    code: 0,
    stdout: '4 read again; 4 inner events still in quarantine (before: 4).\n',
    stderr: '',
  });
  expect(await ledger()).toEqual({ quarantined: 4 });

  expect(await yagura(['replay', '-c', fixed, 'by-id', 'unknown'])).toEqual({
    code: 1,
    stdout:
      '1 read again; 3 inner events still in quarantine (before: 4).\n' +
      '1 could not be read: their bodies are no longer kept.\n',
    stderr: '',
  });
  expect(await ledger()).toEqual({ quarantined: 3, posted: 1 });

  expect(await yagura(['replay', '-c', fixed, '--since', '1d'])).toMatchObject({
    code: 0,
    stdout: '2 read again; 2 inner events still in quarantine (before: 3).\n',
  });
  expect(await ledger()).toEqual({ quarantined: 2, posted: 2 });

  expect(await yagura(['replay', '-c', fixed, '--all'])).toMatchObject({
    code: 0,
    stdout: '4 read again; 1 inner event still in quarantine (before: 2).\n',
  });
  expect(await ledger()).toEqual({ quarantined: 1, posted: 3 });
});
