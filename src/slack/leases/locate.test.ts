import { expect, test } from 'vitest';
import { leasePolicy } from '../../../test/support/lessor.ts';
import { inputOf, textOf, toolsOf } from '../../../test/support/tools.ts';
import type { AuditDraft } from '../../finding/audit.ts';
import type { LeaseDesk } from '../../finding/lease-desk.ts';
import type { Grant } from '../../operations/grants.ts';
import { locate, planFor } from './locate.ts';

const [sandbox, payments, elsewhere] = ['111122223333', '444455556666', '777788889999'];
const region = 'ap-northeast-1';
const key = { kind: 'access-key', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } as const;
const inSandbox: Grant = { role: 'responder', accounts: [sandbox], environments: null };

/** Dave may respond in the sandbox alone; leases may be in the sandbox and in payments. */
function arrange() {
  const asked: string[] = [];
  const audited: AuditDraft[] = [];
  const plan: LeaseDesk['plan'] = async (_spec, { account }) => {
    asked.push(account);
    return { kind: 'obstacles', obstacles: [{ code: 'no-key', value: key.accessKeyId, limit: null }] };
  };
  const find: LeaseDesk['find'] = async (word) => ({
    found: [sandbox, payments].map((account) => ({
      ...{ place: { account, region }, instanceId: `i-in-${account}`, name: word, interfaceId: null },
    })),
    missed: [],
  });
  const desk = { plan, find } as Partial<LeaseDesk> as LeaseDesk;
  const policy = { ...leasePolicy, accounts: [sandbox, payments] };
  const { actor, ...input } = inputOf();
  const person = { ...input, actor: { ...actor, grants: [inSandbox] } };
  return { asked, audited, person, tools: toolsOf({ desk, policy, audited }) };
}

test.each([
  [sandbox, [sandbox], 'AKIAIOSFODNN7EXAMPLE', null],
  [payments, [], 'responder', 'role-too-small'],
  [elsewhere, [], elsewhere, 'account-not-allowed'],
])(
  'what AWS says in %s is told to whoever may ask for something there',
  async (account, seen, said, guard) => {
    const { asked, audited, person, tools } = arrange();
    const looked = await planFor(key, { account, region }, person, tools);
    expect(textOf('answer' in looked ? looked.answer : null)).toContain(said);
    expect(asked).toEqual(seen);
    expect(audited).toMatchObject(
      guard === null
        ? []
        : [
            {
              act: 'requestLease',
              outcome: 'refused',
              after: { guards: [guard], account, kind: 'access-key' },
            },
          ],
    );
  },
);

test('an instance where they may do nothing is not found', async () => {
  const { person, tools } = arrange();
  expect(await locate('db-2', person, tools)).toMatchObject({ found: { instanceId: `i-in-${sandbox}` } });
});
