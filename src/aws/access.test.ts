import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, it } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { PermanentError } from '../shared/errors.ts';
import { type AccessSettings, openAccess } from './access.ts';

const own = '111122223333';
const member = '444455556666';
const place = { account: member, region: 'eu-west-1' };

interface Call {
  readonly action: string | null;
  /** The access key that signed it. */
  readonly key: string | undefined;
  readonly input: Readonly<Record<string, string>>;
}

let server: Server | null = null;
afterEach(() => server?.close());

/** Instead of an error's code: the connection is cut. */
const torn = 'torn';

/** An STS that lets everybody in and numbers its sessions; `refuse` may answer a call with an error's code instead. */
async function listening(refuse: (call: Call) => string | null = () => null) {
  const calls: Call[] = [];
  let sessions = 0;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const input = Object.fromEntries(new URLSearchParams(body));
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
    const call = { action: input['Action'] ?? null, key, input };
    calls.push(call);
    const code = refuse(call);
    if (code === torn) {
      request.socket.destroy();
    } else if (code !== null) {
      response.writeHead(403).end(`<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`);
    } else if (call.action === 'AssumeRole') {
      sessions += 1;
      response.end(`<AssumeRoleResponse><AssumeRoleResult><Credentials>
<AccessKeyId>ASIASESSION${sessions}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
    } else {
      response.end(`<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${own}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`);
    }
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function accessTo(endpoint: string, settings: Partial<AccessSettings> = {}) {
  return openAccess(
    {
      ...{ region: 'eu-west-1', partition: 'aws', endpoint, isOurs: () => true },
      credentials: { accessKeyId: 'OURS', secretAccessKey: 'any' },
      roleFor: (_account, purpose) => ({ name: `security/yagura-${purpose}`, externalId: 'an id' }),
      ...settings,
    },
    new FakeClock(),
  );
}

const ask = async (client: Promise<STSClient>) => (await client).send(new GetCallerIdentityCommand({}));

it('takes the role of the purpose, in the name of whoever acts', async () => {
  const { calls, url } = await listening();
  const access = accessTo(url, { partition: 'aws-cn' });
  await ask(access.client(STSClient, place, 'response', 'U0CAROL'));
  await ask(access.client(STSClient, place, 'read'));
  expect(calls.map(({ action, key }) => `${action} by ${key}`)).toEqual([
    'AssumeRole by OURS',
    'GetCallerIdentity by ASIASESSION1',
    'AssumeRole by OURS',
    'GetCallerIdentity by ASIASESSION2',
  ]);
  expect(calls[0]?.input).toMatchObject({
    RoleArn: 'arn:aws-cn:iam::444455556666:role/security/yagura-response',
    RoleSessionName: 'yagura-U0CAROL',
    SourceIdentity: 'U0CAROL',
    ExternalId: 'an id',
  });
  expect(calls[2]?.input).toMatchObject({ RoleSessionName: 'yagura' });
  expect(calls[2]?.input).not.toHaveProperty('SourceIdentity');
});

it('a client is made once, and a session is shared by its clients', async () => {
  const { calls, url } = await listening();
  const access = accessTo(url);
  const first = await access.client(STSClient, place, 'read');
  expect(await access.client(STSClient, place, 'read')).toBe(first);
  const elsewhere = await access.client(STSClient, { ...place, region: 'us-east-1' }, 'read');
  expect(elsewhere).not.toBe(first);
  await Promise.all([first, elsewhere].map((client) => client.send(new GetCallerIdentityCommand({}))));
  expect(calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1);
});

it.each(['ExpiredToken', 'ExpiredTokenException'])(
  'a session that %s ends is taken anew, and the call is made again',
  async (code) => {
    const { calls, url } = await listening(({ key }) => (key === 'ASIASESSION1' ? code : null));
    const access = accessTo(url);
    await ask(access.client(STSClient, place, 'read'));
    await ask(access.client(STSClient, { ...place, region: 'us-east-1' }, 'read'));
    expect(calls.map(({ key }) => key)).toEqual([
      'OURS',
      'ASIASESSION1',
      'OURS',
      'ASIASESSION2',
      // The other client knows it too.
      'ASIASESSION2',
    ]);
  },
);

it('what is refused for good is asked once', async () => {
  const { calls, url } = await listening(({ action }) =>
    action === 'AssumeRole' ? null : 'ExpiredTokenException',
  );
  const access = accessTo(url);
  await expect(ask(access.client(STSClient, place, 'read'))).rejects.toThrow();
  // Twice in all: with the session, and with a new one.
  expect(calls.filter(({ action }) => action === 'GetCallerIdentity')).toHaveLength(2);
});

it('a call is made again where the connection is torn, but for what must not be done twice', async () => {
  const { calls, url } = await listening(({ action }) => (action === 'AssumeRole' ? null : torn));
  const access = accessTo(url);
  const made = () => calls.filter(({ action }) => action === 'GetCallerIdentity').length;
  await expect(ask(access.client(STSClient, place, 'response', null, 1))).rejects.toThrow();
  expect(made()).toBe(1);
  await expect(ask(access.client(STSClient, place, 'response'))).rejects.toThrow();
  expect(made()).toBe(3);
});

it('our own account needs no role, another does', async () => {
  const { calls, url } = await listening();
  const access = accessTo(url, { roleFor: () => null });
  await ask(access.client(STSClient, { ...place, account: own }, 'read'));
  expect(new Set(calls.map(({ key }) => key))).toEqual(new Set(['OURS']));
  await expect(access.client(STSClient, place, 'read')).rejects.toThrow(/no role to read/);
});

it('an account that nobody listed is never gone into, whatever a finding says', async () => {
  const { calls, url } = await listening();
  const access = accessTo(url, { isOurs: () => false });
  await expect(access.client(STSClient, place, 'read')).rejects.toThrow(PermanentError);
  const odd = { account: '1:role/x', region: 'eu-west-1' };
  await expect(access.client(STSClient, odd, 'read')).rejects.toThrow(PermanentError);
  await expect(access.client(STSClient, place, 'response', 'carol')).rejects.toThrow(PermanentError);
  expect(calls).toEqual([]);
});
