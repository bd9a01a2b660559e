import { afterEach, describe, expect, it } from 'vitest';
import { administrator, member, region, startTelling, type Telling } from '../support/telling.ts';
import { type ToldService, toldServices } from '../support/told-services.ts';

const hour = 3_600_000;
const day = 24 * hour;
const [carol, bob] = ['U0CAROL', 'U0BOB'];

/** How a case is set aside, and how that ends. */
interface Path {
  readonly name: string;
  /** What AWS says meanwhile. */
  readonly word: string;
  begin(telling: Telling): Promise<unknown>;
  end(telling: Telling): Promise<unknown>;
}

const suppressing = (scope: string) => (telling: Telling) =>
  telling.act(carol, 'suppress', {
    ...{ caseId: 1, scope, until: telling.now() + 5 * day, idle: null, reason: 'a planned test' },
  });
const suppress = suppressing('finding');

const paths: readonly Path[] = [
  {
    ...{ name: 'given back', word: 'NOTIFIED' },
    begin: ({ act }) => act(carol, 'acknowledge', { caseId: 1, duration: 4 * hour }),
    end: ({ act }) => act(carol, 'release', { caseId: 1 }),
  },
  {
    ...{ name: 'a suppression that is lifted', word: 'SUPPRESSED', begin: suppress },
    end: ({ act }) => act(carol, 'lift', { suppressionId: 1 }),
  },
  {
    ...{ name: 'a suppression whose time is up', word: 'SUPPRESSED', begin: suppress },
    end: ({ pass }) => pass(5 * day),
  },
  {
    ...{ name: 'an exception at its review', word: 'SUPPRESSED' },
    async begin({ act, now }) {
      await act(carol, 'askException', { caseId: 1, until: now() + 10 * day, reason: 'a jump host' });
      await act(bob, 'grantRequest', { requestId: 1 }, 'approver');
    },
    end: ({ pass }) => pass(10 * day),
  },
  {
    ...{ name: 'closed, and opened again', word: 'SUPPRESSED' },
    begin: ({ act }) => act(carol, 'done', { caseId: 1, check: null, disposition: 'benign', note: null }),
    end: ({ act }) => act(carol, 'reopen', { caseId: 1, reason: null }),
  },
];

let telling: Telling;
afterEach(() => telling.stop());

const writes = () => telling.aws.calls().filter((call) => call.mutating && call.service !== 'sts');
const state = async () => (await telling.store.cases.view(1))?.case.state;
const counts = () => telling.store.ledger.counts(0);

/** The next updates of single findings are not taken. */
function refuse(errorCode: string, count: number): () => void {
  telling.aws.world.securityHub(administrator, region).failUpdates({ errorCode, count });
  return () => undefined;
}

const faults = [
  ['throttled', 3],
  ['error', 1],
  ['expired-token', 1],
  ['cut', 1],
] as const;

/** What one call is about. */
function copiesIn({ input }: { readonly input: Readonly<Record<string, unknown>> }): number {
  const listed = input['FindingIdentifiers'] ?? input['findingIds'];
  return Array.isArray(listed) ? listed.length : 0;
}

/** GuardDuty only archives: that somebody has it is nothing to it. */
const told = (service: ToldService) =>
  paths.filter(({ word }) => service.name !== 'GuardDuty' || word !== 'NOTIFIED');

