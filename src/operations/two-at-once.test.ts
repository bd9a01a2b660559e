import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, actLimits, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { leaseDraft } from '../../test/support/lease-fixtures.ts';
import { leasePolicy } from '../../test/support/lessor.ts';
import { race } from '../../test/support/race.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { readerOf, textOf, toolsOf } from '../../test/support/tools.ts';
import type { OnCall } from '../calendar/on-call.ts';
import { type CaseDraft, caseLabel } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { LeaseDraft } from '../finding/lease.ts';
import type { LeaseSpec } from '../finding/lease-spec.ts';
import type { Question } from '../finding/question.ts';
import type { AnswerAction } from '../slack/actions/action.ts';
import { bulk } from '../slack/actions/bulk/action.ts';
import { investigate } from '../slack/actions/investigate/action.ts';
import { removeStray } from '../slack/actions/remove-stray/action.ts';
import {
  drawAcknowledged,
  drawAssigned,
  drawReleased,
  drawUnassigned,
  type Told,
} from '../slack/answers/acts.ts';
import {
  drawDone,
  drawDueSet,
  drawExceptionAsked,
  drawExceptionEnded,
  drawReopened,
  drawSample,
} from '../slack/answers/decisions.ts';
import {
  drawApproved,
  drawEnding,
  drawExtensionDecided,
  drawPutRight,
  drawRefused,
  drawRequested,
  drawWithdrawn,
} from '../slack/answers/leases.ts';
import { drawDecided } from '../slack/answers/requests.ts';
import { drawLifted, drawSuppressed } from '../slack/answers/suppressions.ts';
import { answerOf } from '../slack/receive/answer.ts';
import { formValuesOf } from '../slack/receive/form-values.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createClockwork } from './clockwork.ts';
import { everywhere } from './grants.ts';
import { type Act, type InputOf, type OperationName, operationNames, perform } from './registry.ts';
import { samePerson } from './same-person.ts';

const [carol, dave, erin] = ['U0CAROL', 'U0DAVE', 'U0ERIN'];
const now = noon + hour;
const place = { account: '111122223333', region: 'ap-northeast-1' };
const leases = { ...leasePolicy, accounts: [place.account] };
const two = { now, leases, people: [carol, dave] as const };
const twice = { ...two, people: [carol, carol] as const };
const approvers = { ...two, role: 'approver' as const, people: [dave, erin] as const };

let next = 1;
/** A case that nothing else is about, in this state. */
async function caseWith(store: Store, decided: Partial<CaseDraft> = {}, finding: Partial<Finding> = {}) {
  const id = `f-${next++}`;
  return (await take(store, findingFixture(id, finding), { decided })) ?? 0;
}
const onCase =
  (decided: Partial<CaseDraft> = {}, finding: Partial<Finding> = {}) =>
  async (store: Store) => ({ caseId: await caseWith(store, decided, finding) });
const taken: Partial<CaseDraft> = {
  ...{ state: 'acknowledged', assignee: carol, acknowledgedAt: noon, acknowledgedUntil: noon + 4 * hour },
};
const closed: Partial<CaseDraft> = { state: 'resolved', resolution: 'benign', closedAt: noon };
const exception = { since: noon, until: now + day, by: carol, approver: erin, reason: 'a test' };

const quiet = { scope: 'finding', until: now + day, idle: null, reason: 'a test' };
async function requested(store: Store) {
  const asked = { caseId: await caseWith(store), until: now + day, reason: 'a test' };
  const answer = await actAs(store, carol, { now }, 'askException', asked);
  return { requestId: 'request' in answer ? answer.request.id : 0 };
}
/** A lease about something of its own. */
async function leaseWith(store: Store, over: Partial<LeaseDraft> = {}) {
  const draft = leaseDraft({ subject: `i-${next++}`, ...over });
  return (await store.act((transaction) => transaction.leases.add(draft))).id;
}
const onLease = (over: Partial<LeaseDraft>) => async (store: Store) => ({
  leaseId: await leaseWith(store, over),
});
const running: Partial<LeaseDraft> = { state: 'active', approvedAt: noon, endsAt: now + hour };

