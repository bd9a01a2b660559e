import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Lease } from '../../src/finding/lease.ts';
import { openStore } from '../../src/store/open.ts';
import { guardDuty } from '../support/bodies.ts';
import { textOf } from '../support/tools.ts';
import { cardKeys, type ShownMessage, startWorld, type World } from '../support/world.ts';

const account = '111122223333';
const region = 'us-east-1';
let world: World;

beforeAll(async () => {
  world = await startWorld({
    // A minute of a lease takes some three seconds.
    speed: 20,
    roles: [{ arn: `arn:aws:iam::${account}:role/yagura-response`, trusts: ['000000000000'] }],
    config: () => ({
      aws: { region, roles: { response: { name: 'yagura-response' } } },
      leases: {
        environments: { '*': { longest: { responder: '4h' } } },
        runbooks: [{ name: 'restart', document: 'Team-Restart', needs: 'responder' }],
      },
    }),
  });
  await world.startBot();
}, 30_000);
afterAll(() => world.stop());

/** An instance of this name with a group of its own, in a VPC of its own. */
function seed(name: string) {
  const ec2 = world.aws.world.ec2(account, region);
  const vpc = ec2.seedVpc();
  const own = ec2.seedGroup({ vpcId: vpc.id, name: `${name}-own` });
  const { instance, networkInterface } = ec2.seedInstance({
    ...{ vpcId: vpc.id, groupIds: [own.id], tags: { Name: name } },
  });
  const groups = () => ec2.interfaces().find(({ id }) => id === networkInterface.id)?.groupIds ?? [];
  return { ec2, vpc, own, instance, networkInterface, groups };
}

const changes = () =>
  world.aws.calls().filter(({ mutating, service }) => mutating && service !== 'sts' && service !== 'sqs');

// ---- what people see and do -------------------------------------------------------------------------------

