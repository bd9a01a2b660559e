import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  bodyFixture,
  changeFixture,
  emptyBatch,
  findingFixture,
  knownOf,
  ledgerFixture,
  noon,
  queryFixture,
  take,
  together,
} from '../../test/support/store-fixtures.ts';
import { severities } from '../finding/severity.ts';
import { PermanentError, RetryableError } from '../shared/errors.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

describe.each(databases)('intake on $name', ({ start }) => {
  let server: DatabaseServer;
  let address: string;
  let store: Store;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    address = await server.create();
    store = await openStore(address);
  });
  afterEach(() => store.close());

  test('what was saved is loaded again, letter for letter', async () => {
    const finding = findingFixture('f1', {
      title: '請求書バケットが公開 🔥 \u202e "quoted" \\u0000 \ud83d',
      facts: { port: '22', odd: 'a\u0000b' },
      account: { id: '111122223333' },
    });
    const id = await take(store, finding, { notices: [notice] });
    const known = await knownOf(store, finding.identity);
    expect(known.records).toEqual([finding]);
    expect(known.case).toMatchObject({
      id,
      key: finding.identity,
      state: 'open',
      severity: 'High',
      closedAt: null,
    });
    expect((await store.cases.view(Number(id)))?.findings[0]).toMatchObject({ title: finding.title });
  });

  test('every identity asked for is answered, known or not', async () => {
    await take(store, findingFixture('f1'));
    const known = await store.intake((transaction) => transaction.load(['guardduty:f1', 'guardduty:f2']));
    expect(known.findings.get('guardduty:f1')).toMatchObject({ caseKey: 'guardduty:f1' });
    expect(known.findings.get('guardduty:f2')).toEqual({
      identity: 'guardduty:f2',
      records: [],
      caseKey: null,
    });
    expect([...known.cases].map(([key, one]) => [key, one?.id])).toEqual([
      ['guardduty:f1', 1],
      ['guardduty:f2', undefined],
    ]);
  });

  test('an identity that was only looked at leaves nothing behind', async () => {
    await store.intake((transaction) => transaction.load(['guardduty:f1']));
    expect(await store.cases.why('f1')).toEqual([]);
    expect(await store.retention.sweep({ ...never, closedCasesBefore: noon * 2 })).toBe(0);
  });

  test('case ids are given out one by one, however often cases change', async () => {
    const first = await take(store, findingFixture('f1'));
    for (let again = 0; again < 5; again += 1) await take(store, findingFixture('f1', { count: again }));
    const second = await take(store, findingFixture('f2'));
    expect([first, second]).toEqual([1, 2]);
  });

  test('a record replaces its older version and leaves the others', async () => {
    await take(store, findingFixture('f1'));
    await take(store, findingFixture('f1', { recordKey: 'securityhub:f1', source: 'securityhub' }));
    await take(store, findingFixture('f1', { count: 9 }));
    const { records } = await knownOf(store, 'guardduty:f1');
    expect(records.map((record) => [record.recordKey, record.count]).sort()).toEqual([
      ['guardduty:f1', 9],
      ['securityhub:f1', 1],
    ]);
  });

  test('a redelivery adds no ledger row and changes none that is decided', async () => {
    const save = (outcome: 'posted' | 'merged' | 'dropped' | 'quarantined', path: string) =>
      store.intake((transaction) =>
        transaction.save({ ...emptyBatch, ledger: [ledgerFixture('m1', outcome, { path })] }),
      );
    await save('posted', '/a');
    await save('merged', '/a');
    await save('quarantined', '/b');
    await save('dropped', '/b');
    await save('posted', '/b');
    await save('merged', '/b');
    const known = await store.intake((transaction) => transaction.ledgerOf(['m1', 'm2']));
    expect(known).toEqual(
      new Map([
        [
          'm1',
          new Map([
            ['/a', { outcome: 'posted', identity: null }],
            ['/b', { outcome: 'posted', identity: null }],
          ]),
        ],
      ]),
    );
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 2, merged: 0, dropped: 0, quarantined: 0 });
  });

  test('the same message twice in one batch is one row and one body', async () => {
    await store.intake((transaction) =>
      transaction.save({
        ...emptyBatch,
        bodies: [bodyFixture('m1', 'first'), bodyFixture('m1', 'second')],
        ledger: [ledgerFixture('m1', 'posted'), ledgerFixture('m1', 'posted')],
      }),
    );
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 1 });
    expect(await store.ledger.body('m1')).toEqual(bodyFixture('m1', 'first'));
  });

  test('bodies come back as they were, among others and alone, small and large', async () => {
    const bodies = [
      bodyFixture('m1', ''),
      bodyFixture('m2', '{"題":"櫓 🔥"}'),
      bodyFixture('m3', 'x'.repeat(1_000_000)),
      bodyFixture('m4', 'last \u0000 one'),
    ];
    await store.intake((transaction) => transaction.save({ ...emptyBatch, bodies }));
    for (const body of bodies) expect(await store.ledger.body(body.messageId)).toEqual(body);
    expect(await store.ledger.body('m5')).toBeNull();
  });

  test('pages of messages for a replay, oldest first', async () => {
    await store.intake((transaction) =>
      transaction.save({
        ...emptyBatch,
        bodies: [3, 1, 2].map((at) => bodyFixture(`m${at}`, 'x', noon + at)),
        ledger: [
          ledgerFixture('m1', 'quarantined', { arrivedAt: noon + 1 }),
          ledgerFixture('m2', 'posted', { arrivedAt: noon + 2 }),
          ledgerFixture('m3', 'quarantined', { arrivedAt: noon + 3 }),
        ],
      }),
    );
    const all = { since: noon, limit: 2 };
    expect(await store.ledger.messages({ ...all, after: null })).toEqual(['m1', 'm2']);
    expect(await store.ledger.messages({ ...all, after: 'm2' })).toEqual(['m3']);
    expect(await store.ledger.quarantined({ ...all, after: null })).toEqual(['m1', 'm3']);
    expect(await store.ledger.quarantined({ ...all, after: 'm1' })).toEqual(['m3']);
    expect(await store.ledger.quarantined({ ...all, after: null, since: noon + 2 })).toEqual(['m3']);
  });

  test('an error inside rolls everything back', async () => {
    const attempt = store.intake(async (transaction) => {
      await transaction.save({ ...emptyBatch, changes: changeFixture(findingFixture('f1')) });
      throw new Error('on purpose');
    });
    await expect(attempt).rejects.toThrow('on purpose');
    expect(await store.cases.search(queryFixture(), { offset: 0, limit: 10 })).toMatchObject({
      rows: [],
      total: 0,
    });
  });

  test('the loser of a deadlock begins anew, and nothing of its first try is left', async () => {
    let tries = 0;
    const result = await store.intake(async (transaction) => {
      tries += 1;
      await transaction.save({ ...emptyBatch, ledger: [ledgerFixture(`try-${tries}`, 'posted')] });
      if (tries === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      return tries;
    });
    expect(result).toBe(2);
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 1 });
  });

  test('data that SQL refuses is a permanent error', async () => {
    const attempt = store.intake((transaction) =>
      transaction.save({ ...emptyBatch, ledger: [ledgerFixture('m1', 'posted', { path: '/a\u0000b' })] }),
    );
    await expect(attempt).rejects.toBeInstanceOf(PermanentError);
    await store.ping();
  });

  test('all is there after a restart', async () => {
    await take(store, findingFixture('f1'));
    await store.close();
    store = await openStore(address);
    expect((await knownOf(store, 'guardduty:f1')).case?.id).toBe(1);
    expect(await take(store, findingFixture('f2'))).toBe(2);
  });

  test('two processes that race on the same identities open each case once', async () => {
    const other = await openStore(address);
    const identities = Array.from({ length: 12 }, (_, at) => `f${at}`);
    const run = async (each: Store, order: string[], run: number) => {
      for (let round = 0; round < 6; round += 1) await race(each, order, `${run}-${round}`);
    };
    await Promise.all([
      run(store, identities, 1),
      run(other, [...identities].reverse(), 2),
      run(store, identities, 3),
      run(other, identities.slice(4), 4),
    ]);
    await other.close();
    const found = await store.cases.search(queryFixture(), { offset: 0, limit: 50 });
    expect(found.total).toBe(12);
    expect(Math.max(...found.rows.map((row) => row.case.id))).toBe(12);
    // Each batch added one to what it had read, so nothing may be lost: four runs of six rounds.
    expect(found.rows.map((row) => row.count).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 18),
      ...Array.from({ length: 8 }, () => 24),
    ]);
    expect((await store.ledger.counts(0)).posted).toBe((12 * 3 + 8) * 6);
  });

  test('whatever the batches are, the counts of cases, cards and rows keep', async () => {
    const change = fc.record({
      id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      record: fc.constantFrom('a', 'b'),
      severity: fc.constantFrom(...severities),
      title: fc.string({ unit: 'grapheme', maxLength: 30 }),
      closed: fc.boolean(),
      card: fc.constantFrom('post' as const, 'edit' as const, null),
      notices: fc.integer({ min: 0, max: 2 }),
    });
    const opened = new Set<string>();
    const posted = new Set<string>();
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        for (const { id, record, severity, title, closed, card, notices } of changes) {
          const state = closed
            ? ({ state: 'resolved', closedAt: noon } as const)
            : ({ state: 'open' } as const);
          const finding = findingFixture(id, { recordKey: record, severity, title });
          await take(store, finding, {
            decided: { ...state, severity },
            card,
            notices: Array.from({ length: notices }, () => notice),
          });
          opened.add(id);
          if (card === 'post') posted.add(id);
          rows += 1;
          const found = await store.cases.search(queryFixture({ resource: ['web-7'], state: ['all'] }), page);
          const same = found.rows.find((row) => row.case.key === finding.identity);
          expect(found.total).toBe(opened.size);
          expect(same).toMatchObject({ case: { severity, state: state.state } });
        }
        expect((await store.ledger.counts(0)).posted).toBe(rows);
        expect((await store.cards.backlog()).waiting).toBe(posted.size);
      }),
      { numRuns: 15 },
    );
  });
});

