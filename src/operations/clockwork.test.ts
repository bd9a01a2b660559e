import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day, hour, minute, rulesFixture } from '../../test/support/acts.ts';
import { findingFixture, take } from '../../test/support/store-fixtures.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { CaseDraft } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { SuppressionDraft } from '../finding/suppression.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { TriageRules } from '../triage/rules.ts';
import { type Clockwork, createClockwork } from './clockwork.ts';

const [carol, dave] = ['U0CAROL', 'U0DAVE'];
const jst = (text: string) => Date.parse(`${text}:00+09:00`);
const office: WorkingHours = {
  ...{ timeZone: 'Asia/Tokyo', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
  ...{ holidays: 'japan', extraHolidays: [] },
};
/** A Friday; Monday 23 November is a holiday in Japan. */
const friday = jst('2026-11-20T09:00');
const tuesday = jst('2026-11-24T09:00');
const channel = 'sec-alerts';

let store: Store;
let clockwork: Clockwork;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clockwork = createClockwork(store);
});
afterEach(() => store.close());

const rules = rulesFixture({ hours: { default: office, channels: {} } });

async function given(
  id: string,
  decided: Partial<CaseDraft> = {},
  finding: Partial<Finding> = {},
): Promise<number> {
  const caseId = await take(store, findingFixture(id, finding), { decided: { channel, ...decided } });
  if (caseId === null) throw new Error('it opened a case');
  return caseId;
}

async function digest(owner: string, dayName: string): Promise<unknown> {
  return (await store.cards.byKey(`digest:${channel}:${owner}:${dayName}`))?.data ?? null;
}

const caseNow = async (id: number) => (await store.cases.view(id))?.case;

describe('the cases whose time has come', () => {
  test('are called for step by step, each step once', async () => {
    const id = await given(
      'f-1',
      { escalation: { since: friday, step: 0 }, nextAt: friday + 5 * minute },
      { severity: 'Critical' },
    );
    expect(await clockwork.tick(rules, friday + 5 * minute - 1)).toEqual({ changed: false, more: false });
    expect(await clockwork.tick(rules, friday + 5 * minute)).toMatchObject({ changed: true });
    expect(await caseNow(id)).toMatchObject({ escalation: { step: 1 }, nextAt: friday + 30 * minute });
    expect(await clockwork.tick(rules, friday + 6 * minute)).toEqual({ changed: false, more: false });
    expect(await store.pages.due(friday + hour, 10)).toMatchObject([{ caseId: id, want: 'trigger' }]);
  });

  test('have a later moment when the configuration gives them more time', async () => {
    const id = await given(
      'f-1',
      { escalation: { since: friday, step: 0 }, nextAt: friday },
      { severity: 'Critical' },
    );
    await clockwork.tick(rules, friday);
    expect(await caseNow(id)).toMatchObject({ escalation: { step: 0 }, nextAt: friday + 5 * minute });
  });

  test('are many after a downtime, and none is left out', async () => {
    const acknowledged: Partial<CaseDraft> = {
      state: 'acknowledged',
      assignee: carol,
      acknowledgedUntil: friday,
      nextAt: friday,
    };
    for (let at = 0; at < 250; at += 1) await given(`f-${at}`, acknowledged);
    expect(await clockwork.tick(rules, friday)).toEqual({ changed: true, more: true });
    expect(await clockwork.tick(rules, friday)).toMatchObject({ more: false });
    const query = { text: [], severity: [], account: [], region: [], type: [], control: [], resource: [] };
    const rest = { assignee: [], source: [], since: null, overdueAt: null, unowned: false };
    const open = await store.cases.search({ ...query, ...rest, state: ['open'] }, { offset: 0, limit: 1 });
    expect(open.total).toBe(250);
  });

  test('are done once by two clocks', async () => {
    await given(
      'f-1',
      { escalation: { since: friday, step: 0 }, nextAt: friday + 5 * minute },
      { severity: 'Critical' },
    );
    const other = createClockwork(store);
    const at = friday + 5 * minute;
    const done = await Promise.all([clockwork.tick(rules, at), other.tick(rules, at)]);
    expect(done.map((one) => one.changed).sort()).toEqual([false, true]);
  });
});