describe.each(toldServices)('$name', (service) => {
  it.each(told(service))('$name: is said, taken back, and its echoes are nobody’s news', async (path) => {
    telling = await startTelling();
    await service.put(telling, 1);
    await telling.arrive();
    await path.begin(telling);
    await telling.told();
    expect(service.said(telling)).toMatchObject([{ word: path.word }]);
    await path.end(telling);
    await telling.told();
    const [after] = service.said(telling);
    expect(after?.word).toBe('NEW');
    if (service.name !== 'GuardDuty') expect(after?.note).toBe('[Yagura] open again · Y1');
    // Both echoes come now, the first one long after it was taken back, and each of them twice.
    const before = writes().length;
    const version = (await telling.store.cards.byKey('case:1'))?.wanted;
    await telling.arrive(2);
    await telling.told();
    expect(await state()).toBe('open');
    expect(writes()).toHaveLength(before);
    expect((await telling.store.cards.byKey('case:1'))?.wanted).toBe(version);
    expect((await counts()).posted).toBe(1);
  });

  it.each(told(service))('$name: what somebody else says meanwhile stays', async (path) => {
    telling = await startTelling();
    await service.put(telling, 1, 'mine');
    await telling.arrive();
    await path.begin(telling);
    await telling.told();
    const note = service.name === 'GuardDuty' ? null : 'mine';
    expect(service.said(telling)).toEqual([{ word: path.word, note }]);
    await service.overrule(telling);
    const before = writes().length;
    await path.end(telling);
    await telling.told();
    expect(service.said(telling)).toEqual([{ word: service.overruled, note }]);
    expect(writes()).toHaveLength(before);
  });

  it('takes many in few calls, through throttling, a cut, partial failures and an expired session', async () => {
    // One case of many, so that the same is to be said of all.
    const groupBy = ['account', 'type'];
    telling = await startTelling({
      policies: [{ match: { account: [member] }, then: 'track', groupBy, escalate: false }],
    });
    const { service: api, write, atOnce } = service.api;
    await service.put(telling, 120);
    await telling.arrive();
    const posted = (await counts()).posted;
    for (const [kind, count] of faults) telling.aws.fault({ service: api, action: write, kind, count });
    if (service.single !== null) refuse(service.single.passing, 7);
    await suppressing('account')(telling);
    await telling.told();
    expect(new Set(service.said(telling).map(({ word }) => word))).toEqual(new Set(['SUPPRESSED']));
    expect(service.said(telling)).toHaveLength(120);
    const calls = writes().filter((call) => call.action === write);
    for (const call of calls) expect(call).toMatchObject({ account: administrator, region });
    const sizes = calls.map(copiesIn);
    expect(Math.max(...sizes)).toBe(atOnce);
    // Each fault costs a call, and so does each round of those that were not taken.
    expect(sizes.length).toBeLessThanOrEqual(1 + 7 + 4 * Math.ceil(120 / atOnce));
    // Its echoes are nobody’s news.
    await telling.arrive(2);
    expect((await counts()).posted).toBe(posted);
    expect(await telling.store.wishes.problems(1)).toEqual([]);

    await telling.act(carol, 'lift', { suppressionId: 1 });
    await telling.told();
    expect(new Set(service.said(telling).map(({ word }) => word))).toEqual(new Set(['NEW']));
    expect(telling.aws.calls().map(({ action }) => action)).not.toContain('CreateFilter');
  });

  it('says on the card what is not taken, and no longer once it is', async () => {
    telling = await startTelling();
    const { service: api, write } = service.api;
    await service.put(telling, 1);
    await telling.arrive();
    const card = async () => (await telling.store.cards.byKey('case:1'))?.wanted ?? 0;
    const problems = async () => (await telling.store.wishes.problems(1)).map(({ problem }) => problem);
    await suppress(telling);
    const drawn = await card();
    const { single } = service;
    const fault = { service: api, action: write, kind: 'throttled' } as const;
    const mend = single === null ? telling.aws.fault(fault) : refuse(single.final, 1);
    await telling.told(async () => (await problems()).length > 0);
    expect(await problems()).toEqual([single?.final ?? 'TooManyRequestsException']);
    expect(await card()).toBeGreaterThan(drawn);
    mend();
    await telling.act(carol, 'lift', { suppressionId: 1 });
    await telling.told();
    expect(await problems()).toEqual([]);
    expect(service.said(telling)).toMatchObject([{ word: 'NEW' }]);
  });
});

describe('GuardDuty', () => {
  const service = toldServices[2];
  const threats = () =>
    telling.aws.world.guardDuty(member, region).findings() as unknown as readonly {
      readonly service: { readonly userFeedback?: string; readonly archived: boolean };
    }[];

  it.each([
    ['handled', 'USEFUL'],
    ['benign', 'NOT_USEFUL'],
    ['false-positive', 'NOT_USEFUL'],
  ] as const)('is told that what was %s was %s', async (disposition, feedback) => {
    telling = await startTelling();
    await service.put(telling, 1);
    await telling.arrive();
    await telling.act(carol, 'done', { caseId: 1, check: null, disposition, note: null });
    await telling.told();
    expect(threats()).toMatchObject([{ service: { archived: true, userFeedback: feedback } }]);
  });

  it('goes on telling of what we archived, and that is nobody’s decision but ours', async () => {
    telling = await startTelling();
    await service.put(telling, 1);
    await telling.arrive();
    await suppress(telling);
    await telling.told();
    // It happens once more: the event says that it is archived.
    await service.put(telling, 1);
    await telling.arrive(2);
    expect(await state()).toBe('suppressed');
    await telling.act(carol, 'lift', { suppressionId: 1 });
    await telling.told();
    expect(await state()).toBe('open');
    expect(threats()).toMatchObject([{ service: { archived: false } }]);
  });
});

it('the second opt-in shows its count before, and a dry run what it would write, with nothing written', async () => {
  const policies = [{ name: 'sandbox', match: { account: [member], kind: 'control' }, then: 'accept' }];
  telling = await startTelling({ policies, writeBack: { mode: 'dry-run' } });
  const [hub, v2, guardDuty] = toldServices;
  await hub.put(telling, 3);
  await v2.put(telling, 3);
  await guardDuty.put(telling, 1);
  await telling.arrive();
  await telling.told();
  expect(await telling.store.wishes.quieted()).toEqual({ notify: 0, accept: 6 });
  const [quiet] = await telling.store.cases.why('Y1');
  expect(quiet).toMatchObject({ case: { state: 'suppressed' }, told: [] });
  await telling.stop();

  telling = await startTelling({ policies, writeBack: { mode: 'dry-run', suppress: 'on' } });
  await hub.put(telling, 1);
  await telling.arrive();
  await telling.told();
  const [story] = await telling.store.cases.why('Y1');
  expect(story?.told).toMatchObject([
    { source: 'securityhub', copies: 1, isSaid: false, wanted: { status: 'SUPPRESSED', why: 'policy' } },
  ]);
  expect(writes()).toEqual([]);
});
