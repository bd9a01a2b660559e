import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import { textOf } from '../support/tools.ts';
import { cardKeys, type ShownMessage, startWorld, type World } from '../support/world.ts';

const member = '111122223333';
let world: World;

beforeAll(async () => {
  world = await startWorld({
    speed: 60,
    roles: [
      { arn: `arn:aws:iam::${member}:role/yagura-read`, trusts: ['000000000000'], externalId: 'an-id' },
    ],
    config: () => ({
      aws: { region: 'us-east-1', roles: { read: { name: 'yagura-read', externalId: 'an-id' } } },
    }),
  });
  await world.startBot();
}, 30_000);
afterAll(() => world.stop());

async function post(path: string, body: object) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return (await (await fetch(world.slack.url + path, init)).json()) as { responses: ShownMessage[] };
}

async function card(): Promise<ShownMessage> {
  return vi.waitFor(
    async () => {
      const found = (await world.messages('sec-critical')).find((one) => cardKeys([one]).includes('case:1'));
      if (found === undefined) throw new Error('no card yet');
      return found;
    },
    { timeout: 20_000 },
  );
}

const press = (user: string, ts: string) =>
  post('/api/clicks', { user, channel: 'sec-critical', ts, action_id: 'investigate' });

async function timeline(): Promise<ShownMessage> {
  return vi.waitFor(
    async () => {
      const { replies = [] } = await card();
      const found = replies.find((one) => cardKeys([one]).includes('investigation:1'));
      if (found === undefined) throw new Error('no timeline yet');
      return found;
    },
    { timeout: 20_000 },
  );
}

/** In the order in which they came into the thread. */
async function pictures(count: number) {
  return vi.waitFor(
    async () => {
      const { replies = [] } = await card();
      const files = replies.flatMap((one) => one.files ?? []);
      if (files.length < count) throw new Error('no picture yet');
      return files;
    },
    { timeout: 40_000, interval: 500 },
  );
}

test('Investigate: a responder asks, the thread tells, and tells again when CloudTrail has delivered the rest', async () => {
  const instance = 'i-0abc1234567890def';
  const history = world.aws.world.cloudTrail(member, 'ap-northeast-1');
  const stop = (eventName: string) =>
    history.record({
      ...{ eventSource: 'ec2.amazonaws.com', eventName, sourceIPAddress: '203.0.113.9' },
      ...{ userIdentity: { type: 'IAMUser', userName: 'mallory' }, readOnly: false },
      // The simulated AWS goes by real time.
      eventTime: new Date(Date.now() - 1_000).toISOString(),
      resources: [{ ARN: instance, type: 'AWS::EC2::Instance' }],
    });
  stop('StopInstances');
  await world.send([guardDuty({ id: 'f-1', at: world.clock.now() - 60_000, severity: 9.5, instance })]);
  const { ts } = await card();
  expect(textOf((await press('dave', ts)).responses)).toContain('responder');
  expect(textOf((await press('carol', ts)).responses)).toContain('CloudTrail is being read for Y1.');

  const first = textOf(await timeline());
  expect(first).toContain(`CloudTrail of ${instance}`);
  expect(first).toContain('ec2 StopInstances');
  expect(first).toContain('203.0.113.9');
  expect(first).toContain('Asked again at');

  expect(await pictures(1)).toMatchObject([
    { mimetype: 'image/png', alt_txt: 'Bars over time. Changes: 1, denied: 0, only read: 0.' },
  ]);

  stop('TerminateInstances');
  await vi.waitFor(
    async () => {
      const again = textOf(await timeline());
      expect(again).toContain('ec2 TerminateInstances');
      expect(again).not.toContain('Asked again at');
    },
    { timeout: 90_000, interval: 1_000 },
  );
  // One message, edited: nobody is told twice.
  const { replies = [] } = await card();
  expect(cardKeys(replies).filter((key) => key === 'investigation:1')).toHaveLength(1);
  // What is new is drawn anew.
  expect((await pictures(2)).map((file) => file.alt_txt)).toEqual([
    'Bars over time. Changes: 1, denied: 0, only read: 0.',
    'Bars over time. Changes: 2, denied: 0, only read: 0.',
  ]);
  const taken = world.aws.calls().find(({ action }) => action === 'AssumeRole');
  expect(taken?.input).toMatchObject({ ExternalId: 'an-id', SourceIdentity: expect.stringMatching(/^U/) });
}, 120_000);
