import { afterEach, beforeEach, expect, test } from 'vitest';
import { actAs, hour, rulesFixture } from '../../test/support/acts.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { CaseDraft } from '../finding/case.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

const rules = rulesFixture({ onCall: { kind: 'group', group: 'S0ONCALL' } });
const now = noon + hour;
let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

async function unheard(decided: Partial<CaseDraft>): Promise<boolean> {
  const caseId = await take(store, findingFixture('f-1', { severity: 'Critical' }), { decided });
  const input = { caseId: caseId ?? 0, minutes: 2 };
  return actAs(store, 'U0CLOCK', { now, rules, role: 'admin' }, 'pageUnheard', input);
}

async function said() {
  const card = await store.cards.claim('case:1', { owner: 'me', now, until: now + 1, posting: true });
  if (!card) return [];
  await store.cards.confirm('case:1', card.claim, {
    channelId: 'C1',
    ts: '1.1',
    shown: card.wanted,
    hash: 'h',
  });
  return store.notices.due(now, { exceptChannels: [], limit: 9 });
}

test('whoever is on call is called in Slack, for everybody to see', async () => {
  expect(await unheard({})).toBe(true);
  expect(await said()).toMatchObject([
    { kind: 'page-unheard', broadcast: true, mentions: ['S0ONCALL'], values: { minutes: 2 } },
  ]);
});

test.each<[string, Partial<CaseDraft>]>([
  ['somebody has it', { state: 'acknowledged', assignee: 'U0CAROL', acknowledgedUntil: now + hour }],
  ['it is over', { state: 'resolved', resolution: 'fixed', closedAt: noon }],
])('nobody is called when %s', async (_name, decided) => {
  expect(await unheard(decided)).toBe(false);
  expect(await said()).toEqual([]);
});