async function post(path: string, body: object): Promise<{ responses: unknown[]; views: unknown[] }> {
  const response = await fetch(world.slack.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { responses: unknown[]; views: unknown[]; error?: string };
  expect(answer.error).toBeUndefined();
  return answer;
}

const type = (user: string, text: string) => post('/api/commands', { user, channel: 'sec-alerts', text });
const said = async (user: string, text: string) => textOf((await type(user, text)).responses);
const press = (user: string, ts: string, action_id: string) =>
  post('/api/clicks', { user, channel: 'sec-alerts', ts, action_id });
const pressIn = (user: string, view_id: string, action_id: string) =>
  post('/api/clicks', { user, view_id, action_id });
const submit = (user: string, viewId: string, values: object = {}) =>
  post('/api/submits', { user, view_id: viewId, values });

/** The window that somebody has open, once it says so. */
async function windowOf(user: string, expected: string | RegExp): Promise<{ id: string; text: string }> {
  return vi.waitFor(async () => {
    const response = await fetch(`${world.slack.url}/api/views?user=${user}`);
    const { views } = (await response.json()) as { views: { id: string }[] };
    const view = views.at(-1);
    // The words of inputs are no text blocks.
    const text = `${textOf(view)} ${JSON.stringify(view)}`;
    expect(text).toMatch(expected);
    return { id: view?.id ?? '', text };
  }, 10_000);
}

/** The card of a lease, once it says so. */
async function cardOf(label: string, expected: string | RegExp): Promise<{ ts: string; json: string }> {
  return vi.waitFor(async () => {
    const all = await world.messages('sec-alerts');
    const message = all.find((one) => cardKeys([one])[0] === `lease:${label.slice(1)}`);
    expect(textOf([message?.blocks, message?.attachments])).toMatch(expected);
    return { ts: message?.ts ?? '', json: JSON.stringify(message) };
  }, 15_000);
}

/** What the thread of a card tells, once it tells that too. */
async function threadSays(key: string, ...expected: (string | RegExp)[]): Promise<string> {
  return vi.waitFor(async () => {
    const all = await world.messages('sec-alerts');
    const replies = all.find((one) => cardKeys([one])[0] === key)?.replies ?? [];
    const told = replies.map(({ blocks }) => textOf(blocks)).join('');
    for (const words of expected) expect(told).toMatch(words);
    return told;
  }, 15_000);
}

const keyOf = (label: string) => `lease:${label.slice(1)}`;

/** Changes a lease in SQL, as time or somebody would have. */
async function amend(label: string, change: (lease: Lease) => Partial<Lease>): Promise<void> {
  const store = await openStore(world.config.database);
  await store.act(async (transaction) => {
    const lease = await transaction.leases.byId(Number(label.slice(1)));
    if (lease !== null) await transaction.leases.save({ ...lease, ...change(lease) });
  });
  await store.close();
}

async function ask(name: string, span = '2h'): Promise<string> {
  const answer = await said(
    'carol',
    `/secsg attach ${name} ssh from 198.51.100.7 for ${span} because restore check`,
  );
  expect(answer).toMatch(/^L\d+ is asked for: .* to .*:22 from 198\.51\.100\.7\./);
  return /L\d+/.exec(answer)?.[0] ?? '';
}

async function approve(label: string): Promise<void> {
  const { ts } = await cardOf(label, 'waits for one approver');
  await press('bob', ts, 'lease_approve');
  const { id } = await windowOf('bob', /What will be called, in this order/);
  await submit('bob', id);
}

// ---- the stories ------------------------------------------------------------------------------------------

describe('lent access', () => {
  test('is asked for, approved, lent with a countdown, and leaves by itself', async () => {
    const { own, groups } = seed('db-1');
    const label = await ask('db-1', '2m');
    const asked = await cardOf(label, /carol asks to reach db-1:22 from 198\.51\.100\.7 for 2 min/);
    expect(asked.json).toContain('ec2:CreateSecurityGroup');
    expect(groups()).toEqual([own.id]);
    await approve(label);
    await windowOf('bob', `You approved ${label}: it begins now.`);
    const active = await cardOf(label, /carol may reach db-1:22 from 198\.51\.100\.7 for 2 min more \(until/);
    expect(active.json).toContain('"lease_end"');
    expect(groups()).toHaveLength(2);
    await cardOf(label, /for 1 min more/);
    const over = await cardOf(
      label,
      /detached \d\d:\d\d, verified \d\d:\d\d:\d\d · sessions already open may continue/,
    );
    expect(over.json).not.toContain('"button"');
    expect(groups()).toEqual([own.id]);
    const told = await threadSays(keyOf(label), /Detached, and verified/);
    expect(told.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringMatching(/^\d\d:\d\d · @carol asked for it: “restore check”$/),
      expect.stringMatching(/^\d\d:\d\d · @bob approved it\.$/),
      expect.stringMatching(/^\d\d:\d\d · Attached, and verified\. It ends \d\d:\d\d\.$/),
      expect.stringMatching(/^\d\d:\d\d · It ends: its time was up\.$/),
      expect.stringMatching(/^\d\d:\d\d · Detached, and verified\. Sessions already open may continue\.$/),
    ]);
  }, 40_000);

  test('ends when its requester is done, by the button', async () => {
    const { own, groups } = seed('db-2');
    const label = await ask('db-2');
    await approve(label);
    const { ts } = await cardOf(label, /may reach db-2:22/);
    expect(textOf((await press('carol', ts, 'lease_end')).responses)).toContain(
      `${label} is being taken back`,
    );
    await cardOf(label, /detached .* @carol is done with it/s);
    expect(groups()).toEqual([own.id]);
  }, 30_000);

  test('is extended within what the role may have', async () => {
    seed('db-3');
    const label = await ask('db-3', '1h');
    await approve(label);
    await cardOf(label, /may reach db-3:22/);
    expect(await said('carol', `/secsg extend ${label} for 1h because it is slow`)).toMatch(
      new RegExp(`^${label} goes on until`),
    );
    expect(await said('carol', `/secsg extend ${label} for 5h because it is slow`)).toMatch(
      /longer than your role may have/,
    );
    const { ts } = await cardOf(label, /@carol asks to have it until .*“it is slow”/);
    expect(await said('carol', '/secsg list')).toContain(label);
    await press('carol', ts, 'lease_extension');
    await windowOf('carol', 'This needs the role “approver”');
    await press('bob', ts, 'lease_extension');
    const { id } = await windowOf('bob', /asks to have it until/);
    await submit('bob', id, { lease_decision: { 'lease_extension:decision': 'grant' } });
    await windowOf('bob', new RegExp(`${label} goes on until`));
    await threadSays(
      keyOf(label),
      /@carol moved its end to/,
      /@carol asks to have it until/,
      /@bob moved its end to/,
    );
    await said('carol', `/secsg detach ${label}`);
    await cardOf(label, /detached/);
  }, 30_000);

  test('is refused with a reason, and nothing was changed', async () => {
    const { own, groups } = seed('db-4');
    const before = changes().length;
    const label = await ask('db-4');
    const { ts } = await cardOf(label, 'waits for one approver');
    await press('bob', ts, 'lease_refuse');
    const { id } = await windowOf('bob', 'Why');
    await submit('bob', id, { lease_why: { 'lease_refuse:why': 'use the replica' } });
    const refused = await cardOf(label, /@bob refused it: “use the replica”/);
    expect(refused.json).not.toContain('"button"');
    expect([groups(), changes().length]).toEqual([[own.id], before]);
  }, 30_000);

  test('a request whose time is up cannot be approved by the button of an old drawing', async () => {
    const { own, groups } = seed('db-10');
    const label = await ask('db-10');
    const { ts } = await cardOf(label, 'waits for one approver');
    await press('bob', ts, 'lease_approve');
    const { id } = await windowOf('bob', /What will be called/);
    await amend(label, () => ({ requestUntil: world.clock.now() - 1 }));
    await submit('bob', id);
    await windowOf(
      'bob',
      new RegExp(`The time of ${label} to be approved is over|${label} was not approved in time`),
    );
    const over = await cardOf(label, /nobody approved it in time, so nothing was done/);
    expect(over.json).not.toContain('"button"');
    expect(groups()).toEqual([own.id]);
    const store = await openStore(world.config.database);
    const filter = { target: label, actor: null, since: null, before: null, limit: 10 };
    const rows = await store.audit.list(filter);
    expect(rows.map(({ act, outcome }) => `${act} ${outcome}`)).toContain('approveLease refused');
    await store.close();
    await threadSays(keyOf(label), /Nobody approved it in time: nothing was done/);
  }, 30_000);

  test('break-glass begins alone, and says so loudly', async () => {
    const { groups } = seed('db-11');
    expect(
      await said('carol', '/secsg break-glass attach db-11 ssh from 198.51.100.7 for 1h because down'),
    ).toMatch(/approver/);
    expect(groups()).toHaveLength(1);
    const begun = await said(
      'bob',
      '/secsg break-glass attach db-11 ssh from 198.51.100.7 for 1h because down',
    );
    const label = /L\d+/.exec(begun)?.[0] ?? '';
    await cardOf(label, /@?bob may reach db-11:22 .*break-glass: nobody approved/s);
    const all = await world.messages('sec-alerts');
    expect(textOf(all.map(({ blocks }) => blocks))).toContain(`Break-glass! @bob began ${label} alone`);
    await threadSays(keyOf(label), /@bob began it alone, without an approver/);
    await said('bob', `/secsg detach ${label}`);
    await cardOf(label, /detached/);
  }, 30_000);

  test('what somebody changed in AWS is put right by the button', async () => {
    const { ec2, own, networkInterface, groups } = seed('db-12');
    const label = await ask('db-12');
    await approve(label);
    await cardOf(label, /may reach db-12:22/);
    ec2.setInterfaceGroups(networkInterface.id, [own.id]);
    const { ts } = await cardOf(label, /Somebody changed it in AWS: its group was taken off/);
    await press('carol', ts, 'lease_put_right');
    await vi.waitFor(() => expect(groups()).toHaveLength(2), 10_000);
    await threadSays(
      keyOf(label),
      /Somebody changed it in AWS/,
      /@carol has it put right/,
      /Put right, and verified/,
    );
    await said('carol', `/secsg detach ${label}`);
    await cardOf(label, /detached/);
  }, 40_000);

  test('the requester cannot approve it, nor can whoever only responds', async () => {
    seed('db-5');
    const label = await ask('db-5');
    const { ts } = await cardOf(label, 'waits for one approver');
    await press('carol', ts, 'lease_approve');
    await windowOf('carol', 'This needs the role “approver”');
  }, 30_000);

  test('a plan that changed meanwhile is shown again before it is done', async () => {
    const { ec2, vpc, own, networkInterface, groups } = seed('db-6');
    const label = await ask('db-6');
    const { ts } = await cardOf(label, 'waits for one approver');
    await press('bob', ts, 'lease_approve');
    const { id } = await windowOf('bob', /What will be called/);
    const other = ec2.seedGroup({ vpcId: vpc.id, name: 'other' });
    ec2.setInterfaceGroups(networkInterface.id, [own.id, other.id]);
    await submit('bob', id);
    const again = await windowOf('bob', /AWS has changed since this was asked for/);
    expect(groups()).toEqual([own.id, other.id]);
    await submit('bob', again.id);
    await cardOf(label, /may reach db-6:22/);
    expect(groups()).toHaveLength(3);
  }, 30_000);

  test('a dry run shows the exact plan and changes nothing', async () => {
    seed('db-7');
    const before = changes().length;
    const shown = await said(
      'carol',
      '/secsg dry-run attach db-7 ssh from 198.51.100.7 for 2h because looking',
    );
    expect(shown).toMatch(/^Dry run: nothing was changed/);
    expect(shown).toContain('ec2:CreateSecurityGroup');
    expect(shown).toMatch(/ec2:ModifyNetworkInterfaceAttribute: yes/);
    expect(changes().length).toBe(before);
  }, 30_000);

  test('what is missing is asked for in a window, with what was typed', async () => {
    seed('db-8');
    await said('carol', '/secsg me 198.51.100.9');
    await type('carol', '/secsg attach db-8 ssh');
    const { id } = await windowOf('carol', 'To what');
    await submit('carol', id, { lease_why: { 'lease_attach:why': 'a look' } });
    const asked = await windowOf('carol', /L\d+ is asked for: .* to db-8:22 from 198\.51\.100\.9/);
    expect(asked.text).toMatch(/somebody else approves it/);
  }, 30_000);

  test.each([
    ['/secsg attach db-1 sshh from me for 2h because x', '“sshh” is no port'],
    ['/secsg attach db-1 ssh to me', 'After the port comes “from”, not “to”'],
    ['/secsg attach db-1 ssh from nowhere', '“nowhere” is no address'],
    ['/secsg attach db-1 ssh from 0.0.0.0/0 for 2h because x', 'only an admin may let everybody in'],
    ['/secsg attach db-1 9999 from 198.51.100.7 for 2h because x', 'Port 9999 is not allowed'],
    ['/secsg attach db-1 ssh from 198.51.100.7 for 5h because x', 'is too long'],
    ['/secsg attach nobody ssh from 198.51.100.7 for 2h because x', 'No instance is known as “nobody”'],
    ['/secsg detach Y1', '“Y1” is no lease'],
    ['/secsg detach L999', 'There is no lease L999'],
    ['/secsg fly', '“fly” is nothing that I can do here'],
  ])('%s', async (text, expected) => {
    expect(await said('carol', text)).toContain(expected);
  });

  test('whoever only looks is told which role is needed', async () => {
    expect(await said('dave', '/secsg attach db-1 ssh from me for 2h because x')).toContain(
      'This needs the role “responder”.',
    );
  });
});

describe('isolation', () => {
  /** The card of a finding about an instance, or a key. */
  async function newCase(about: string, body: string): Promise<ShownMessage> {
    await world.send([body]);
    return vi.waitFor(async () => {
      const found = (await world.messages('sec-alerts')).find(
        (one) => cardKeys([one])[0]?.startsWith('case:') && JSON.stringify(one).includes(about),
      );
      if (found === undefined) throw new Error('not posted yet');
      return found;
    }, 10_000);
  }

  test('begins at the card of a case, shows first what would react, and is let go', async () => {
    const { own, groups, instance } = seed('web-7');
    world.aws.world.autoScaling(account, region).seedGroup({ name: 'web', instanceIds: [instance.id] });
    const finding = guardDuty({ id: 'a'.repeat(32), at: world.clock.now(), instance: instance.id });
    const card = await newCase(instance.id, finding);
    await press('carol', card.ts, 'respond');
    const offers = await windowOf('carol', 'What to do');
    await pressIn('carol', offers.id, 'lease_isolate:0');
    const seen = await windowOf('carol', /Auto Scaling group web/);
    expect(seen.text).toMatch(/Connections that are open now may go on/);
    await submit('carol', seen.id, { lease_why: { 'lease_isolate:why': 'it mines' } });
    const asked = await windowOf('carol', /L\d+ is asked for: the isolation of web-7/);
    const label = /L\d+/.exec(asked.text)?.[0] ?? '';
    expect(groups()).toEqual([own.id]);
    await approve(label);
    const { ts } = await cardOf(label, /web-7 is cut off since/);
    expect(groups()).toHaveLength(1);
    expect(groups()).not.toEqual([own.id]);
    await press('bob', ts, 'lease_release');
    const { id } = await windowOf('bob', /gets back the groups that it had/);
    await submit('bob', id);
    await cardOf(label, /web-7 let go/);
    expect(groups()).toEqual([own.id]);
    const about = `${label}, the isolation of web-7 · `;
    await threadSays(
      cardKeys([card])[0] ?? '',
      `${about}@carol asked for it: “it mines”`,
      `${about}@bob approved it.`,
      `${about}Cut off, and verified.`,
      `${about}It ends: @bob ended it.`,
      `${about}Let go, and verified.`,
    );
  }, 40_000);

  test('a leaked key is switched off at the card of its case, and on again by an approver', async () => {
    const key = 'AKIAEXAMPLELEAKED001';
    const iam = world.aws.world.iam(account);
    iam.putUser({ name: 'ci-deployer', keys: [{ id: key }] });
    const stolen = guardDuty({ id: 'b'.repeat(32), at: world.clock.now(), session: 'ci-deployer' });
    const card = await newCase(key, stolen.replaceAll('ASIAEXAMPLEEXAMPLE01', key));
    await press('carol', card.ts, 'respond');
    const offers = await windowOf('carol', key);
    await pressIn('carol', offers.id, 'lease_key:0');
    const { id } = await windowOf('carol', /ci-deployer/);
    await submit('carol', id, { lease_why: { 'lease_key:why': 'it is in a public repository' } });
    const asked = await windowOf('carol', /L\d+ is asked for: switching off the key/);
    const label = /L\d+/.exec(asked.text)?.[0] ?? '';
    await approve(label);
    const { ts } = await cardOf(label, /the key AKIAEXAMPLELEAKED001 of ci-deployer is off since/);
    await press('bob', ts, 'lease_release');
    const release = await windowOf('bob', /ci-deployer|AKIAEXAMPLELEAKED001/);
    await submit('bob', release.id);
    await cardOf(label, /the key AKIAEXAMPLELEAKED001 is on again since/);
    await threadSays(keyOf(label), /Switched off, and verified/, /Switched on again, and verified/);
  }, 40_000);
});

describe('a runbook of the allow-list', () => {
  const cardOfRun = (expected: string) =>
    vi.waitFor(async () => {
      const message = (await world.messages('sec-alerts')).find((one) =>
        cardKeys([one])[0]?.startsWith('run:'),
      );
      expect(textOf([message?.blocks, message?.attachments])).toContain(expected);
    }, 15_000);

  test('is started by what is typed, and its card follows it to its end', async () => {
    world.aws.world.ssm(account, region).seedRunbook({
      ...{ name: 'Team-Restart', description: 'Restarts a service.', parameters: [] },
      steps: [{ name: 'stop', action: 'aws:runCommand', ms: 1_000 }],
    });
    expect(await said('carol', '/secsg run')).toContain('restart · Team-Restart');
    const before = changes().length;
    expect(await said('dave', `/secsg run restart in payments-prod ${region} because it hangs`)).toContain(
      'This needs the role “responder”.',
    );
    expect(await said('carol', `/secsg run stop in payments-prod ${region} because it hangs`)).toContain(
      'No runbook “stop” may be started.',
    );
    expect(changes()).toHaveLength(before);
    expect(await said('carol', `/secsg run restart in payments-prod ${region} because it hangs`)).toContain(
      'restart is about to start.',
    );
    await cardOfRun('Runbook restart has succeeded');
    expect(world.aws.world.ssm(account, region).executions()).toHaveLength(1);
    await threadSays(
      'run:1',
      /@carol started the runbook restart: “it hangs”/,
      /Runbook restart has succeeded/,
    );
  }, 40_000);
});

describe('the stock-take of security groups', () => {
  test('says the worst where it was asked, and sends all of it to whoever asked', async () => {
    const { ec2, vpc } = seed('web-9');
    const open = ec2.seedGroup({ vpcId: vpc.id, name: 'left-behind' });
    const answer = await said('carol', '/secsg inventory');
    expect(answer).toMatch(/Security groups that want looking at: \d+\n/);
    expect(answer).toContain(open.id);
    const carol = world.slack.people.find((one) => one.name === 'carol')?.id ?? '';
    const direct = world.slack.state.directMessage(carol).id;
    const sent = JSON.stringify(await world.messages(direct));
    expect(sent).toContain('security-groups.csv');
    expect(sent).toContain('security-groups.xlsx');
  }, 20_000);
});
