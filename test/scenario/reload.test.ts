import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import { type ShownMessage, startWorld, type World } from '../support/world.ts';

/** The file is looked at every three seconds. */
const speed = 10;
const patience = { timeout: 20_000, interval: 50 };

let world: World;
let file: string;

beforeAll(async () => {
  world = await startWorld({ speed });
  file = join(tmpdir(), `yagura-reload-${process.pid}.yaml`);
  writeFileSync(file, world.configText);
  await world.startBot({ file, environment: { YAGURA_SLACK_API_URL: world.slack.apiUrl } });
});
afterAll(async () => {
  await world.stop();
  rmSync(file);
});

async function configCard(shows: (message: ShownMessage) => boolean): Promise<ShownMessage> {
  return vi.waitUntil(async () => {
    const messages = await world.messages('sec-alerts');
    const card = messages.find((one) => String(one.metadata?.event_payload['key']).startsWith('config:'));
    return card && shows(card) ? card : undefined;
  }, patience);
}

const policies = [{ name: 'silence', match: { kind: 'threat' }, then: 'accept' }];
const written = (parts: object) => JSON.stringify({ ...JSON.parse(world.configText), ...parts });

test('a bad file is told in Slack and changes nothing; a good one holds without a restart', async () => {
  writeFileSync(file, written({ policies: [{ ...policies[0], thn: 'accept' }] }));
  const bad = await configCard(() => true);
  expect(JSON.stringify(bad)).toContain('policies.0.thn');
  await world.send([guardDuty({ id: 'before', at: world.clock.now() })]);
  await vi.waitUntil(async () => (await world.ledger()).posted === 1, patience);

  writeFileSync(file, written({ policies }));
  const mended = await configCard(({ text }) => text !== bad.text);
  expect(mended.ts).toBe(bad.ts);
  await world.send([guardDuty({ id: 'after', at: world.clock.now() })]);
  await vi.waitUntil(async () => (await world.ledger()).suppressed === 1, patience);
  expect(await world.ledger()).toMatchObject({ posted: 1, suppressed: 1 });
});
