import { expect, test } from 'vitest';
import type { Role } from '../finding/role.ts';
import { createAuthoriser, type People, type Person, type Refusal, type RoleBindings } from './authorise.ts';

const member: Person = {
  teamId: 'T1',
  name: 'somebody',
  deactivated: false,
  guest: false,
  stranger: false,
  bot: false,
  locale: null,
  timeZone: null,
};

const everybody: Readonly<Record<string, Person>> = {
  UMEMBER: member,
  UOUTSIDE: member,
  URESPONDER: member,
  UAPPROVER: member,
  UADMIN: member,
  UGROUPED: member,
  UGUEST: { ...member, guest: true },
  UNAMEDGUEST: { ...member, guest: true },
  UGROUPGUEST: { ...member, guest: true },
  UGONE: { ...member, deactivated: true },
  USTRANGER: { ...member, stranger: true },
  UELSEWHERE: { ...member, teamId: 'T2' },
  UBOT: { ...member, bot: true },
};

const people: People = {
  person: async (id) => everybody[id] ?? null,
  channelMembers: async () => new Set(Object.keys(everybody).filter((id) => id !== 'UOUTSIDE')),
  groupMembers: async () => new Set(['UGROUPED', 'UGROUPGUEST', 'UGONE']),
};

const bindings: RoleBindings = {
  viewer: 'channel-members',
  responder: ['URESPONDER', 'SRESPONDERS', 'UNAMEDGUEST', 'UGONE', 'USTRANGER'],
  approver: ['UAPPROVER'],
  admin: ['UADMIN'],
};

function authoriser(options: { bindings?: RoleBindings; people?: People } = {}) {
  return createAuthoriser({
    bindings: () => options.bindings ?? bindings,
    alertChannels: async () => ['C1'],
    people: options.people ?? people,
    teamId: async () => 'T1',
  });
}

type Row = [
  who: string,
  viewer: Refusal | true,
  responder: Refusal | true,
  approver: Refusal | true,
  admin: Refusal | true,
];

const table: Row[] = [
  ['UMEMBER', true, 'no-role', 'no-role', 'no-role'],
  ['UOUTSIDE', 'not-member', 'no-role', 'no-role', 'no-role'],
  ['URESPONDER', true, true, 'no-role', 'no-role'],
  ['UAPPROVER', true, true, true, 'no-role'],
  ['UADMIN', true, true, true, true],
  ['UGROUPED', true, true, 'no-role', 'no-role'],
  ['UGUEST', 'guest', 'guest', 'guest', 'guest'],
  ['UNAMEDGUEST', true, true, 'guest', 'guest'],
  ['UGROUPGUEST', 'guest', 'guest', 'guest', 'guest'],
  ['UGONE', 'deactivated', 'deactivated', 'deactivated', 'deactivated'],
  ['USTRANGER', 'stranger', 'stranger', 'stranger', 'stranger'],
  ['UELSEWHERE', 'stranger', 'stranger', 'stranger', 'stranger'],
  ['UBOT', 'bot', 'bot', 'bot', 'bot'],
  ['UNOBODY', 'unknown', 'unknown', 'unknown', 'unknown'],
];

const cells = table.flatMap(([who, viewer, responder, approver, admin]) =>
  Object.entries({ viewer, responder, approver, admin }).map(([role, expected]) => ({
    who,
    role: role as Role,
    expected,
  })),
);

test.each(cells)('$who as $role: $expected', async ({ who, role, expected }) => {
  const decision = await authoriser().authorise({ userId: who, teamId: 'T1' }, role);
  expect(decision.allowed ? true : decision.why).toBe(expected);
});

test('acting roles are nobody’s as long as nobody is named', async () => {
  const empty: RoleBindings = { viewer: 'channel-members', responder: [], approver: [], admin: [] };
  const decision = await authoriser({ bindings: empty }).authorise(
    { userId: 'UMEMBER', teamId: 'T1' },
    'responder',
  );
  expect(decision).toEqual({ allowed: false, needs: 'responder', holders: [], why: 'no-role' });
});

test('viewers can be named instead; then being in the channel is not enough', async () => {
  const named = authoriser({ bindings: { ...bindings, viewer: ['UOUTSIDE'] } });
  expect(await named.authorise({ userId: 'UOUTSIDE', teamId: 'T1' }, 'viewer')).toMatchObject({
    allowed: true,
    role: 'viewer',
  });
  expect(await named.authorise({ userId: 'UMEMBER', teamId: 'T1' }, 'viewer')).toMatchObject({
    why: 'no-role',
  });
});

test('another workspace’s id is refused before Slack is asked', async () => {
  const decision = await authoriser().authorise({ userId: 'UADMIN', teamId: 'T2' }, 'viewer');
  expect(decision).toMatchObject({ allowed: false, why: 'stranger' });
});

test('a refusal names who has the role, or a greater one', async () => {
  const decision = await authoriser().authorise({ userId: 'UMEMBER', teamId: 'T1' }, 'approver');
  expect(decision).toMatchObject({ needs: 'approver', holders: ['UAPPROVER', 'UADMIN'] });
});

test.each(['person', 'channelMembers', 'groupMembers'] as const)(
  'when %s gets no answer, nobody passes',
  async (call) => {
    const away = { ...people, [call]: async () => Promise.reject(new Error('away')) };
    const role = call === 'groupMembers' ? 'responder' : 'viewer';
    expect(
      await authoriser({ people: away }).authorise({ userId: 'UMEMBER', teamId: 'T1' }, role),
    ).toMatchObject({
      allowed: false,
      why: 'slack-unreachable',
    });
  },
);

test.each([
  ['UMEMBER', 'viewer'],
  ['URESPONDER', 'responder'],
  ['UGROUPED', 'responder'],
  ['UAPPROVER', 'approver'],
  ['UADMIN', 'admin'],
])('whoever may see learns with it the greatest role that they hold: %s is %s', async (userId, role) => {
  expect(await authoriser().authorise({ userId, teamId: 'T1' }, 'viewer')).toMatchObject({
    allowed: true,
    role,
  });
});

test('a greater role that cannot be looked up is not held', async () => {
  const away = { ...people, groupMembers: async () => Promise.reject(new Error('away')) };
  const bound = { ...bindings, viewer: ['UMEMBER'] };
  const decision = await authoriser({ people: away, bindings: bound }).authorise(
    { userId: 'UMEMBER', teamId: 'T1' },
    'viewer',
  );
  expect(decision).toMatchObject({ allowed: true, role: 'viewer' });
});

test('a role that holds only somewhere says where', async () => {
  const there = { who: 'UMEMBER', accounts: ['111122223333'], environments: null };
  const named = { ...bindings, responder: [there], approver: ['SAPPROVERS'] };
  const of = (userId: string, needs: Role) =>
    authoriser({ bindings: named }).authorise({ userId, teamId: 'T1' }, needs);
  expect(await of('UMEMBER', 'responder')).toEqual({
    ...{ allowed: true, role: 'responder' },
    grants: [{ role: 'responder', accounts: ['111122223333'], environments: null }],
  });
  expect(await of('UGROUPED', 'responder')).toMatchObject({ allowed: true, role: 'approver' });
  expect(await of('UOUTSIDE', 'responder')).toMatchObject({
    allowed: false,
    why: 'no-role',
    holders: ['UMEMBER', 'SAPPROVERS', 'UADMIN'],
  });
});
