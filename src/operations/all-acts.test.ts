import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, actLimits, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { type CaseDraft, type CaseState, caseStates } from '../finding/case.ts';
import { type Role, roles } from '../finding/role.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { everywhere, isEnough } from './grants.ts';
import { type InputOf, type OperationName, perform } from './registry.ts';
import { samePerson } from './same-person.ts';

const now = noon + hour;
const [carol, dave, erin] = ['U0CAROL', 'U0DAVE', 'U0ERIN'];

/** What there is for an act to be about; Carol has the case where it is taken, and made or asked for the others. */
interface Given {
  readonly caseId: number;
  readonly suppressionId: number;
  readonly requestId: number;
}

interface Row<Name extends OperationName> {
  readonly needs: Role;
  input(given: Given): InputOf<Name>;
  /** What somebody whose role is enough hears, by the state of the case; one word: whatever state that is. */
  readonly answers: string | Readonly<Record<CaseState, string>>;
}

const spec = {
  kind: 'security-group',
  instanceId: 'i-0abc',
  interfaces: null,
  rule: { protocol: 'tcp', fromPort: 22, toPort: 22, source: { kind: 'cidr', cidr: '198.51.100.7/32' } },
} as const;
const place = { account: '111122223333', region: 'ap-northeast-1' } as const;
const planned = {
  kind: 'plan',
  subject: 'i-0abc',
  hash: 'h',
  plan: { kind: 'security-group', steps: [], instance: null, surroundings: null, user: null },
} as const;

/** What is not in sight: nobody has to do anything about it. */
const unseen = {
  suppressed: 'not-open',
  resolved: 'not-open',
  external: 'not-open',
  excepted: 'not-open',
} as const;

