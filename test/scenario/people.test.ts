import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import { textOf } from '../support/tools.ts';
import { cardKeys, type ShownMessage, startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({
    config: (idOf) => ({
      onCall: {
        rotation: { people: [idOf('carol'), idOf('bob')], start: '2026-01-05' },
      },
    }),
  });
  await world.startBot();
}, 30_000);
afterAll(() => world.stop());

// ---- what people see and do -------------------------------------------------------------------------------

interface Seen {
  readonly responses: ShownMessage[];
  readonly views: { readonly id: string; readonly errors?: Record<string, string> }[];
}

async function post(path: string, body: object): Promise<Seen> {
  const response = await fetch(world.slack.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Seen & { error?: string };
  expect(answer.error).toBeUndefined();
  return answer;
}

const idOf = (name: string) => world.slack.people.find((one) => one.name === name)?.id ?? '';
const type = (user: string, text: string) => post('/api/commands', { user, channel: 'sec-alerts', text });
const said = async (user: string, text: string) => textOf((await type(user, text)).responses);
const press = (user: string, ts: string, action_id: string, channel = 'sec-alerts') =>
  post('/api/clicks', { user, channel, ts, action_id });
const submit = (user: string, viewId: string, values: object) =>
  post('/api/submits', { user, view_id: viewId, values });
const choose = (user: string, viewId: string, action_id: string, selected: string) =>
  post('/api/clicks', { user, view_id: viewId, action_id, selected });

/** The window that somebody has open, once it has been filled. */
async function windowOf(user: string): Promise<{ id: string; text: string; json: string }> {
  return vi.waitFor(async () => {
    const response = await fetch(`${world.slack.url}/api/views?user=${user}`);
    const { views } = (await response.json()) as { views: { id: string }[] };
    const view = views.at(-1);
    const text = textOf(view);
    if (!view || text.includes('One moment…')) throw new Error('still loading');
    return { id: view.id, text, json: JSON.stringify(view) };
  });
}

async function homeOf(user: string): Promise<{ id: string; text: string; json: string }> {
  const response = await fetch(`${world.slack.url}/api/home?user=${user}`);
  const { view } = (await response.json()) as { view: { id: string } | null };
  return { id: view?.id ?? '', text: textOf(view), json: JSON.stringify(view) };
}

let nextFinding = 1;

/** A new High finding and its card. */
async function newCard(instance = 'i-0aaaabbbbccccdddd'): Promise<{ label: string; id: string; ts: string }> {
  const id = String(nextFinding++).padStart(32, '0');
  await world.send([guardDuty({ id, at: Date.now(), instance })]);
  const known = new Set(cards.keys());
  return vi.waitFor(async () => {
    for (const message of await world.messages('sec-alerts')) {
      const [key] = cardKeys([message]);
      if (key?.startsWith('case:') && !known.has(key)) {
        cards.set(key, message.ts);
        return { label: `Y${key.slice(5)}`, id: key.slice(5), ts: message.ts };
      }
    }
    throw new Error('not posted yet');
  }, 10_000);
}
const cards = new Map<string, string>();

/** The card once it says so. */
async function cardSays(ts: string, expected: string | RegExp): Promise<ShownMessage> {
  return vi.waitFor(async () => {
    const message = (await world.messages('sec-alerts')).find((one) => one.ts === ts);
    expect(textOf([message?.blocks, message?.attachments])).toMatch(expected);
    if (!message) throw new Error('no such message');
    return message;
  }, 10_000);
}

// ---- the story --------------------------------------------------------------------------------------------

describe('where slash commands do not reach', () => {
  test('in the thread of a card, by a mention: what is said there is about its case', async () => {
    const { label, ts } = await newCard();
    const say = (user: string, text: string) =>
      post('/api/posts', { user, channel: 'sec-alerts', text, thread_ts: ts });
    const answer = await say('carol', '@yagura ack for 2h');
    expect(textOf(answer.responses)).toMatch(new RegExp(`^${label} is yours until`));
    await cardSays(ts, /@carol has this since/);
    const refused = await say('dave', '@yagura ack');
    expect(textOf(refused.responses)).toContain('This needs the role “responder”.');
  });

  test('in the menu of a card', async () => {
    const { label, ts } = await newCard();
    const answer = await post('/api/shortcuts', {
      ...{ user: 'carol', channel: 'sec-alerts', ts, callback_id: 'ack' },
    });
    expect(textOf(answer.responses)).toMatch(new RegExp(`^${label} is yours until`));
    await cardSays(ts, /@carol has this since/);
  });

  test('on the Home tab: what is mine, with a button that gives it back in a window', async () => {
    const { label } = await newCard();
    await said('carol', `/secack ${label}`);
    const row = new RegExp(`${label} · .* · acknowledged · @carol`);
    const mine = await vi.waitFor(async () => {
      const seen = await homeOf('carol');
      expect(seen.text).toMatch(row);
      return seen;
    });
    expect(mine.text).toMatch(/What is up, carol/);
    const button = { action_id: 'release', value: label.slice(1) };
    await post('/api/clicks', { user: 'carol', view_id: mine.id, ...button });
    expect((await windowOf('carol')).text).toContain(`You gave ${label} back.`);
    await vi.waitFor(async () => expect((await homeOf('carol')).text).not.toMatch(row));
  });

  test('on the Home tab: what waits for an approver, who decides it there; whoever asked cannot', async () => {
    const { label, ts } = await newCard();
    const id = label.slice(1);
    const menu = { channel: 'sec-alerts', ts, action_id: 'menu', selected: `more:${id}` };
    await post('/api/clicks', { user: 'carol', ...menu });
    await post('/api/clicks', {
      user: 'carol',
      view_id: (await windowOf('carol')).id,
      action_id: 'exception',
    });
    const asked = await windowOf('carol');
    const review = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await submit('carol', asked.id, {
      exception_until: { 'exception:until': review },
      exception_why: { 'exception:why': 'our own miner' },
    });
    expect((await windowOf('carol')).text).toContain('Your request stands in the thread');

    expect(await homeOf('carol')).toMatchObject({
      text: expect.stringContaining('Asked by you, waiting for others: 1'),
    });
    expect((await homeOf('carol')).json).not.toContain('"action_id":"grant"');
    const bob = await homeOf('bob');
    expect(bob.text).toContain('Waiting for your approval: 1');
    expect(bob.text).toContain('@carol asks: our own miner');
    await post('/api/clicks', { user: 'bob', view_id: bob.id, action_id: 'grant' });
    expect((await windowOf('bob')).text).toContain(`Granted: ${label} is accepted until`);
    await cardSays(ts, /Accepted/);
    await vi.waitFor(async () =>
      expect((await homeOf('bob')).text).not.toContain('Waiting for your approval'),
    );
  });
});

describe('taking a case', () => {
  test('by command: the answer, the card and the thread say it', async () => {
    const { label, ts } = await newCard();
    expect(await said('carol', `/secack ${label} for 2h`)).toMatch(
      new RegExp(`^${label} is yours until \\d\\d:\\d\\d\\.`),
    );
    const card = await cardSays(ts, /@carol has this since .*, until/);
    expect(JSON.stringify(card)).toContain('"action_id":"done"');
    await vi.waitFor(async () => {
      const message = (await world.messages('sec-alerts')).find((one) => one.ts === ts);
      expect(textOf(message?.replies)).toContain('@carol has this, until');
    }, 10_000);
    expect(await said('carol', `/secack ${label} release`)).toContain(`You gave ${label} back.`);
    await cardSays(ts, /Nobody has this yet/);
  });

  test('by button, and by two at once: one has it, and the other is told who', async () => {
    const { label, ts } = await newCard();
    const answers = await Promise.all(['carol', 'bob'].map((user) => press(user, ts, 'ack')));
    const texts = answers.map((one) => textOf(one.responses));
    expect(texts.filter((text) => text.startsWith(`${label} is yours until`))).toHaveLength(1);
    expect(texts.filter((text) => /^@(carol|bob) has had Y\d+ since/.test(text))).toHaveLength(1);
  });

  test('is for responders: a refusal says who they are', async () => {
    const { label, ts } = await newCard();
    for (const text of [
      await said('dave', `/secack ${label}`),
      textOf((await press('dave', ts, 'ack')).responses),
    ])
      expect(text).toContain('This needs the role “responder”.');
    await cardSays(ts, /Nobody has this yet/);
  });

  test('a button of a card that was closed meanwhile says the present state', async () => {
    const { label, ts } = await newCard('i-0closedclosedclos');
    const id = String(nextFinding - 1).padStart(32, '0');
    await world.send([
      guardDuty({ id, at: Date.now() + 1_000, archived: true, instance: 'i-0closedclosedclos' }),
    ]);
    await cardSays(ts, /Closed|Gone|gone/);
    expect(await said('carol', `/secack ${label}`)).toContain(
      `${label} is closed, so there is nothing to do.`,
    );
  });
});

describe('assigning', () => {
  test('by the window of the button: somebody is asked in the thread', async () => {
    const { label, ts } = await newCard();
    await press('carol', ts, 'assign');
    const window = await windowOf('carol');
    expect(window.json).toContain(`Who is to have ${label}?`);
    await submit('carol', window.id, { assign_person: { 'assign:person': idOf('dave') } });
    expect((await windowOf('carol')).text).toContain(`${label} is assigned to @dave.`);
    await cardSays(ts, /@dave/);
    await vi.waitFor(async () => {
      const message = (await world.messages('sec-alerts')).find((one) => one.ts === ts);
      const reply = JSON.stringify(message?.replies);
      expect(reply).toContain(`"user_id":"${idOf('dave')}"`);
    }, 10_000);
  });

  test('by command, to oneself, to nobody, and not to a guest', async () => {
    const { label } = await newCard();
    expect(await said('carol', `/secassign ${label} @bob`)).toContain(`${label} is assigned to @bob.`);
    expect(await said('carol', `/secassign ${label} me`)).toContain(`You took ${label} over from @bob.`);
    expect(await said('bob', `/secassign ${label} nobody`)).toContain(`@carol no longer has ${label}.`);
    expect(await said('carol', `/secassign ${label} dave`)).toContain('To whom? Name somebody with @');
  });
});

describe('suppressing', () => {
  test('shows what it would hide, hides it, is announced, listed and lifted', async () => {
    const one = await newCard('i-0suppressed000000');
    const other = await newCard('i-0suppressed000000');
    await type('carol', `/secsuppress ${one.label}`);
    const window = await windowOf('carol');
    expect(window.text).toContain('Preview: Only this finding');
    expect(window.text).toContain('Hides now: 1 (1 High)');

    await choose('carol', window.id, 'suppress:scope', 'resource');
    const wider = await vi.waitFor(async () => {
      const now = await windowOf('carol');
      expect(now.text).toContain('Preview: This type on');
      return now;
    });
    expect(wider.text).toContain('Hides now: 2 (2 High)');

    const nothingSaid = await submit('carol', window.id, {});
    expect(nothingSaid.views.at(-1)?.errors).toMatchObject({ suppress_why: expect.any(String) });
    await submit('carol', window.id, { suppress_why: { 'suppress:why': 'a planned test' } });
    const done = await windowOf('carol');
    expect(done.text).toMatch(/^S1 keeps it quiet until/);
    for (const { ts } of [one, other]) await cardSays(ts, /S1/);
    await vi.waitFor(async () => {
      expect(cardKeys(await world.messages('sec-alerts'))).toContain('suppression:1');
    }, 10_000);

    const list = await type('bob', '/sec suppressions');
    expect(textOf(list.responses)).toContain('1 suppression\n');
    expect(textOf(list.responses)).toContain('@carol: a planned test');
    expect(await said('bob', `/secfind why ${other.label}`)).toContain('S1 keeps it quiet until');

    const lifted = await press('bob', list.responses[0]?.ts ?? '', 'lift');
    expect(textOf(lifted.responses)).toContain('S1 has ended.');
    for (const { ts } of [one, other]) await cardSays(ts, /Nobody has this yet/);
    expect(await said('carol', '/sec lift S1')).toMatch(/@bob lifted S1 at/);
  });

  test('of what is Critical needs an approver: whoever is none can only ask one', async () => {
    const id = String(nextFinding++).padStart(32, '0');
    await world.send([guardDuty({ id, at: Date.now(), severity: 9.5, instance: 'i-0critical00000000' })]);
    const label = await vi.waitFor(async () => {
      const [key] = cardKeys(await world.messages('sec-critical'));
      if (!key) throw new Error('not posted yet');
      return `Y${key.slice(5)}`;
    }, 10_000);
    await type('carol', `/secsuppress ${label}`);
    expect((await windowOf('carol')).json).toContain('Ask for approval');
    await type('bob', `/secsuppress ${label}`);
    const approver = await windowOf('bob');
    expect(approver.text).toContain('One of them is Critical!');
    expect(approver.json).not.toContain('Ask for approval');
  });
});

describe('on call', () => {
  test('somebody stands in for a while, and the swap is undone', async () => {
    const plan = await said('dave', '/sec oncall');
    expect(plan).toMatch(/^@(carol|bob) is on call until/);
    expect(await said('carol', '/sec oncall swap @dave for 8h')).toMatch(/^@dave is on call from .* until/);
    expect(await said('dave', '/sec oncall')).toMatch(/^@dave is on call until .* · as a stand-in/);
    expect(await said('carol', '/sec oncall undo')).toMatch(/^@dave no longer stands in/);
    expect(await said('dave', '/sec oncall')).toBe(plan);
    expect(await said('dave', '/sec oncall swap me')).toContain('This needs the role “responder”.');
  });
});

test('the policies, and why a case is here, stage by stage', async () => {
  const { label } = await newCard();
  const policies = await said('dave', '/sec policy');
  expect(policies).toMatch(/^\d+ policies\n/);
  const why = await said('dave', `/secfind why ${label}`);
  expect(why).toContain('How it was decided at ');
  expect(why).toContain('Policy: to be tracked until it is fixed');
  expect(why).toContain('Its card is in Slack and up to date.');
});
