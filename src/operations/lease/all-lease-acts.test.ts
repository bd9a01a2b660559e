import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acting, actAs, hour } from '../../../test/support/acts.ts';
import { type DatabaseServer, databases } from '../../../test/support/databases.ts';
import { leaseDraft } from '../../../test/support/lease-fixtures.ts';
import { leasePolicy } from '../../../test/support/lessor.ts';
import { noon } from '../../../test/support/store-fixtures.ts';
import type { Lease, LeaseDraft } from '../../finding/lease.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import { isLiving, type LeaseState, leaseStates } from '../../finding/lease-state.ts';
import { type Role, roles } from '../../finding/role.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { isEnough } from '../grants.ts';
import type { InputOf, OperationName } from '../registry.ts';

const now = noon + hour;
const [carol, dave, erin] = ['U0CAROL', 'U0DAVE', 'U0ERIN'];
const account = '111122223333';
const contain = { name: 'contain', document: 'Contain', needs: 'approver', parameters: [] } as const;
const leases = { ...leasePolicy, accounts: [account], runbooks: [contain] };
/** Each has a second account, which is the same person all the same. */
const humans = [carol, dave].map((id) => ({ slack: [id, `${id}2`], principals: [] }));
const acting: Acting = { now, leases, humans };

const { plan, planHash: hash } = leaseDraft();
const planned = { kind: 'plan', subject: 'i-0abc', hash, plan } as const;
const longer = now + 6 * hour;

type LeaseAct =
  | 'approveLease'
  | 'refuseLease'
  | 'withdrawLease'
  | 'endLease'
  | 'extendLease'
  | 'decideExtension'
  | 'putRight'
  | 'orphanFound';

const inputs: { readonly [Name in LeaseAct]: (leaseId: number) => InputOf<Name> } = {
  approveLease: (leaseId) => ({ leaseId, shownHash: hash, planned }),
  refuseLease: (leaseId) => ({ leaseId, reason: 'a test' }),
  withdrawLease: (leaseId) => ({ leaseId }),
  endLease: (leaseId) => ({ leaseId }),
  extendLease: (leaseId) => ({ leaseId, duration: hour, reason: 'a test' }),
  decideExtension: (leaseId) => ({ leaseId, until: longer, grant: true }),
  putRight: (leaseId) => ({ leaseId }),
  orphanFound: (leaseId) => ({ leaseId, groupId: 'sg-0abc' }),
};

/** Nothing is under way that anybody could do this to. */
const never: Readonly<Record<LeaseState, string>> = {
  ...{ requested: 'not-now', approved: 'not-now', attaching: 'not-now', active: 'not-now' },
  ...{ ending: 'not-now', ended: 'not-now', refused: 'not-now', expired: 'not-now', failed: 'not-now' },
};
const whileItRuns = (answer: string) => ({ approved: answer, attaching: answer, active: answer });

interface Row {
  readonly needs: Role;
  readonly answers: Readonly<Record<LeaseState, string>>;
}

/** Of access that Carol asked for, by somebody whose role is enough. Written by hand, from what leases are to be. */
const table: Readonly<Record<LeaseAct, Row>> = {
  approveLease: { needs: 'approver', answers: { ...never, requested: 'approved' } },
  refuseLease: { needs: 'approver', answers: { ...never, requested: 'refused' } },
  // Whoever asked takes it back, and nobody else.
  withdrawLease: { needs: 'responder', answers: { ...never, requested: 'not-own' } },
  endLease: { needs: 'responder', answers: { ...never, ...whileItRuns('ending'), ending: 'already' } },
  extendLease: { needs: 'responder', answers: { ...never, ...whileItRuns('extended') } },
  decideExtension: { needs: 'approver', answers: { ...never, ...whileItRuns('extended') } },
  putRight: { needs: 'responder', answers: { ...never, active: 'putting-right' } },
  // The sweep's: what is over begins to end again, and of everything else nothing is amiss.
  orphanFound: {
    needs: 'admin',
    answers: {
      ...{ requested: 'null', approved: 'null', attaching: 'null', active: 'null', ending: 'null' },
      ...{ ended: 'ending', refused: 'null', expired: 'null', failed: 'ending' },
    },
  },
};

