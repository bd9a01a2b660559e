import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { control, vulnerability } from '../support/bodies.ts';
import { type DatabaseServer, databases } from '../support/databases.ts';

const at = Date.UTC(2026, 10, 20, 5);
const config = parseConfig(
  `
queues: [{ url: "https://sqs.us-east-1.amazonaws.com/111122223333/alerts" }]
slack: { channel: sec-alerts, criticalChannel: sec-critical }
`,
  'default.yaml',
);
const rules = compileTriage(triageSettings(config));

/** Every body is a message; 200 messages a batch, as intake brings them. */
async function arrive(store: Store, name: string, bodies: readonly string[]): Promise<void> {
  const deps = pipelineDeps(config, rules, store, () => at, silentLogger);
  for (let from = 0; from < bodies.length; from += 200)
    await processMessages(
      bodies.slice(from, from + 200).map((body, number) => ({
        ...{ messageId: `${name}-${from + number}`, body, queue: 'alerts', sentAt: at, receiveCount: 1 },
      })),
      deps,
    );
}

const cardsToPost = ({ cards }: Store) =>
  cards.due(Number.MAX_SAFE_INTEGER, { posting: true, exceptChannels: [], limit: 100 });

describe.each(databases)('the default policies on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;
  beforeAll(async () => {
    server = await start();
    store = await openStore(await server.create());
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  test('one control that fails on one resource in three standards is one card; 30 images with 200 flaws each are two', async () => {
    const standards = ['fsbp', 'cis', 'pci'] as const;
    await arrive(
      store,
      'port',
      standards.map((standard) => control({ at, resource: 'sg-1', standard })),
    );
    expect((await cardsToPost(store)).map(({ key }) => key)).toEqual(['case:1']);
    expect(await store.cases.view(1)).toMatchObject({
      findings: [{ standards: ['CIS 1.4.0', 'FSBP', 'PCI DSS 3.2.1'] }],
    });

    const flaws = Array.from({ length: 30 * 200 }, (_, number) => ({
      image: `shop-${Math.floor(number / 200)}`,
      cve: `CVE-2026-${1000 + (number % 200)}`,
      severity: (['CRITICAL', 'HIGH', 'HIGH', 'MEDIUM', 'LOW'] as const)[number % 5] ?? 'LOW',
    }));
    await arrive(
      store,
      'flaw',
      flaws.map((flaw) => vulnerability({ ...flaw, at })),
    );
    const cards = await cardsToPost(store);
    const views = await Promise.all(cards.map(({ caseId }) => store.cases.view(caseId ?? 0)));
    expect(views.map((view) => view?.case.tally.active)).toMatchObject([
      { Critical: 1_200, High: 0 },
      { Critical: 0, High: 1 },
      { Critical: 0, High: 2_400 },
    ]);
    expect(await store.ledger.counts(0)).toMatchObject({
      ...{ posted: 1 + 2, merged: 2 + 1_199 + 2_399, suppressed: 2_400, quarantined: 0 },
    });
  });
});