/** Written by hand. An operation without a row here does not compile, nor does a state without an answer. */
const table: { readonly [Name in OperationName]: Row<Name> } = {
  acknowledge: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, duration: null }),
    answers: { open: 'acknowledged', acknowledged: 'already', verifying: 'acknowledged', ...unseen },
  },
  release: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: { open: 'nobody-has-it', acknowledged: 'anothers', verifying: 'nobody-has-it', ...unseen },
  },
  assign: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, to: erin }),
    answers: { open: 'assigned', acknowledged: 'assigned', verifying: 'assigned', ...unseen },
  },
  unassign: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: { open: 'nobody-has-it', acknowledged: 'unassigned', verifying: 'nobody-has-it', ...unseen },
  },
  suppress: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, scope: 'finding', until: now + day, idle: null, reason: 'a test' }),
    answers: { open: 'suppressed', acknowledged: 'suppressed', verifying: 'suppressed', ...unseen },
  },
  lift: { needs: 'responder', input: ({ suppressionId }) => ({ suppressionId }), answers: 'lifted' },
  swapOnCall: {
    needs: 'responder',
    input: () => ({ userId: erin, from: null, until: now + hour }),
    answers: 'no-plan',
  },
  undoSwap: { needs: 'responder', input: () => null, answers: 'nothing-to-undo' },
  done: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, check: null, disposition: 'handled', note: null }),
    answers: {
      open: 'resolved',
      acknowledged: 'resolved',
      verifying: 'resolved',
      ...unseen,
      resolved: 'already',
    },
  },
  resolve: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, as: 'benign', duplicateOf: null, note: null }),
    answers: {
      open: 'resolved',
      acknowledged: 'resolved',
      verifying: 'resolved',
      ...unseen,
      resolved: 'already',
    },
  },
  reopen: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, reason: null }),
    answers: {
      ...{ open: 'already', acknowledged: 'already', verifying: 'reopened', resolved: 'reopened' },
      ...{ external: 'reopened', suppressed: 'not-closed', excepted: 'not-closed' },
    },
  },
  note: { needs: 'responder', input: ({ caseId }) => ({ caseId, text: 'looked at it' }), answers: 'noted' },
  setDue: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, due: now + day, reason: 'a test' }),
    answers: { open: 'set', acknowledged: 'set', verifying: 'set', ...unseen },
  },
  markSample: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: { open: 'marked', acknowledged: 'marked', verifying: 'marked', ...unseen },
  },
  unmarkSample: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: { open: 'not-marked', acknowledged: 'not-marked', verifying: 'not-marked', ...unseen },
  },
  investigate: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: { open: 'asked', acknowledged: 'asked', verifying: 'asked', ...unseen },
  },
  askException: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId, until: now + day, reason: 'a test' }),
    answers: { open: 'asked', acknowledged: 'asked', verifying: 'asked', ...unseen },
  },
  endException: {
    needs: 'responder',
    input: ({ caseId }) => ({ caseId }),
    answers: {
      ...{ open: 'not-excepted', acknowledged: 'not-excepted', verifying: 'not-excepted' },
      ...{
        suppressed: 'not-excepted',
        resolved: 'not-excepted',
        external: 'not-excepted',
        excepted: 'ended',
      },
    },
  },
  // Carol asked for it, of another case.
  grantRequest: { needs: 'approver', input: ({ requestId }) => ({ requestId }), answers: 'granted' },
  refuseRequest: { needs: 'approver', input: ({ requestId }) => ({ requestId }), answers: 'refused' },
  withdrawRequest: {
    needs: 'responder',
    input: ({ requestId }) => ({ requestId }),
    answers: 'not-asked-by-you',
  },
  // Leases have states of their own, and a table of their own; here is who may at all.
  requestLease: {
    needs: 'responder',
    input: () => ({
      ...{ spec, place, planned },
      ...{ duration: hour, reason: 'a test', caseId: null, breakGlass: false },
    }),
    answers: 'off',
  },
  approveLease: {
    needs: 'approver',
    input: () => ({ leaseId: 99, shownHash: planned.hash, planned }),
    answers: 'no-lease',
  },
  refuseLease: { needs: 'approver', input: () => ({ leaseId: 99, reason: 'a test' }), answers: 'no-lease' },
  withdrawLease: { needs: 'responder', input: () => ({ leaseId: 99 }), answers: 'no-lease' },
  endLease: { needs: 'responder', input: () => ({ leaseId: 99 }), answers: 'no-lease' },
  extendLease: {
    needs: 'responder',
    input: () => ({ leaseId: 99, duration: hour, reason: 'a test' }),
    answers: 'no-lease',
  },
  decideExtension: {
    needs: 'approver',
    input: () => ({ leaseId: 99, until: now + hour, grant: true }),
    answers: 'no-lease',
  },
  putRight: { needs: 'responder', input: () => ({ leaseId: 99 }), answers: 'no-lease' },
  setAddress: { needs: 'responder', input: () => ({ address: '198.51.100.7' }), answers: 'set' },
  pageUnheard: {
    needs: 'admin',
    input: ({ caseId }) => ({ caseId, minutes: 10 }),
    answers: {
      ...{ open: 'true', acknowledged: 'false', verifying: 'false', suppressed: 'false' },
      ...{ resolved: 'false', external: 'false', excepted: 'false' },
    },
  },
  removeStray: { needs: 'approver', input: () => ({ groupId: 'sg-0abc' }), answers: 'no-stray' },
  startRunbook: {
    needs: 'responder',
    input: () => ({ name: 'contain', place, parameters: {}, reason: 'a test', caseId: null }),
    answers: 'off',
  },
  orphanFound: { needs: 'admin', input: () => ({ leaseId: 99, groupId: 'sg-0abc' }), answers: 'null' },
  // Seen for the first time: each case has one of its own.
  noteStray: {
    needs: 'admin',
    input: ({ caseId }) => {
      const facts = { place, seenAt: now, name: 'x', lease: 'L99', deployment: 'd' };
      return { stray: { groupId: `sg-${caseId}`, ...facts, removal: null, goneAt: null } };
    },
    answers: 'true',
  },
  strayGone: { needs: 'admin', input: () => ({ groupId: 'sg-0abc' }), answers: 'false' },
  recordRun: {
    needs: 'admin',
    input: () => ({ runId: 99, claim: { owner: 'me', token: 1 }, change: { nextAt: null } }),
    answers: 'false',
  },
  // Whoever is asked may be a viewer; nobody was asked here.
  answerQuestion: {
    needs: 'viewer',
    input: ({ caseId }) => ({ caseId, answer: 'yes' }),
    answers: 'not-asked',
  },
  askPerson: { needs: 'admin', input: ({ caseId }) => ({ caseId, person: null }), answers: 'already' },
  servicesTold: { needs: 'admin', input: () => ({ told: [] }), answers: 'null' },
  recordLease: {
    needs: 'admin',
    input: () => ({
      ...{ leaseId: 99, claim: { owner: 'me', token: 1 }, state: 'active', until: now },
      change: { kind: 'remember', facts: {} },
    }),
    answers: 'null',
  },
};

