import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { signedPost } from '../../sim/slack/http-delivery.ts';
import type { AuditEntry } from '../../src/finding/audit.ts';
import { leaseStates } from '../../src/finding/lease-state.ts';
import { actions } from '../../src/slack/actions/registry.ts';
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
        roles: { responder: [idOf('carol'), 'S0RESPONDERS'], approver: [idOf('bob'), idOf('alice')] },
        // Alice's account is Bob's second one.
        people: [{ slack: [idOf('bob'), idOf('alice')] }],
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
    const look = async () => {
      const [row] = await newest();
      if ((row?.seq ?? 0) <= before) throw new Error('nothing was written yet');
      return row;
    };
    return vi.waitFor(look, { timeout: 10_000, interval: 10 });
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
  /** One that Slack gave out a moment ago, for something else: a window opens by no other. */
  async function givenTrigger(name: string): Promise<string> {
    await world.type(name, 'sec-alerts', '/sec help');
    const { deliveries } = (await call('/api/deliveries')) as {
      readonly deliveries: readonly { readonly payload: { readonly trigger_id?: string } }[];
    };
    return deliveries.findLast(({ payload }) => payload.trigger_id !== undefined)?.payload.trigger_id ?? '';
  }
  /** Pressed on the Home tab, whether or not the button stands there. */
  const pressAtHome = async (name: string, action_id: string, value: string) => ({
    ...press(idOf(name), action_id, value),
    ...{ channel: undefined, message: undefined, response_url: undefined },
    trigger_id: await givenTrigger(name),
    container: { type: 'view', view_id: 'V0HOME' },
    view: { id: 'V0HOME', type: 'home', callback_id: '', private_metadata: '', state: { values: {} } },
  });
  const choose = (user: string, callback_id: string, team = ourTeam()) => ({
    ...{ type: 'message_action', ...person(user, team), callback_id, message_ts: card.ts },
    ...{ response_url: `${world.slack.url}/nowhere`, channel: { id: card.channel, name: 'sec-alerts' } },
    message: { type: 'message', ts: card.ts, text: '…' },
  });
  const say = (user: string, text: string, team = ourTeam()) => ({
    ...{ type: 'event_callback', team_id: team, api_app_id: 'A0', event_id: `Ev${trigger()}` },
    event: {
      ...{ type: 'app_mention', user, team, channel: card.channel, text: `<@U0YAGURA> ${text}` },
      ...{ ts: '1.3', thread_ts: card.ts },
    },
  });
  const send = (
    user: string,
    callback_id: string,
    private_metadata: string,
    values: object = {},
    team = ourTeam(),
  ) => ({
    ...{ type: 'view_submission', ...person(user, team), response_urls: [] },
    view: { id: 'V0FORGED', type: 'modal', callback_id, private_metadata, state: { values }, blocks: [] },
  });
  /** Inputs of one line each. */
  const line = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([block, value]) => [block, { a: { type: 'plain_text_input', value } }]),
    );
  const suppression = (reason: string) => ({
    suppress_scope: { a: { type: 'static_select', selected_option: { value: 'finding' } } },
    suppress_how_long: { a: { type: 'static_select', selected_option: { value: '86400000' } } },
    suppress_why: { a: { type: 'plain_text_input', value: reason } },
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

  type Reach = (user: string, team: string) => readonly [kind: string, payload: object];
  /** Every way in which somebody can ask for something, and what the audit log calls it. */
  const ways: readonly (readonly [surface: string, reach: Reach])[] = [
    ['command', (user, team) => ['slash_commands', command(user, 'Y1', team)]],
    ['button', (user, team) => ['interactive', press(user, 'ack', '1', team)]],
    ['modal', (user, team) => ['interactive', send(user, 'suppress', '1', suppression('x'), team)]],
    ['shortcut', (user, team) => ['interactive', choose(user, 'ack', team)]],
    ['mention', (user, team) => ['events_api', say(user, 'ack', team)]],
  ];
  type Payload = ReturnType<Reach>;
  const asSent: (payload: Payload) => Payload = (payload) => payload;
  /** As an app sends it that was installed for every workspace of an organisation. */
  const organisationWide = ([kind, payload]: Payload): Payload => [
    kind,
    kind === 'events_api'
      ? { ...payload, authorizations: [{ team_id: ourTeam(), is_enterprise_install: true }] }
      : { ...payload, is_enterprise_install: kind === 'slash_commands' ? 'true' : true },
  ];
  const strangers: readonly (readonly [
    name: string,
    why: string,
    { readonly team?: string; readonly account?: object; readonly sent?: typeof asSent },
  ])[] = [
    ['another workspace, by the id of somebody who may', 'stranger', { team: 'T0ELSEWHERE' }],
    ['a whole organisation', 'stranger', { sent: organisationWide }],
    ['somebody of a shared channel', 'stranger', { account: { stranger: true } }],
    ['a guest', 'guest', { account: { guest: 'restricted' } }],
    ['somebody who has left', 'deactivated', { account: { deleted: true } }],
    ['a bot', 'bot', { account: { bot: true } }],
  ];

  describe.each(strangers)('%s', (name, why, { team, account, sent = asSent }) => {
    let user: string;
    beforeAll(async () => {
      if (account === undefined) user = idOf('carol');
      else {
        const made = await call('/api/people', { name: `mallory ${name}`, ...account });
        user = (made['person'] as { readonly id: string }).id;
      }
    });

    test.each(ways)('by %s', async (surface, reach) => {
      const [kind, payload] = sent(reach(user, team ?? ourTeam()));
      const row = await nextRow(() => deliver(kind, payload));
      expect(row).toMatchObject({ actor: user, role: null, surface, act: 'refuse', outcome: 'refused' });
      expect(row).toMatchObject({ after: { why, ...(team === undefined ? {} : { team }) } });
    });
  });

  test('whoever asks for an exception cannot grant it on the Home tab, nor with another account', async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const wanted = {
      exception_until: { a: { type: 'datepicker', selected_date: day } },
      exception_why: { a: { type: 'plain_text_input', value: 'it is mine' } },
    };
    const asked = await nextRow(() => deliver('interactive', send(idOf('bob'), 'exception', '1', wanted)));
    expect(asked).toMatchObject({ act: 'askException', outcome: 'done', surface: 'modal' });
    for (const name of ['bob', 'alice'])
      for (const [button, act] of [
        ['grant', 'grantRequest'],
        ['refuse', 'refuseRequest'],
      ] as const) {
        const pressed = await pressAtHome(name, button, '1');
        const row = await nextRow(() => deliver('interactive', pressed));
        expect(row).toMatchObject({ actor: idOf(name), surface: 'home', act, outcome: 'refused' });
        expect(row).toMatchObject({ target: 'request:1', after: { why: 'own-request' } });
      }
    // A responder who presses it there all the same.
    const carols = await pressAtHome('carol', 'grant', '1');
    expect(await nextRow(() => deliver('interactive', carols))).toMatchObject({
      ...{ surface: 'home', act: 'refuse', after: { why: 'no-role' } },
    });
    expect((await store.requests.byId(1))?.status).toBe('asked');
    const back = await pressAtHome('bob', 'withdraw', '1');
    await nextRow(() => deliver('interactive', back));
    expect((await store.requests.byId(1))?.status).toBe('withdrawn');
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
  });

  const windows = actions.flatMap((one) => (one.kind === 'form' ? [one.name] : []));
  test.each(windows)('a hidden value of the window %s that was altered', async (name) => {
    // A hand of its own for each: so many refusals of one person are only counted.
    const user = `U0HAND${name.replaceAll('_', '').toUpperCase()}`;
    for (const value of [`1'; drop table audit; --`, '{"caseId":[1]}']) {
      const row = await nextRow(() => deliver('interactive', send(user, name, value, suppression('x'))));
      expect(row).toMatchObject({ actor: user, surface: 'modal', act: 'refuse', outcome: 'refused' });
      expect(row).toMatchObject({ after: { why: 'malformed', asked: `${name} ${value}` } });
    }
  });

  test('a window that we never had', async () => {
    const row = await nextRow(() => deliver('interactive', send(idOf('carol'), 'drop_tables', '1')));
    expect(row).toMatchObject({ act: 'refuse', target: 'Y1', after: { why: 'malformed' } });
  });

  const reasons: readonly (readonly [window: string, input: string, value: string])[] = [
    ['suppress', 'suppress_why', '1'],
    ['exception', 'exception_why', '1'],
    ['due', 'due_why', '1'],
    ['note', 'note_text', '1'],
    ['done', 'done_note', '1'],
    ['lease_attach', 'lease_why', '{}'],
    ['lease_isolate', 'lease_why', '{"instance":"i-0abc"}'],
    [
      'lease_key',
      'lease_why',
      '{"key":"AKIAIOSFODNN7EXAMPLE","account":"111122223333","region":"us-east-1"}',
    ],
    ['lease_extend', 'lease_why', '1'],
    ['lease_refuse', 'lease_why', '1'],
    ['respond', 'lease_why', 'isolate:{"instance":"i-0abc"}'],
  ];
  test.each(reasons)('3,000 characters with markup in the window %s', async (name, input, value) => {
    const said = '<!channel> <https://evil.example|here> *x* '.repeat(80).slice(0, 3_000);
    // Everything else is as it should be.
    const values = {
      ...suppression('x'),
      exception_until: { a: { type: 'datepicker', selected_date: '2099-12-01' } },
      done_what: { a: { type: 'radio_buttons', selected_option: { value: 'benign' } } },
      ...line({ lease_target: 'i-0abc', lease_port: '22', lease_source: '198.51.100.7/32' }),
      ...line({ lease_how_long: '1h', lease_longer: '1h', [input]: said }),
    };
    const row = await nextRow(() => deliver('interactive', send(idOf('dave'), name, value, values)));
    expect(row).toMatchObject({ act: 'refuse', outcome: 'refused', after: { why: 'malformed' } });
    expect((await store.leases.list({ states: leaseStates, limit: 9 })).length).toBe(0);
  });

  test('more cases at once than anybody may choose', async () => {
    const ids = Array.from({ length: 101 }, (_, at) => at + 1);
    const confirmed = JSON.stringify({ act: 'acknowledge', ids, to: null });
    const chosen = {
      bulk_what: { a: { type: 'static_select', selected_option: { value: 'acknowledge' } } },
      bulk_which: { a: { selected_options: ids.map((id) => ({ value: String(id) })) } },
    };
    const page = JSON.stringify({ q: '', page: 0 });
    for (const [value, values] of [
      [confirmed, {}],
      [page, chosen],
    ] as const) {
      const row = await nextRow(() => deliver('interactive', send(idOf('carol'), 'bulk', value, values)));
      expect(row).toMatchObject({ act: 'refuse', outcome: 'refused', after: { why: 'malformed' } });
    }
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
