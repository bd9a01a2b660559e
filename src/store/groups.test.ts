import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  caseChangeFixture,
  changeFixture,
  draftFixture,
  emptyBatch,
  findingFixture,
  knownOf,
  noon,
  queryFixture,
  take,
  together,
} from '../../test/support/store-fixtures.ts';
import type { Case } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import { moved, type Standing } from '../finding/tally.ts';
import { viewOf } from '../finding/view.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const key = 'group:per account:111122223333';
const high: Standing = { state: 'active', severity: 'High' };

describe.each(databases)('cases of several findings on $name', ({ start }) => {
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

  /** A finding comes, and joins the group as it stands. */
  async function join(to: Store, id: string, changes: Partial<Finding> = {}): Promise<void> {
    await to.intake(async (transaction) => {
      const finding = findingFixture(id, changes);
      await transaction.load([finding.identity]);
      const group = (await transaction.casesByKey([key])).get(key);
      const { state, severity } = viewOf([finding]);
      const tally = group && moved(group.tally, null, { state, severity });
      const decided = group && tally ? { ...group, tally } : { key };
      const card = group ? 'edit' : 'post';
      const change = changeFixture(finding, { before: group, decided, card });
      await transaction.save({ ...emptyBatch, changes: change });
    });
  }

  async function groupOf(to = store): Promise<Case | undefined> {
    return to.intake(async (transaction) => (await transaction.casesByKey([key, 'group:none'])).get(key));
  }

  test('the first opens it, the others join it, and the card is one', async () => {
    for (const id of ['f1', 'f2', 'f3']) await join(store, id);
    expect((await groupOf())?.tally.active.High).toBe(3);
    expect(await knownOf(store, 'guardduty:f3')).toMatchObject({ caseKey: key, case: { id: 1 } });
    expect(await store.cards.backlog()).toMatchObject({ waiting: 1 });
    expect((await store.cases.why('Y1')).map((answer) => answer.view.identity)).toEqual([
      'guardduty:f1',
      'guardduty:f2',
      'guardduty:f3',
    ]);
  });

  test('several findings open a group in one batch, and the worst of them says what it is', async () => {
    const findings = [findingFixture('f1'), findingFixture('f2', { severity: 'Critical', type: 'worst' })];
    const changes = together(findings.map((finding) => changeFixture(finding, { decided: { key } })));
    const [one] = changes.cases;
    if (!one) throw new Error('a group is opened');
    await store.intake(async (transaction) => {
      await transaction.load(findings.map((finding) => finding.identity));
      await transaction.save({ ...emptyBatch, changes: { ...changes, cases: [one] } });
    });
    expect(await store.cards.fold('#sec-alerts', 'storm:1', noon)).toBe(0);
    const view = await store.cases.view(1);
    expect(view?.findings.map((finding) => finding.type)).toEqual(['worst', findings[0]?.type]);
  });

  test('of replicas that race for one new group one opens it, and every finding counts', async () => {
    const other = await openStore(address);
    const ids = Array.from({ length: 12 }, (_, at) => `f${at}`);
    await Promise.all(ids.map((id, at) => join(at % 2 === 0 ? store : other, id)));
    expect((await groupOf(other))?.tally.active.High).toBe(12);
    expect((await store.cases.search(queryFixture(), { offset: 0, limit: 5 })).total).toBe(1);
    await other.close();
  });

  test('a case shows its ten worst findings, what is over comes last', async () => {
    for (const [at, severity] of (['Low', 'Medium', 'Critical'] as const).entries())
      await join(store, `a${at}`, { severity });
    await join(store, 'b1', {
      severity: 'Critical',
      status: { archived: true, compliance: null, workflow: null },
    });
    for (let at = 0; at < 8; at += 1) await join(store, `c${at}`, { severity: 'High' });
    const findings = (await store.cases.view(1))?.findings ?? [];
    expect(findings.map((finding) => finding.severity)).toEqual([
      'Critical',
      ...Array.from({ length: 8 }, () => 'High'),
      'Medium',
    ]);
    const hand = await store.act((transaction) => transaction.caseById(1));
    expect(hand?.findings).toHaveLength(12);
    expect(hand?.findings.at(-1)).toMatchObject({ identity: 'guardduty:b1', caseKey: key });
    expect(hand?.findings.at(-1)?.records).toMatchObject([{ severity: 'Critical' }]);
  });

  test('words of all its findings find it, also of those that go', async () => {
    const titled = (id: string, title: string) =>
      join(store, id, { title, resources: [{ type: 'Instance', id: `i-0${id}` }] });
    await titled('f1', 'alpha happens');
    await titled('f2', 'beta happens');
    const found = async (text: string) =>
      (await store.cases.search(queryFixture({ text: [text] }), { offset: 0, limit: 5 })).total;
    expect([await found('alpha'), await found('beta'), await found('gamma')]).toEqual([1, 1, 0]);
    for (let at = 0; at < 60; at += 1) await titled(`g${at}`, `number${at} happens`);
    expect([await found('alpha'), await found('beta'), await found('number3')]).toEqual([1, 1, 1]);
    expect(await store.cases.why('i-0g59')).toMatchObject([{ case: { id: 1 } }]);
  });

  test('a case that was folded says where to, and still what it was for', async () => {
    await take(store, findingFixture('f1', { title: 'folded away' }));
    await join(store, 'f2');
    await store.intake(async (transaction) => {
      const known = await transaction.load(['guardduty:f1']);
      const [own, group] = [known.cases.get('guardduty:f1'), (await transaction.casesByKey([key])).get(key)];
      const finding = known.findings.get('guardduty:f1')?.records[0];
      if (!own || !group || !finding) throw new Error('both cases are there');
      const folded = {
        ...own,
        state: 'resolved',
        resolution: 'folded',
        foldedInto: key,
        closedAt: noon,
      } as const;
      const moving = changeFixture(finding, {
        before: group,
        decided: { tally: moved(group.tally, null, high) },
        card: 'edit',
      });
      const change = caseChangeFixture(folded, { card: 'edit' });
      await transaction.save({ ...emptyBatch, changes: { ...moving, cases: [...moving.cases, change] } });
    });
    expect(await store.cases.view(1)).toMatchObject({
      case: { state: 'resolved', resolution: 'folded' },
      findings: [{ title: 'folded away' }],
      foldedInto: 2,
    });
    expect((await store.cases.view(2))?.findings).toHaveLength(2);
    expect(await store.cases.why('Y1')).toMatchObject([{ view: { title: 'folded away' }, case: { id: 2 } }]);
    const found = await store.cases.search(queryFixture({ state: ['resolved'] }), { offset: 0, limit: 5 });
    expect(found.rows.map((row) => [row.case.id, row.title])).toEqual([[1, 'folded away']]);
    // It may open again by itself: the key is known, so nobody opens it twice.
    const known = await store.intake((transaction) => transaction.load(['guardduty:f1']));
    expect(known.findings.get('guardduty:f1')?.caseKey).toBe(key);
    expect(known.cases.get('guardduty:f1')?.id).toBe(1);
  });

  test('an attack sequence covers what it names, for as long as it is visible', async () => {
    const sequence = findingFixture('s1', { signals: ['guardduty:f1', 'guardduty:f2', 'guardduty:s1'] });
    await take(store, sequence);
    const covers = async () => (await store.intake((transaction) => transaction.load(asked))).covers;
    const asked = ['guardduty:f1', 'guardduty:f3', 'guardduty:s1'];
    expect(await covers()).toEqual(new Map([['guardduty:f1', 'guardduty:s1']]));
    const { cases } = await store.intake((transaction) => transaction.load(['guardduty:f1']));
    expect(cases.get('guardduty:s1')?.id).toBe(1);
    await take(store, sequence, { decided: { state: 'resolved', resolution: 'gone', closedAt: noon } });
    expect(await covers()).toEqual(new Map());
  });

  test('all that a case knows is there again, letter for letter', async () => {
    const draft = draftFixture(viewOf([findingFixture('f1')]), {
      ...{ state: 'acknowledged', acknowledgedAt: noon, acknowledgedUntil: noon + 5, assignee: 'U1CAROL' },
      ...{ policy: '本番: "track"', owner: 'S1TEAM', unowned: true, mentions: ['U1CAROL', 'S1TEAM'] },
      ...{ mentionAt: noon + 1, dueAt: noon + 2, escalation: { since: noon, step: 2 }, nextAt: noon + 3 },
      ...{ flapping: true, reopened: 3, reopenTimes: [noon - 2, noon - 1], sample: true, shown: true },
      tally: { active: { Critical: 1, High: 2, Medium: 3, Low: 4, Informational: 5 }, ...ends },
    });
    await take(store, findingFixture('f1'), { decided: draft });
    expect((await knownOf(store, 'guardduty:f1')).case).toEqual({ ...draft, id: 1 });
  });

  test.each([
    { by: 'suppression', suppression: 12 },
    { by: 'policy', policy: 'a: b:c\nd', action: 'notify' },
  ] as const)('a quiet case ($by) has no card and is found when asked for', async (quiet) => {
    await take(store, findingFixture('f1'), { decided: { state: 'suppressed', quiet, shown: false } });
    expect((await knownOf(store, 'guardduty:f1')).case).toMatchObject({ quiet, shown: false });
    expect(await store.cards.backlog()).toMatchObject({ waiting: 0 });
    const find = async (states: ('suppressed' | 'all')[]) =>
      (await store.cases.search(queryFixture({ state: states }), { offset: 0, limit: 5 })).total;
    expect([await find([]), await find(['suppressed']), await find(['all'])]).toEqual([0, 1, 1]);
  });
});

const ends = { unverifiable: 6, fixed: 7, gone: 8, external: 9 };