const notice = { kind: 'reopened', at: noon, broadcast: true, mentions: [], values: { times: 1 } } as const;
const page = { offset: 0, limit: 10 };
const never = { bodiesBefore: 0, ledgerBefore: 0, closedCasesBefore: 0, limit: 100 };

/** A batch of many identities that adds one to each count, as it stood when it was locked. */
async function race(store: Store, ids: readonly string[], name: string): Promise<void> {
  await store.intake(async (transaction) => {
    const known = await transaction.load(ids.map((id) => `guardduty:${id}`));
    const changes = ids.map((id) => {
      const identity = `guardduty:${id}`;
      const before = known.findings.get(identity);
      const count = (before?.records[0]?.count ?? 0) + 1;
      return changeFixture(findingFixture(id, { count }), {
        known: before,
        before: known.cases.get(identity),
      });
    });
    await transaction.save({
      ...emptyBatch,
      bodies: [bodyFixture(`race-${name}`, 'x')],
      ledger: ids.map((id) => ledgerFixture(`race-${name}`, 'posted', { path: `/${id}` })),
      changes: together(changes),
    });
  });
}

test('a database that does not answer is a retryable error', async () => {
  const opening = openStore('postgres://nobody:none@127.0.0.1:1/none', { busyTimeoutMs: 500 });
  await expect(opening).rejects.toBeInstanceOf(RetryableError);
});
