import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, type CaseState, caseStates, isClosed } from '../../src/finding/case.ts';
import { severityRank } from '../../src/finding/severity.ts';
import { createClockwork } from '../../src/operations/clockwork.ts';
import type { AnswerOf, InputOf, OperationName } from '../../src/operations/registry.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { actAs, day, hour, minute } from '../support/acts.ts';
import { control } from '../support/bodies.ts';
import { queryFixture } from '../support/store-fixtures.ts';
import { anything, type Says, start, streamConfig } from '../support/streams.ts';

/** What people do, each to one thing by its number: a case's, a suppression's, a request's. */
const acts = {
  acknowledge: (caseId) => ({ caseId, duration: null }),
  release: (caseId) => ({ caseId }),
  assign: (caseId) => ({ caseId, to: 'U0DAVE' }),
  unassign: (caseId) => ({ caseId }),
  suppress: (caseId, now, wide) => ({
    ...{ caseId, scope: wide ? 'account' : 'finding', until: now + 6 * hour, idle: null, reason: 'a test' },
  }),
  lift: (suppressionId) => ({ suppressionId }),
  done: (caseId, _now, wide) => ({ caseId, check: null, disposition: wide ? 'benign' : null, note: null }),
  resolve: (caseId, _now, wide) => ({
    ...{ caseId, as: wide ? 'duplicate' : 'handled', duplicateOf: wide ? 1 : null, note: null },
  }),
  reopen: (caseId) => ({ caseId, reason: null }),
  askException: (caseId, now) => ({ caseId, until: now + day, reason: 'intended' }),
  grantRequest: (requestId) => ({ requestId }),
  refuseRequest: (requestId) => ({ requestId }),
  endException: (caseId) => ({ caseId }),
  markSample: (caseId) => ({ caseId }),
  note: (caseId) => ({ caseId, text: 'looked at it' }),
} satisfies {
  readonly [Name in OperationName]?: (id: number, now: number, wide: boolean) => InputOf<Name>;
};
type ActName = keyof typeof acts;
const names = Object.keys(acts) as ActName[];

const visible = ['open', 'acknowledged', 'verifying'] as const;
type Moves = Readonly<Partial<Record<CaseState | 'unknown', readonly CaseState[]>>>;
const fromVisible = (to: readonly CaseState[]): Moves =>
  Object.fromEntries(visible.map((state) => [state, to]));

/** From which state a case goes to which others, by whom; whatever is not here stays. Written by hand. */
const legal: Readonly<Record<ActName | 'news' | 'time', Moves>> = {
  acknowledge: { open: ['acknowledged'], verifying: ['acknowledged'] },
  release: { acknowledged: ['open'] },
  assign: fromVisible(['open', 'acknowledged']),
  unassign: fromVisible(['open']),
  suppress: fromVisible(['suppressed']),
  lift: {},
  done: fromVisible(['resolved', 'verifying']),
  resolve: fromVisible(['resolved']),
  reopen: { verifying: ['open'], resolved: ['open'], external: ['open'] },
  askException: {},
  grantRequest: fromVisible(['excepted', 'suppressed']),
  refuseRequest: {},
  endException: { excepted: ['open'] },
  markSample: {},
  note: {},
  news: {
    unknown: ['open', 'suppressed', 'external'],
    open: ['resolved', 'external'],
    acknowledged: ['resolved', 'external'],
    verifying: ['open', 'resolved', 'external'],
    suppressed: ['open', 'resolved', 'external'],
    excepted: ['open', 'suppressed', 'resolved'],
    resolved: ['open', 'suppressed', 'external'],
    external: ['open', 'suppressed', 'resolved'],
  },
  time: {
    open: ['suppressed'],
    acknowledged: ['open', 'suppressed'],
    verifying: ['open', 'suppressed'],
    // Into the case of a group.
    suppressed: ['open', 'resolved'],
    excepted: ['open', 'suppressed'],
  },
};

type Step =
  | { readonly kind: 'news'; readonly says: Says }
  | { readonly kind: 'time'; readonly ms: number }
  | {
      readonly kind: 'act';
      readonly name: ActName;
      readonly by: string;
      readonly id: number;
      readonly wide: boolean;
    };

/** Evenly, and more often what others wait for. */
const drawn: readonly ActName[] = [
  ...names,
  'suppress',
  'lift',
  'askException',
  'askException',
  'grantRequest',
];
const anyName = fc.nat(10_000).map((number) => drawn[(number * 7) % drawn.length] ?? 'note');

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('news' as const), says: anything }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('act' as const),
        name: anyName,
        by: fc.constantFrom('U0CAROL', 'U0DAVE', 'U0ERIN'),
        id: fc.nat(20),
        wide: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('time' as const),
        ms: fc.constantFrom(minute, hour, 7 * hour, 26 * hour),
      }),
    },
  ),
  { minLength: 10, maxLength: 45 },
);

const config = streamConfig({ grouped: true });
const rules = compileTriage(triageSettings(config));

async function casesOf(store: Store): Promise<Map<number, Case>> {
  const found = await store.cases.search(queryFixture({ state: [...caseStates] }), { offset: 0, limit: 500 });
  return new Map(found.rows.map(({ case: one }) => [one.id, one]));
}

/** Ids of what people have made so far. */
interface Made {
  readonly requests: number[];
  readonly suppressions: number[];
}

/** What there is that an act can be about. */
function about(name: ActName, cases: readonly number[], { requests, suppressions }: Made): readonly number[] {
  if (name === 'lift') return suppressions;
  return name === 'grantRequest' || name === 'refuseRequest' ? requests : cases;
}