describe('the morning', () => {
  test('each owner has one card: what is overdue, what soon will be, and what waited', async () => {
    const overdue = await given('f-1', { owner: carol, dueAt: friday - day });
    const soon = await given('f-2', { assignee: carol, owner: dave, dueAt: tuesday + 8 * hour });
    await given('f-3', { owner: carol, dueAt: tuesday + day });
    const nobodys = await given('f-4', { dueAt: friday + hour });
    await clockwork.tick(rules, friday);
    expect(await digest(carol, '2026-11-20')).toEqual({
      ...{ owner: carol, mention: true, waiting: [], suppressions: [] },
      ...{ overdue: [overdue], dueTomorrow: [soon] },
    });
    expect(await digest('none', '2026-11-20')).toMatchObject({
      owner: null,
      mention: false,
      dueTomorrow: [nobodys],
    });
    expect(await digest(dave, '2026-11-20')).toBeNull();
  });

  test('is not on a weekend, not on a holiday, not before nine, and not in the evening', async () => {
    await given('f-1', { owner: carol, dueAt: friday - day });
    for (const at of [
      '2026-11-20T08:59',
      '2026-11-20T18:00',
      '2026-11-21T10:00',
      '2026-11-22T10:00',
      '2026-11-23T10:00',
    ])
      await clockwork.tick(rules, jst(at));
    expect(await store.cards.due(tuesday, { posting: true, exceptChannels: [], limit: 10 })).toMatchObject([
      { key: 'case:1' },
    ]);
    await clockwork.tick(rules, tuesday);
    expect(await digest(carol, '2026-11-24')).toMatchObject({ overdue: [1] });
  });

  test('comes once a day, also after a restart, and late after a downtime', async () => {
    await given('f-1', { owner: carol, dueAt: friday - day });
    await clockwork.tick(rules, friday + 3 * hour);
    const first = await store.cards.byKey(`digest:${channel}:${carol}:2026-11-20`);
    await given('f-2', { owner: carol, dueAt: friday - day });
    await clockwork.tick(rules, friday + 4 * hour);
    await createClockwork(store).tick(rules, friday + 5 * hour);
    expect(await store.cards.byKey(`digest:${channel}:${carol}:2026-11-20`)).toEqual(first);
  });

  test('calls those whose mention waited, and they wait no longer', async () => {
    const calls: TriageRules = rulesFixture({
      hours: { default: office, channels: {} },
      mentions: { Critical: [], High: ['owner'], Medium: [], Low: [], Informational: [] },
    });
    const id = await given('f-1', { owner: carol, mentionAt: tuesday, dueAt: tuesday + hour });
    await clockwork.tick(calls, tuesday);
    expect(await digest(carol, '2026-11-24')).toMatchObject({ waiting: [id], dueTomorrow: [] });
    expect(await caseNow(id)).toMatchObject({ mentionAt: null, mentions: [carol] });
  });

  test('calls those who came in the minute of the digest a little later, not a day', async () => {
    const calls: TriageRules = rulesFixture({
      hours: { default: office, channels: {} },
      mentions: { Critical: [], High: ['owner'], Medium: [], Low: [], Informational: [] },
    });
    const first = await given('f-1', { owner: carol, mentionAt: tuesday });
    await clockwork.tick(calls, tuesday);
    const late = await given('f-2', { owner: carol, mentionAt: tuesday });
    const other = await given('f-3', { owner: dave, mentionAt: tuesday });
    const at = tuesday + 2_000;
    expect(await clockwork.tick(calls, at)).toMatchObject({ changed: true });
    expect(await digest(carol, '2026-11-24')).toMatchObject({ waiting: [first] });
    expect(await digest(carol, `2026-11-24:${at}`)).toMatchObject({ waiting: [late], overdue: [] });
    expect(await digest(dave, '2026-11-24')).toMatchObject({ waiting: [other] });
    expect(await clockwork.tick(calls, at + 1_000)).toEqual({ changed: false, more: false });
    expect(await createClockwork(store).tick(calls, at + 2_000)).toMatchObject({ more: false });
    expect(await digest(carol, `2026-11-24:${at + 2_000}`)).toBeNull();
  });

  test('does not wait for a mention that nobody gets any more', async () => {
    const id = await given('f-1', { mentionAt: tuesday });
    await clockwork.tick(rules, tuesday);
    expect(await caseNow(id)).toMatchObject({ mentionAt: null });
    expect(await digest('none', '2026-11-24')).toBeNull();
  });

  test('reminds authors on the last working day before their suppressions end', async () => {
    const draft: Omit<SuppressionDraft, 'until'> = {
      ...{ match: { type: ['x'] }, matcherVersion: 1, severity: 'Low', reason: 'a test', author: carol },
      ...{ caseId: null, channel, createdAt: friday - day, idle: null },
    };
    const [sunday, later] = await store.act(async (transaction) => [
      await transaction.addSuppression({ ...draft, until: jst('2026-11-22T12:00') }),
      await transaction.addSuppression({ ...draft, match: { type: ['y'] }, until: tuesday + 2 * day }),
    ]);
    await clockwork.tick(rules, friday);
    expect(await digest(carol, '2026-11-20')).toMatchObject({ suppressions: [sunday?.id], mention: true });
    expect(await store.suppressions.byId(sunday?.id ?? 0)).toMatchObject({ remindedAt: friday });
    expect(await store.suppressions.byId(later?.id ?? 0)).toMatchObject({ remindedAt: null });
  });

  test('is in each channel when its own people begin', async () => {
    const early: WorkingHours = { ...office, from: '07:00' };
    const own = rulesFixture({ hours: { default: office, channels: { 'sec-early': early } } });
    await given('f-1', { owner: carol, dueAt: friday - day });
    await given('f-2', { owner: carol, dueAt: friday - day, channel: 'sec-early' });
    await clockwork.tick(own, jst('2026-11-20T07:00'));
    expect(await store.cards.byKey(`digest:sec-early:${carol}:2026-11-20`)).not.toBeNull();
    expect(await digest(carol, '2026-11-20')).toBeNull();
    await clockwork.tick(own, friday);
    expect(await digest(carol, '2026-11-20')).toMatchObject({ overdue: [1] });
  });
});

test('once an hour the card of a suppression says how often it matched', async () => {
  const { id } = await store.act((transaction) =>
    transaction.addSuppression({
      ...{ match: { type: ['x'] }, matcherVersion: 1, severity: 'Low', reason: 'a test', author: carol },
      ...{ caseId: null, channel, createdAt: friday, until: friday + 7 * day, idle: null },
    }),
  );
  const hit = (at: number) =>
    store.act((transaction) => transaction.save({ findings: [], cases: [], hits: new Map([[id, 1]]) }, at));
  const wanted = async () => (await store.cards.byKey(`suppression:${id}`))?.wanted ?? 0;
  await clockwork.tick(rules, friday);
  await hit(friday + minute);
  await clockwork.tick(rules, friday + 2 * minute);
  expect(await wanted()).toBe(0);
  await clockwork.tick(rules, friday + hour);
  expect(await wanted()).toBe(1);
  await clockwork.tick(rules, friday + hour + minute);
  expect(await wanted()).toBe(1);
});