const stray = {
  ...{ groupId: 'sg-0123456789abcdef0', place, seenAt: noon, name: 'n', lease: 'L1', deployment: 'x' },
  ...{ removal: null, goneAt: null },
};

/** Whoever presses a button whose act has answered so. */
const pressing =
  (action: AnswerAction, value: string) =>
  async (answer: unknown, { reader, tools, userId, role }: Told) => {
    const actor = { userId, role, grants: everywhere(role), surface: 'button' } as const;
    const told = { ...tools, act: async () => answer as never };
    const [said] = await action.run({ value, userId, channelId: null, actor, reader }, told);
    return said ?? answerOf([]);
  };

const rotation: OnCall = {
  ...{ kind: 'rotation', people: [carol, dave], start: '2026-11-16', timeZone: 'Asia/Tokyo' },
  handover: { day: 'mon', time: '10:00' },
};
const watched = { ...two, rules: rulesFixture({ onCall: rotation }) };
const isolate: LeaseSpec = {
  ...{ kind: 'isolate', instanceId: 'i-0abc', snapshot: true },
  ...{ tag: false, cut: false, revokeSessions: false, stop: false },
};
const wish = (spec: LeaseSpec): InputOf<'requestLease'> => {
  const { plan } = leaseDraft();
  const planned = { kind: 'plan', subject: `i-${next++}`, hash: 'h', plan } as const;
  return { spec, place, planned, duration: hour, reason: 'a test', caseId: null, breakGlass: false };
};