const inState: Readonly<Record<CaseState, Partial<CaseDraft>>> = {
  open: {},
  acknowledged: { assignee: carol, acknowledgedAt: noon, acknowledgedUntil: noon + 4 * hour },
  verifying: { verifying: { since: noon, until: noon + day, by: carol } },
  excepted: {
    exception: {
      since: noon,
      until: now + day,
      by: carol,
      approver: erin,
      reason: 'a test',
      severity: 'High',
    },
  },
  suppressed: { quiet: { by: 'policy', policy: 'p', action: 'accept' } },
  resolved: { resolution: 'fixed', closedAt: noon },
  external: { resolution: 'external', closedAt: noon },
};

describe.each(Object.keys(table) as OperationName[])('%s', (name) => {
  let store: Store;
  let nextFinding = 1;
  beforeAll(async () => {
    store = await openStore('sqlite::memory:');
  });
  afterAll(() => store.close());

  async function given(state: CaseState): Promise<Given> {
    const id = String(nextFinding++);
    const caseId =
      (await take(store, findingFixture(`f-${id}`), { decided: { state, ...inState[state] } })) ?? 0;
    const beside = (await take(store, findingFixture(`g-${id}`))) ?? 0;
    const input = { caseId: beside, scope: 'finding', until: now + day, idle: null, reason: `beside ${id}` };
    const made = await actAs(store, carol, { now }, 'suppress', input);
    const other = (await take(store, findingFixture(`h-${id}`))) ?? 0;
    const wanted = { caseId: other, until: now + day, reason: 'a test' };
    const asked = await actAs(store, carol, { now }, 'askException', wanted);
    return {
      caseId,
      suppressionId: 'suppression' in made ? made.suppression.id : 0,
      requestId: 'request' in asked ? asked.request.id : 0,
    };
  }
  const log = () => store.audit.list({ target: null, actor: dave, since: null, before: null, limit: 50 });

  const all = caseStates.flatMap((state) => roles.map((role) => [state, role] as const));
  test.each(all)('of a case that is %s, by a %s', async (state, role) => {
    const { needs, answers } = table[name];
    const about = await given(state);
    const before = await store.cases.view(about.caseId);
    const logged = (await log()).length;
    // The compiler cannot see that a name's own row goes with it.
    const act = () => actAs(store, dave, { now, role }, name, table[name].input(about) as never);
    if (!isEnough(role, needs)) {
      await expect(act()).rejects.toThrow(`${name} needs ${needs}`);
      expect(await store.cases.view(about.caseId)).toEqual(before);
      expect((await log())[0]).toMatchObject({
        act: name,
        role,
        outcome: 'refused',
        after: { why: 'no-role', needs },
      });
      return;
    }
    const answer = (await act()) as { readonly kind: string } | boolean | null;
    const heard = typeof answer === 'object' && answer !== null ? answer.kind : String(answer);
    expect(heard).toBe(typeof answers === 'string' ? answers : answers[state]);
    // What changed a case is on record.
    const changed =
      JSON.stringify((await store.cases.view(about.caseId))?.case) !== JSON.stringify(before?.case);
    const rows = (await log()).slice(0, (await log()).length - logged);
    const done = rows.filter((row) => row.outcome === 'done' && row.target === `Y${about.caseId}`);
    if (changed) expect(done).toHaveLength(1);
  });
});

describe('whoever asked decides nothing', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('sqlite::memory:');
  });
  afterAll(() => store.close());

  test.each([
    ['grantRequest', carol],
    ['refuseRequest', carol],
    // Another account of the same person.
    ['grantRequest', 'U0CAROL2'],
  ] as const)('%s by %s', async (name, by) => {
    const caseId = (await take(store, findingFixture(`own-${name}-${by}`))) ?? 0;
    const asked = await actAs(store, carol, { now }, 'askException', {
      caseId,
      until: now + day,
      reason: 'a test',
    });
    const requestId = 'request' in asked ? asked.request.id : 0;
    const people = samePerson([{ slack: [carol, 'U0CAROL2'], principals: [] }]);
    const actor = { userId: by, role: 'admin', grants: everywhere('admin'), surface: 'home' } as const;
    const setting = { now, actor, rules: rulesFixture(), limits: actLimits, people };
    expect(await perform(store, name, { requestId }, setting)).toMatchObject({ kind: 'own-request' });
    expect((await store.cases.view(caseId))?.case.state).toBe('open');
    const [row] = await store.audit.list({ target: null, actor: by, since: null, before: null, limit: 1 });
    expect(row).toMatchObject({ act: name, outcome: 'refused', surface: 'home' });
  });
});