/** An instance that is cut off has no end, and takes an approver to be let go, as it took one to begin. */
const ofIsolations: readonly (readonly [LeaseAct, Role, Readonly<Record<LeaseState, string>>])[] = [
  ['endLease', 'responder', { ...never, ...whileItRuns('not-yours'), ending: 'already' }],
  ['endLease', 'approver', { ...never, ...whileItRuns('ending'), ending: 'already' }],
  ['extendLease', 'admin', { ...never, active: 'endless' }],
];

const isolate: LeaseSpec = {
  ...{ kind: 'isolate', instanceId: 'i-0abc', snapshot: true },
  ...{ tag: false, cut: false, revokeSessions: false, stop: false },
};
const cutOff = { spec: isolate, duration: null, endsAt: null, extension: null };

let next = 1;
function inState(state: LeaseState, over: Partial<LeaseDraft> = {}): LeaseDraft {
  const begun = state === 'requested' || state === 'refused' || state === 'expired' ? null : noon;
  return leaseDraft({
    ...{ state, subject: `i-${next++}`, approvedAt: begun, endsAt: begun === null ? null : now + hour },
    ...{ extension: { by: carol, until: longer, reason: 'a test', at: noon } },
    drift: state === 'active' ? [{ code: 'detached', subject: 'eni-1' }] : [],
    ...over,
  });
}