/** Where only one of two can have what both want. */
const contests = [
  race('acknowledge', {
    ...{ title: 'takes a case', kinds: ['acknowledged', 'already'], ...two },
    given: async (store) => ({ caseId: await caseWith(store), duration: null }),
    tell: drawAcknowledged,
  }),
  race('release', {
    ...{ title: 'gives a case back, twice', kinds: ['released', 'nobody-has-it'], ...twice },
    ...{ given: onCase(taken), tell: drawReleased },
  }),
  race('assign', {
    ...{ title: 'gives a case to a third', kinds: ['assigned', 'already'], ...two },
    given: async (store) => ({ caseId: await caseWith(store), to: erin }),
    tell: drawAssigned,
  }),
  race('unassign', {
    ...{ title: 'takes a case away', kinds: ['unassigned', 'nobody-has-it'], ...two },
    ...{ given: onCase({ ...taken, assignee: erin }), tell: drawUnassigned },
  }),
  race('suppress', {
    ...{ title: 'keeps a case quiet', kinds: ['suppressed', 'not-open'], ...two },
    given: async (store) => ({ caseId: await caseWith(store), ...quiet }),
    tell: drawSuppressed,
  }),
  race('suppress', {
    ...{ title: 'keeps a type quiet, from two cases', kinds: ['suppressed', 'already'], ...two },
    async given(store) {
      const type = `Recon:EC2/Test${next++}`;
      const wanted = async () => ({
        ...{ ...quiet, scope: 'account' },
        caseId: await caseWith(store, {}, { type }),
      });
      return [await wanted(), await wanted()];
    },
    tell: drawSuppressed,
  }),
  race('lift', {
    ...{ title: 'lifts a suppression', kinds: ['lifted', 'already'], ...two },
    async given(store) {
      const made = await actAs(store, erin, { now }, 'suppress', { caseId: await caseWith(store), ...quiet });
      return { suppressionId: 'suppression' in made ? made.suppression.id : 0 };
    },
    tell: (answer, { reader, tools }) => drawLifted(answer, reader, tools),
  }),
  race('swapOnCall', {
    ...{ title: 'swaps a duty', kinds: ['swapped', 'already'], ...watched },
    given: async () => ({ userId: erin, from: null, until: now + hour }),
    tell: null,
  }),
  // After the one before, which it undoes.
  race('undoSwap', {
    ...{ title: 'undoes a swap', kinds: ['undone', 'nothing-to-undo'], ...watched },
    ...{ given: async () => null, tell: null },
  }),
  race('done', {
    ...{ title: 'says what it was', kinds: ['resolved', 'already'], ...two },
    given: async (store) => ({
      caseId: await caseWith(store),
      ...({ check: null, disposition: 'handled', note: null } as const),
    }),
    tell: drawDone,
  }),
  race('done', {
    ...{ title: 'says that it is fixed', kinds: ['verifying', 'already'], ...two },
    given: async (store) => ({
      caseId: await caseWith(store, {}, { kind: 'control', type: 'EC2.19' }),
      ...{ check: null, disposition: null, note: null },
    }),
    tell: drawDone,
  }),
  race('resolve', {
    ...{ title: 'closes a case', kinds: ['resolved', 'already'], ...two },
    given: async (store) => ({
      caseId: await caseWith(store),
      ...({ as: 'benign', duplicateOf: null, note: null } as const),
    }),
    tell: drawDone,
  }),
  race('reopen', {
    ...{ title: 'opens a case again', kinds: ['reopened', 'already'], ...two },
    given: async (store) => ({ caseId: await caseWith(store, closed), reason: null }),
    tell: drawReopened,
  }),
  race('setDue', {
    ...{ title: 'sets a deadline', kinds: ['set', 'already'], ...two },
    given: async (store) => ({ caseId: await caseWith(store), due: now + day, reason: 'a test' }),
    tell: drawDueSet,
  }),
  race('markSample', {
    ...{ title: 'says that it is a test', kinds: ['marked', 'already'], ...two },
    ...{ given: onCase(), tell: drawSample },
  }),
  race('unmarkSample', {
    ...{ title: 'says that it is no test', kinds: ['unmarked', 'not-marked'], ...two },
    ...{ given: onCase({ sample: true, sampleBy: erin }), tell: drawSample },
  }),
  race('investigate', {
    ...{ title: 'wants to see what was done', kinds: ['asked', 'already'], ...two },
    given: onCase(),
    tell: (answer, told) =>
      'caseId' in answer ? pressing(investigate, String(answer.caseId))(answer, told) : answerOf([]),
  }),
  race('askException', {
    ...{ title: 'asks to accept it', kinds: ['asked', 'asked-before'], ...two },
    given: async (store) => ({ caseId: await caseWith(store), until: now + day, reason: 'a test' }),
    tell: drawExceptionAsked,
  }),
  race('endException', {
    ...{ title: 'ends an exception', kinds: ['ended', 'not-excepted'], ...two },
    given: onCase({ state: 'excepted', exception: { ...exception, severity: 'High' } }),
    tell: drawExceptionEnded,
  }),
  race('grantRequest', {
    ...{ title: 'grants a request', kinds: ['granted', 'decided'], ...approvers },
    ...{ given: requested, tell: drawDecided },
  }),
  race('refuseRequest', {
    ...{ title: 'refuses a request', kinds: ['refused', 'decided'], ...approvers },
    ...{ given: requested, tell: drawDecided },
  }),
  race('withdrawRequest', {
    ...{ title: 'withdraws a request, twice', kinds: ['withdrawn', 'decided'], ...twice },
    ...{ given: requested, tell: drawDecided },
  }),
  race('answerQuestion', {
    ...{ title: 'answers yes and no', kinds: ['answered', 'already'], ...twice, role: 'viewer' },
    async given(store) {
      const caseId = await caseWith(store);
      const question: Question = {
        ...{ caseId, state: 'asked', principal: 'carol', leaked: false, askedOf: carol },
        ...{ reading: { language: null, timeZone: null }, askedAt: noon, until: now + hour },
        answeredAt: null,
      };
      await store.act((transaction) => transaction.putQuestion(question));
      return [
        { caseId, answer: 'yes' },
        { caseId, answer: 'no' },
      ] as const;
    },
    tell: null,
  }),
  race('requestLease', {
    ...{ title: 'asks for access, twice', kinds: ['requested', 'already'], ...twice },
    given: async () => wish(leaseDraft().spec),
    tell: (answer, { reader, tools }) => drawRequested(answer, reader, tools),
  }),
  race('requestLease', {
    ...{ title: 'asks to cut an instance off', kinds: ['requested', 'already'], ...two },
    given: async () => wish(isolate),
    tell: (answer, { reader, tools }) => drawRequested(answer, reader, tools),
  }),
  race('approveLease', {
    ...{ title: 'approves a lease', kinds: ['approved', 'not-now'], ...approvers },
    async given(store) {
      const { plan, planHash: hash } = leaseDraft();
      const planned = { kind: 'plan', subject: 'i-0abc', hash, plan } as const;
      return { leaseId: await leaseWith(store), shownHash: hash, planned };
    },
    tell: (answer, told) => (answer.kind === 'plan-changed' ? answerOf([]) : drawApproved(answer, told)),
  }),
  race('refuseLease', {
    ...{ title: 'refuses a lease', kinds: ['refused', 'not-now'], ...approvers },
    given: async (store) => ({ leaseId: await leaseWith(store), reason: 'a test' }),
    tell: drawRefused,
  }),
  race('withdrawLease', {
    ...{ title: 'withdraws a lease, twice', kinds: ['withdrawn', 'not-now'], ...twice },
    ...{ given: onLease({}), tell: drawWithdrawn },
  }),
  race('endLease', {
    ...{ title: 'ends a lease', kinds: ['ending', 'already'], ...two },
    ...{ given: onLease(running), tell: drawEnding },
  }),
  race('decideExtension', {
    ...{ title: 'grants a longer time', kinds: ['extended', 'no-extension'], ...approvers },
    async given(store) {
      const extension = { by: carol, until: now + 5 * hour, reason: 'a test', at: noon };
      const leaseId = await leaseWith(store, { ...running, extension });
      return { leaseId, until: extension.until, grant: true };
    },
    tell: drawExtensionDecided,
  }),
  race('putRight', {
    ...{ title: 'puts a lease right', kinds: ['putting-right', 'not-now'], ...two },
    given: onLease({ ...running, drift: [{ code: 'detached', subject: 'eni-1' }] }),
    tell: drawPutRight,
  }),
  race('removeStray', {
    ...{ title: 'wants a stray gone', kinds: ['removing', 'already'], ...approvers },
    async given(store) {
      await store.act((transaction) => transaction.leases.addStray(stray));
      return { groupId: stray.groupId };
    },
    tell: pressing(removeStray, stray.groupId),
  }),
];

