import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { signedPost } from '../../sim/slack/http-delivery.ts';
import type { AuditEntry } from '../../src/finding/audit.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { guardDuty } from '../support/bodies.ts';
import { cardKeys, startWorld, type World } from '../support/world.ts';

/** Whoever wants what they may not, by whatever way: nothing comes of it, and the audit log tells of each. */
describe.each(['socket', 'http'] as const)('a hostile world, by %s', (mode) => {
  let world: World;
  let store: Store;
  let door: string;
  let card: { readonly channel: string; readonly ts: string };

  beforeAll(async () => {
    world = await startWorld({
      userGroups: [{ handle: 'responders', id: 'S0RESPONDERS', users: ['bob'] }],
      config: (idOf) => ({
        slack: { channel: 'sec-alerts', criticalChannel: 'sec-critical', mode },
        roles: { responder: [idOf('carol'), 'S0RESPONDERS'], approver: [idOf('bob')] },
      }),
    });
    const bot = await world.startBot();
    door = `http://127.0.0.1:${bot.port}/slack/events`;
    if (mode === 'http') world.slack.deliverTo(door);
    store = await openStore(world.config.database);
    await world.send([guardDuty({ id: 'f'.repeat(32), at: Date.now() })]);
    card = await vi.waitFor(async () => {
      const message = (await world.messages('sec-alerts')).find((one) => cardKeys([one]).includes('case:1'));
      if (!message) throw new Error('not posted yet');
      return { channel: channelId(), ts: message.ts };
    }, 20_000);
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await world.stop();
  });
  afterEach(async () => {
    expect((await store.cases.view(1))?.case).toMatchObject({ state: 'open', assignee: null });
    expect(await store.suppressions.list({ live: true, limit: 9 })).toEqual([]);
    expect(await store.audit.verify([])).toMatchObject({ whole: true });
  });

  const call = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json' };
    const init = body ? { method: 'POST', body: JSON.stringify(body), headers } : {};
    return (await (await fetch(`${world.slack.url}${path}`, init)).json()) as Record<string, unknown>;
  };
  const channelId = () => world.slack.state.channel('sec-alerts')?.id ?? '';
  const idOf = (name: string) => world.slack.people.find((one) => one.name === name)?.id ?? '';
  const ourTeam = () => world.slack.state.team.id;
  const deliver = (kind: string, payload: object) => call('/api/deliveries', { kind, payload });

  const newest = () => store.audit.list({ target: null, actor: null, since: null, before: null, limit: 1 });
  /** The next row of the log, once it is there. */
  async function nextRow(work: () => Promise<unknown>): Promise<AuditEntry | undefined> {
    const before = (await newest())[0]?.seq ?? 0;
    await work();
    return vi.waitFor(async () => {
      const [row] = await newest();
      if ((row?.seq ?? 0) <= before) throw new Error('nothing was written yet');
      return row;
    }, 10_000);
  }

  let triggers = 0;
  /** Slack makes a new one for each: no two of its payloads are alike. */
  const trigger = () => `1.2.${triggers++}`;
  const command = (user: string, text: string, team = ourTeam()) => ({
    ...{ team_id: team, user_id: user, channel_id: card.channel, channel_name: 'sec-alerts' },
    ...{ command: '/secack', text, trigger_id: trigger(), api_app_id: 'A0', is_enterprise_install: 'false' },
    response_url: `${world.slack.url}/nowhere`,
  });
  const person = (user: string, team = ourTeam()) => ({
    ...{ team: { id: team }, user: { id: user, name: 'x', team_id: team }, api_app_id: 'A0' },
    ...{ trigger_id: trigger(), is_enterprise_install: false, enterprise: null },
  });
  const press = (user: string, action_id: string, value: string, team = ourTeam()) => ({
    ...{ type: 'block_actions', ...person(user, team), response_url: `${world.slack.url}/nowhere` },
    ...{ channel: { id: card.channel, name: 'sec-alerts' }, message: { ts: card.ts } },
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
    actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: '1.2' }],
  });
  const send = (user: string, callback_id: string, private_metadata: string, values: object = {}) => ({
    ...{ type: 'view_submission', ...person(user), response_urls: [] },
    view: { id: 'V0FORGED', type: 'modal', callback_id, private_metadata, state: { values }, blocks: [] },
  });
  const suppression = (reason: string) => ({
    suppress_scope: { a: { type: 'static_select', selected_option: { value: 'finding' } } },
    suppress_how_long: { a: { type: 'static_select', selected_option: { value: '86400000' } } },
    suppress_why: { a: { type: 'plain_text_input', value: reason } },
  });

  test("another workspace's payload is ignored, though it bears the id of somebody who may", async () => {
    const row = await nextRow(() => deliver('slash_commands', command(idOf('carol'), 'Y1', 'T0ELSEWHERE')));
    expect(row).toMatchObject({
      ...{
        actor: idOf('carol'),
        role: null,
        surface: 'command',
        act: 'refuse',
        outcome: 'refused',
        target: 'Y1',
      },
      after: { why: 'stranger', team: 'T0ELSEWHERE', asked: '/secack Y1' },
    });
    const pressed = await nextRow(() =>
      deliver('interactive', press(idOf('carol'), 'ack', '1', 'T0ELSEWHERE')),
    );
    expect(pressed).toMatchObject({ surface: 'button', after: { why: 'stranger', team: 'T0ELSEWHERE' } });
  });

  test('a role by a group that cannot be looked up is not held', async () => {
    world.slack.faults.add({ kind: 'http500', method: 'usergroups.users.list' });
    const row = await nextRow(() => deliver('interactive', press(idOf('dave'), 'ack', '1')));
    expect(row).toMatchObject({
      act: 'refuse',
      target: 'Y1',
      after: { why: 'slack-unreachable', asked: 'ack 1' },
    });
    world.slack.faults.clear();
  });

  test('a viewer presses a button that was drawn for others', async () => {
    const row = await nextRow(() => deliver('interactive', press(idOf('dave'), 'ack', '1')));
    expect(row).toMatchObject({
      actor: idOf('dave'),
      act: 'refuse',
      target: 'Y1',
      after: { needs: 'responder', why: 'no-role' },
    });
  });

  test.each([
    ['guest', { guest: 'restricted' }, 'guest'],
    ['deactivated', { deleted: true }, 'deactivated'],
    ['stranger', { stranger: true }, 'stranger'],
    ['bot', { bot: true }, 'bot'],
  ])('%s', async (name, change, why) => {
    const { person: made } = (await call('/api/people', { name: `mallory-${name}`, ...change })) as {
      person: { id: string };
    };
    const row = await nextRow(() => deliver('slash_commands', command(made.id, 'Y1')));
    expect(row).toMatchObject({ actor: made.id, act: 'refuse', target: 'Y1', after: { why } });
  });

  test("a window's hidden value that was altered", async () => {
    const byViewer = await nextRow(() =>
      deliver('interactive', send(idOf('dave'), 'suppress', '1', suppression('quiet, please'))),
    );
    expect(byViewer).toMatchObject({ act: 'refuse', outcome: 'refused', target: 'Y1' });
    const ofNothing = await nextRow(() =>
      deliver('interactive', send(idOf('carol'), 'suppress', '999', suppression('quiet, please'))),
    );
    expect(ofNothing).toMatchObject({ act: 'suppress', outcome: 'refused', target: 'Y999' });
    const garbage = await nextRow(() =>
      deliver('interactive', send(idOf('carol'), 'suppress', `1'; drop table audit; --`, suppression('x'))),
    );
    expect(garbage).toMatchObject({ act: 'refuse', outcome: 'refused', after: { why: 'malformed' } });
  });

  test('a reason of 3,000 characters with markup', async () => {
    const reason = '<!channel> <https://evil.example|here> *x* '.repeat(80).slice(0, 3_000);
    const row = await nextRow(() =>
      deliver('interactive', send(idOf('carol'), 'suppress', '1', suppression(reason))),
    );
    expect(row).toMatchObject({
      act: 'refuse',
      outcome: 'refused',
      target: 'Y1',
      after: { why: 'malformed' },
    });
  });

  test('more cases at once than anybody may choose', async () => {
    const ids = Array.from({ length: 101 }, (_, at) => at + 1);
    const value = JSON.stringify({ act: 'acknowledge', ids, to: null });
    const row = await nextRow(() => deliver('interactive', send(idOf('carol'), 'bulk', value)));
    expect(row).toMatchObject({ act: 'refuse', outcome: 'refused', after: { why: 'malformed' } });
  });

  const overHttp = mode === 'http' ? test : null;
  overHttp?.('what Slack did not sign, did not sign now, or signed once', async () => {
    const { signingSecret: secret } = world.slack;
    const seconds = Math.floor(Date.now() / 1_000);
    const tried = async (seal: Parameters<typeof signedPost>[2], payload = command(idOf('carol'), 'Y1')) =>
      fetch(door, signedPost('slash_commands', payload, seal));
    const refused: (readonly [Parameters<typeof signedPost>[2], string])[] = [
      [{ secret: 'guessed' }, 'signature'],
      [{ secret, signature: `v0=${'0'.repeat(64)}` }, 'signature'],
      [{ secret, at: seconds - 360 }, 'signature'],
      [{ secret, at: seconds + 360 }, 'future'],
    ];
    for (const [seal, why] of refused) {
      const row = await nextRow(async () => expect((await tried(seal)).status).toBe(401));
      expect(row).toMatchObject({ actor: null, surface: 'door', act: 'refuse', after: { why } });
    }
    const overheard = command(idOf('carol'), 'Y998');
    // Taken once, and for a case that is not there; the second time it is somebody who listened.
    const first = await nextRow(async () =>
      expect((await tried({ secret, at: seconds }, overheard)).status).toBe(200),
    );
    expect(first).toMatchObject({ act: 'acknowledge', outcome: 'refused', target: 'Y998' });
    const second = await nextRow(async () =>
      expect((await tried({ secret, at: seconds }, overheard)).status).toBe(401),
    );
    expect(second).toMatchObject({ surface: 'door', act: 'refuse', after: { why: 'replay' } });
  });
});