describe.each(databases)('acts on leases on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;
  beforeAll(async () => {
    server = await start();
    store = await openStore(await server.create());
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  const given = (draft: LeaseDraft) => store.act((transaction) => transaction.leases.add(draft));
  const rowsAbout = async ({ id }: Lease) =>
    store.audit.list({ target: `L${id}`, actor: null, since: null, before: null, limit: 5 });

  /** What somebody hears: the kind of the answer, the state of what is none, or that they may not. */
  async function heard(name: LeaseAct, lease: Lease, by: string, role: Role): Promise<string> {
    // The compiler cannot see that a name's own input goes with it.
    const input = inputs[name](lease.id) as never;
    const answer: unknown = await actAs(store, by, { ...acting, role }, name as OperationName, input);
    if (typeof answer !== 'object' || answer === null) return String(answer);
    return 'kind' in answer ? String(answer.kind) : String((answer as Lease).state);
  }

  const all = (Object.keys(table) as LeaseAct[]).flatMap((name) =>
    leaseStates.flatMap((state) => roles.map((role) => [name, state, role] as const)),
  );
  test.each(all)('%s of access that is %s, by a %s', async (name, state, role) => {
    const { needs, answers } = table[name];
    const lease = await given(inState(state));
    if (!isEnough(role, needs)) {
      await expect(heard(name, lease, dave, role)).rejects.toThrow(`${name} needs ${needs}`);
      expect(await store.leases.byId(lease.id)).toEqual(lease);
      return;
    }
    expect(await heard(name, lease, dave, role)).toBe(answers[state]);
    const changed = JSON.stringify(await store.leases.byId(lease.id)) !== JSON.stringify(lease);
    const done = (await rowsAbout(lease)).filter(({ outcome }) => outcome === 'done');
    expect(done).toHaveLength(changed ? 1 : 0);
  });

  const ofAll = ofIsolations.flatMap(([name, role, answers]) =>
    leaseStates.map((state) => [name, state, role, answers[state]] as const),
  );
  test.each(ofAll)('%s of an isolation that is %s, by a %s: %s', async (name, state, role, answer) => {
    expect(await heard(name, await given(inState(state, cutOff)), dave, role)).toBe(answer);
  });

  test.each([
    ['approveLease', 'requested', carol, 'own'],
    ['approveLease', 'requested', `${carol}2`, 'own'],
    ['refuseLease', 'requested', carol, 'own'],
    ['refuseLease', 'requested', `${carol}2`, 'own'],
    ['decideExtension', 'active', carol, 'own'],
    ['decideExtension', 'active', `${carol}2`, 'own'],
    ['withdrawLease', 'requested', carol, 'withdrawn'],
    ['withdrawLease', 'requested', `${carol}2`, 'withdrawn'],
  ] as const)('%s of what is %s, by whoever asked for it, as %s: %s', async (name, state, by, answer) => {
    const lease = await given(inState(state));
    expect(await heard(name, lease, by, 'admin')).toBe(answer);
    const [row] = await rowsAbout(lease);
    expect(row).toMatchObject({ act: name, actor: by, outcome: answer === 'own' ? 'refused' : 'done' });
    if (answer === 'own') expect(await store.leases.byId(lease.id)).toEqual(lease);
  });

  test('who asked for a longer time decides neither about it, nor with another account', async () => {
    const extension = { by: dave, until: longer, reason: 'a test', at: noon };
    const lease = await given(inState('active', { extension }));
    for (const by of [dave, `${dave}2`])
      expect(await heard('decideExtension', lease, by, 'admin')).toBe('own');
    expect(await heard('decideExtension', lease, erin, 'approver')).toBe('extended');
  });

  test('two have to approve, and two accounts of one are one', async () => {
    const lease = await given(inState('requested', { needed: 2 }));
    const said = [];
    for (const by of [dave, `${dave}2`, erin]) said.push(await heard('approveLease', lease, by, 'approver'));
    expect(said).toEqual(['approved', 'already', 'approved']);
    expect((await store.leases.byId(lease.id))?.approvals.map(({ by }) => by)).toEqual([dave, erin]);
  });

  test.each(leaseStates)('what is asked of an instance about which something is %s', async (state) => {
    const subject = `i-${next++}`;
    const { spec } = leaseDraft();
    const ask = (wanted: LeaseSpec, by: string) =>
      actAs(store, by, acting, 'requestLease', {
        ...{ spec: wanted, place: { account, region: 'ap-northeast-1' }, planned: { ...planned, subject } },
        ...{ duration: hour, reason: 'a test', caseId: null, breakGlass: false },
      });
    const before = await given(inState(state, { ...cutOff, subject }));
    const living = isLiving(state);
    expect((await ask(spec, dave)).kind).toBe(living ? 'isolated' : 'requested');
    expect((await ask(isolate, dave)).kind).toBe(living ? 'already' : 'requested');
    const other = await given(inState(state, { subject: `i-${next++}`, spec }));
    const again = { ...planned, subject: other.subject };
    const twin = await actAs(store, carol, acting, 'requestLease', {
      ...{ spec, place: before.place, planned: again, duration: hour, reason: 'a test' },
      ...{ caseId: null, breakGlass: false },
    });
    expect(twin.kind).toBe(living ? 'already' : 'requested');
  });

  test.each([
    ['responder', 'not-yours'],
    ['approver', 'started'],
    ['admin', 'started'],
  ] as const)('a runbook that needs an approver, by a %s: %s', async (role, answer) => {
    const asked = {
      ...{ name: 'contain', place: { account, region: 'ap-northeast-1' }, parameters: {} },
      ...{ reason: 'a test', caseId: null },
    };
    expect((await actAs(store, dave, { ...acting, role }, 'startRunbook', asked)).kind).toBe(answer);
  });

  test.each([
    ['there', null, null, ['removing', 'true', 'false']],
    ['wanted gone', { by: carol, at: noon }, null, ['already', 'true', 'false']],
    ['gone', null, noon, ['already', 'false', 'true']],
  ] as const)('a stray that is %s', async (_, removal, goneAt, expected) => {
    const stray = {
      ...{ place: { account, region: 'ap-northeast-1' }, seenAt: noon, name: 'n', lease: 'L1' },
      ...{ deployment: 'x', removal, goneAt },
    };
    const said = [];
    for (const name of ['removeStray', 'strayGone', 'noteStray'] as const) {
      const groupId = `sg-${next++}`;
      await store.act((transaction) => transaction.leases.addStray({ ...stray, groupId }));
      const input = name === 'noteStray' ? { stray: { ...stray, groupId } } : { groupId };
      const answer: unknown = await actAs(store, dave, { ...acting, role: 'admin' }, name, input as never);
      said.push(
        typeof answer === 'object' && answer !== null && 'kind' in answer ? answer.kind : String(answer),
      );
    }
    expect(said).toEqual(expected);
  });
});
