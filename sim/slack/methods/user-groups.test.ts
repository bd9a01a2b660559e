import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { act, clientOf, refusalOf } from '../testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from '../workspace.ts';

let workspace: SlackWorkspace;
beforeAll(async () => {
  workspace = await startSlackWorkspace({
    port: 0,
    rateLimits: false,
    userGroups: [
      { handle: 'oncall', users: ['alice', 'U0BOB'] },
      { handle: 'old', users: ['dave'], disabled: true },
    ],
  });
});
afterAll(() => workspace.stop());
const groups = () => clientOf(workspace).usergroups;

it('lists groups, those that are disabled and what is in them only when asked', async () => {
  const plain = await groups().list({});
  expect(plain.usergroups).toMatchObject([{ id: 'S0ONCALL', handle: 'oncall', date_delete: 0 }]);
  expect(plain.usergroups?.[0]).not.toHaveProperty('users');
  expect(plain.usergroups?.[0]).not.toHaveProperty('user_count');
  const whole = await groups().list({ include_disabled: true, include_users: true, include_count: true });
  expect(whole.usergroups).toMatchObject([
    { users: ['U0ALICE', 'U0BOB'], user_count: 2 },
    { users: ['U0DAVE'], user_count: 1 },
  ]);
  expect(whole.usergroups?.[1]?.date_delete).toBeGreaterThan(0);
});

it('lists the people of a group', async () => {
  expect((await groups().users.list({ usergroup: 'S0ONCALL' })).users).toEqual(['U0ALICE', 'U0BOB']);
  const old = { usergroup: 'S0OLD' };
  expect((await groups().users.list({ ...old, include_disabled: true })).users).toEqual(['U0DAVE']);
  for (const wrong of [old, { usergroup: 'S0NONE' }, { usergroup: 'oncall' }, { usergroup: '' }]) {
    expect(await refusalOf(groups().users.list(wrong))).toMatchObject({ error: 'no_such_subteam' });
  }
});

it('has no groups on a free plan', async () => {
  onTestFinished(async () => {
    await act(workspace, 'plan', { paid: true });
  });
  await act(workspace, 'plan', { paid: false });
  expect(await refusalOf(groups().list({}))).toMatchObject({ error: 'plan_upgrade_required' });
  expect(await refusalOf(groups().users.list({ usergroup: 'S0ONCALL' }))).toMatchObject({
    error: 'plan_upgrade_required',
  });
});

it('fails as a fault says, and only there', async () => {
  const fault = { kind: 'platformError', method: 'usergroups.users.list', error: 'internal_error', count: 1 };
  await act(workspace, 'faults', fault);
  const look = () => groups().users.list({ usergroup: 'S0ONCALL' });
  expect(await refusalOf(look())).toMatchObject({ error: 'internal_error' });
  expect((await look()).ok).toBe(true);
});

it('allows twenty a minute', async () => {
  const strict = await startSlackWorkspace({ port: 0 });
  onTestFinished(() => strict.stop());
  const calls = Array.from({ length: 6 }, () => clientOf(strict).usergroups.list({}));
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