/** Whoever acts by this replica. */
const actOn =
  (store: Store): Act =>
  (name, input, actor) =>
    perform(store, name, input, {
      ...{ now, actor, rules: rulesFixture(), limits: { ...actLimits, leases }, people: samePerson([]) },
    });

/** Where both are right, or nobody is a second; the engine's acts have claims of their own. */
const uncontested: readonly OperationName[] = [
  ...(['note', 'extendLease', 'setAddress', 'startRunbook'] as const),
  ...(['pageUnheard', 'servicesTold', 'recordLease', 'recordRun'] as const),
  ...(['askPerson', 'orphanFound', 'noteStray', 'strayGone'] as const),
];

/** Two replicas over one database: what one does, the other must not do again. */
describe.each(databases)('two replicas on $name', ({ start }) => {
  let server: DatabaseServer;
  let replicas: [Store, Store];
  beforeAll(async () => {
    server = await start();
    const url = await server.create();
    replicas = [await openStore(url), await openStore(url)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map((store) => store.close()));
    await server.stop();
  });

  const rowsAbout = (caseId: number) =>
    replicas[0].audit.list({
      ...{ target: caseLabel(caseId), actor: null, since: null, before: null, limit: 10 },
    });

  test.each(contests)('$name: $title, and the other hears who was first', async (contest) => {
    const { kinds, told, doneBy } = await contest.run(replicas);
    expect([...kinds].sort()).toEqual([...contest.kinds].sort());
    const winner = kinds.indexOf(contest.kinds[0]);
    expect(doneBy).toEqual([contest.people[winner]]);
    if (contest.isTold) expect(told[1 - winner]).toContain(`@name of ${contest.people[winner]}`);
  });

  test('every act is contested here, or nobody is its second', () => {
    const named = new Set([...contests.map(({ name }) => name), ...uncontested]);
    expect([...named].sort()).toEqual([...operationNames].sort());
  });

  test('of two notes both are in, and an hour more for each of two is two hours', async () => {
    const caseId = await caseWith(replicas[0]);
    const leaseId = await leaseWith(replicas[0], { ...running, endsAt: now + hour / 2 });
    await Promise.all(
      replicas.flatMap((store, at) => [
        actAs(store, two.people[at] ?? '', two, 'note', { caseId, text: `by ${at}` }),
        actAs(store, two.people[at] ?? '', two, 'extendLease', {
          ...{ leaseId, duration: hour, reason: 'a test' },
        }),
      ]),
    );
    expect((await rowsAbout(caseId)).map(({ reason }) => reason).sort()).toEqual(['by 0', 'by 1']);
    expect((await replicas[0].leases.byId(leaseId))?.endsAt).toBe(now + 2.5 * hour);
  });

  test('of a dozen cases that two take at once, each has one holder, and each is told which', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => caseWith(replicas[0])));
    const said = await Promise.all(
      replicas.map((store, at) => {
        const userId = two.people[at] ?? '';
        const actor = { userId, role: 'responder', grants: everywhere('responder') } as const;
        const value = JSON.stringify({
          act: 'acknowledge',
          ids: at === 0 ? ids : ids.toReversed(),
          to: null,
        });
        const input = {
          ...{ value, userId, channelId: null, reader: readerOf('en') },
          values: formValuesOf({}),
        };
        const tools = { ...toolsOf({}), store, act: actOn(store) };
        return bulk.submit({ ...input, actor: { ...actor, surface: 'modal' } }, tools);
      }),
    );
    const counts = said.map((answer) => {
      const [, done, left = ''] = /^(\d+) cases?: done.*?(?:first: (.*))?$/s.exec(textOf(answer)) ?? [];
      return { done: Number(done), left: left.trim().split(/\s+/).filter(Boolean).length };
    });
    expect(counts.reduce((sum, { done }) => sum + done, 0)).toBe(ids.length);
    for (const { done, left } of counts) expect(done + left).toBe(ids.length);
    for (const id of ids) expect(await rowsAbout(id)).toHaveLength(1);
  });

  test('what a suppression hid is shown once, though the clocks of both look', async () => {
    const caseId = await caseWith(replicas[0]);
    const made = await actAs(replicas[1], carol, { now }, 'suppress', { caseId, ...quiet });
    const suppressionId = 'suppression' in made ? made.suppression.id : 0;
    await actAs(replicas[0], dave, { now }, 'lift', { suppressionId });
    const clocks = replicas.map(createClockwork);
    const tick = () => Promise.all(clocks.map((clock) => clock.tick(rulesFixture(), now + hour / 2)));
    while ((await tick()).some(({ more }) => more));
    expect((await replicas[0].cases.view(caseId))?.case).toMatchObject({ state: 'open', quiet: null });
    expect(await replicas[0].suppressions.sweeping(5)).toEqual([]);
  });

  test('nothing of it breaks the chain of the log', async () => {
    expect(await replicas[1].audit.verify([])).toMatchObject({ whole: true });
  });
});
