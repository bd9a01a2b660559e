import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditDraft } from '../../finding/audit.ts';
import { FakeClock } from '../../shared/clock.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { tellAnchor } from './audit-anchor.ts';

const day = 86_400_000;
let store: Store;
let clock: FakeClock;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = new FakeClock();
});
afterEach(() => store.close());

const draft: AuditDraft = {
  ...{ at: 0, actor: null, role: null, surface: 'clock', act: 'a', outcome: 'done', target: null },
  ...{ before: null, after: null, reason: null },
};
const place = 's3://example-audit/yagura/';
const run = (anchorPlace: string | null = null) =>
  tellAnchor({
    ...{ store, clock, anchorPlace },
    intakeCard: () => ({ key: 'intake:2026-11-22', channel: 'sec-alerts' }),
  });

test('once a day the channel is told where the log stands', async () => {
  await run();
  expect(await store.audit.anchors()).toEqual([]);

  await store.audit.add(draft);
  await run();
  const [anchor] = await store.audit.anchors();
  const card = await store.cards.byKey('audit-anchor:2026-11-22');
  expect(card).toMatchObject({ channel: 'sec-alerts', severity: 'Informational' });
  expect(card?.data).toEqual({ ...anchor, at: clock.now() });

  await store.audit.add(draft);
  await run();
  expect(await store.audit.anchors()).toHaveLength(1);
  await clock.advance(day);
  await run();
  expect(await store.audit.anchors()).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  expect(await store.cards.byKey('audit-anchor:2026-11-23')).not.toBeNull();
});

test('and which earlier ones are not in the bucket for them', async () => {
  await store.audit.add(draft);
  await run(place);
  const data = async () => (await store.cards.lastPut('audit-anchor:'))?.data;
  expect(await data()).not.toHaveProperty('unkept');
  await store.anchorCopies.failed(place, 1, { problem: 'AccessDenied', nextAt: 0 });
  await store.audit.add(draft);
  await clock.advance(day);
  await run(place);
  expect(await data()).toMatchObject({ seq: 2, unkept: { place, count: 1, problem: 'AccessDenied' } });
});
