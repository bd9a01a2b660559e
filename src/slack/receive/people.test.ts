import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { createAuthoriser } from '../../operations/authorise.ts';
import { FakeClock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import { createSlackPeople, rememberedMs } from './people.ts';
import { slackLogger } from './slack-logger.ts';

let end: () => void = () => undefined;
afterEach(() => end());

/** A Slack that gives the answers one after the other, and keeps what it was asked. */
async function slackSaying(answers: object[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => asked.push(part.toString()));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers.shift() ?? { ok: false, error: 'internal_error' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  end = () => void server.close();
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const client = new WebClient('xoxb-test', {
    slackApiUrl,
    retryConfig: { retries: 0 },
    logger: slackLogger(silentLogger),
  });
  const clock = new FakeClock();
  return { people: createSlackPeople(client, clock), clock, asked };
}

const dave = {
  id: 'U0DAVE',
  team_id: 'T1',
  name: 'dave',
  locale: 'ja-JP',
  profile: { display_name: 'Dave' },
};

test('what Slack says is kept for a minute, and asked once by many', async () => {
  const { people, clock, asked } = await slackSaying([
    { ok: true, user: dave },
    { ok: true, user: { ...dave, deleted: true, is_restricted: true } },
  ]);
  const [first, second] = await Promise.all([people.person('U0DAVE'), people.person('U0DAVE')]);
  expect(first).toEqual({
    teamId: 'T1',
    name: 'Dave',
    deactivated: false,
    guest: false,
    stranger: false,
    bot: false,
    locale: 'ja-JP',
    timeZone: null,
  });
  expect(second).toBe(first);
  expect(asked).toEqual(['user=U0DAVE&include_locale=true']);
  await clock.advance(rememberedMs);
  expect(await people.person('U0DAVE')).toMatchObject({ deactivated: true, guest: true });
});

test('a failure is not kept; an account that Slack does not know is null', async () => {
  const { people } = await slackSaying([
    { ok: false, error: 'internal_error' },
    { ok: false, error: 'user_not_found' },
  ]);
  await expect(people.person('U0DAVE')).rejects.toThrow('internal_error');
  expect(await people.person('U0DAVE')).toBeNull();
});

test('members are read to the last page', async () => {
  const { people, asked } = await slackSaying([
    { ok: true, members: ['U1', 'U2'], response_metadata: { next_cursor: 'more' } },
    { ok: true, members: ['U3'], response_metadata: { next_cursor: '' } },
  ]);
  expect([...(await people.channelMembers('C1'))]).toEqual(['U1', 'U2', 'U3']);
  expect(asked[1]).toContain('cursor=more');
});

test('nobody listening at Slack’s address is an unreachable Slack', async () => {
  const client = new WebClient('xoxb-test', {
    slackApiUrl: 'http://127.0.0.1:9/api/',
    retryConfig: { retries: 0 },
    logger: slackLogger(silentLogger),
  });
  const authoriser = createAuthoriser({
    bindings: () => ({ viewer: 'channel-members', responder: [], approver: [], admin: ['UADMIN'] }),
    alertChannels: async () => ['C1'],
    people: createSlackPeople(client, new FakeClock()),
    teamId: async () => 'T1',
  });
  const decision = await authoriser.authorise({ userId: 'UADMIN', teamId: 'T1' }, 'viewer');
  expect(decision).toMatchObject({ allowed: false, why: 'slack-unreachable' });
});