/** Whoever keeps Slack's channel, in short: each card that wants to be shown is; how often each was posted anew. */
async function post(store: Store, now: number, posted: Map<string, number>): Promise<void> {
  for (const posting of [true, false])
    for (const { key, channel } of await store.cards.due(now, { posting, exceptChannels: [], limit: 100 })) {
      const card = await store.cards.claim(key, { owner: 'one', now, until: now + minute, posting });
      if (card === null) continue;
      if (posting) posted.set(key, (posted.get(key) ?? 0) + 1);
      const shown = {
        channelId: channel,
        ts: card.ts ?? `${posted.size}.${key}`,
        shown: card.wanted,
        hash: 'h',
      };
      expect(await store.cards.confirm(key, card.claim, shown)).toBe(true);
    }
}

/** What a case's state says has to be said by the rest of it, too. */
function expectWhole(one: Case): void {
  const { state, verifying, exception, quiet, resolution, closedAt, severity } = one;
  expect(isClosed(state)).toBe(closedAt !== null);
  expect(isClosed(state)).toBe(resolution !== null);
  expect(state === 'verifying').toBe(verifying !== null);
  expect(state === 'excepted').toBe(exception !== null);
  expect(state === 'suppressed').toBe(quiet !== null);
  if (state === 'acknowledged') expect(one.assignee !== null && one.acknowledgedUntil !== null).toBe(true);
  // Nothing that became worse is hidden by what was decided about less; and nobody decides alone.
  if (exception !== null)
    expect(severityRank(severity)).toBeLessThanOrEqual(severityRank(exception.severity));
  if (exception !== null) expect(exception.approver).not.toBe(exception.by);
}

test('whatever people do while events arrive and time passes, all of it stays whole', async () => {
  const tried = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const store = await openStore('sqlite::memory:');
      try {
        const clockwork = createClockwork(store);
        const posted = new Map<string, number>();
        const made: Made = { requests: [], suppressions: [] };
        let [now, messages, seen] = [start, 0, 0];
        let before = await casesOf(store);
        for (const step of all) {
          now += minute;
          if (step.kind === 'news') {
            const message = { messageId: `m-${messages++}`, body: step.says.body(now), queue: 'alerts' };
            const deps = pipelineDeps(config, rules, store, () => now, silentLogger);
            await processMessages([{ ...message, sentAt: now, receiveCount: 1 }], deps);
          } else if (step.kind === 'time') {
            now += step.ms;
            while ((await clockwork.tick(rules, now)).more);
          } else {
            const { name, by, id, wide } = step;
            const known = about(name, [...before.keys()], made);
            const input = acts[name](known[id % known.length] ?? id, now, wide);
            const acting = { now, rules, role: 'approver' as const };
            const answer: AnswerOf<ActName> = await actAs(store, by, acting, name, input as never);
            if ('request' in answer && answer.kind === 'asked') made.requests.push(answer.request.id);
            if ('suppression' in answer && answer.suppression) made.suppressions.push(answer.suppression.id);
            tried.add(`${name} ${answer.kind}`);
          }
          const rows = await store.audit.since(0, { after: seen, limit: 200 });
          seen = rows.at(-1)?.seq ?? seen;
          const after = await casesOf(store);
          const moves = legal[step.kind === 'act' ? step.name : step.kind];
          for (const [id, one] of after) {
            const from = before.get(id)?.state ?? 'unknown';
            if (from !== one.state)
              expect([from, moves[from] ?? []]).toEqual([from, expect.arrayContaining([one.state])]);
            if (step.kind === 'time' && from !== one.state && one.state === 'resolved')
              expect(one.resolution).toBe('folded');
            expectWhole(one);
          }
          if (step.kind === 'act') {
            const own = rows.filter(({ actor }) => actor === step.by);
            const changed = JSON.stringify([...after]) !== JSON.stringify([...before]);
            expect(own.length).toBeLessThanOrEqual(1);
            if (changed) expect(own.map(({ outcome }) => outcome)).toEqual(['done']);
          }
          before = after;
          await post(store, now, posted);
        }
        const counts = Object.values(await store.ledger.counts(0));
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(messages);
        for (const [key, times] of posted) expect([key, times]).toEqual([key, 1]);
        expect(new Set([...before.values()].map(({ key }) => key)).size).toBe(before.size);
        expect(await store.audit.verify([])).toMatchObject({ whole: true });
      } finally {
        await store.close();
      }
    }),
    { numRuns: 80 },
  );
  // What was never reached was not tried.
  for (const reached of ['acknowledge acknowledged', 'suppress suppressed', 'askException asked'])
    expect([...tried]).toContain(reached);
});

test('what somebody opened again by hand, the policy for such things does not hide when it comes back', async () => {
  const store = await openStore('sqlite::memory:');
  try {
    const news = async (at: number, workflow: 'NEW' | 'SUPPRESSED') => {
      const said = { resource: 'sg-4', control: 'Config.1', standard: 'fsbp', severity: 'LOW' } as const;
      const body = control({ ...said, status: 'FAILED', workflow, archived: false, at });
      const deps = pipelineDeps(config, rules, store, () => at, silentLogger);
      const message = { messageId: `m-${at}`, body, queue: 'alerts', sentAt: at, receiveCount: 1 };
      await processMessages([message], deps);
    };
    await news(start, 'SUPPRESSED');
    await actAs(store, 'U0CAROL', { now: start + minute, rules }, 'reopen', { caseId: 1, reason: null });
    await news(start + 2 * minute, 'NEW');
    expect((await store.cases.view(1))?.case).toMatchObject({ state: 'open', quiet: null });
  } finally {
    await store.close();
  }
});
