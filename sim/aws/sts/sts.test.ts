import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { type Keys, memberAccount, memberRole, ownAccount, testAws } from '../testing.ts';

const otherRole = 'arn:aws:iam::444455556666:role/paths/of/reader';

const start = () =>
  testAws({
    roles: [
      { arn: memberRole, trusts: [ownAccount], maxSessionSeconds: 43_200 },
      { arn: otherRole, trusts: [memberRole], externalId: 'xy', needsSourceIdentity: true },
    ],
  });

async function whoIs({ settings }: Awaited<ReturnType<typeof start>>, credentials?: Keys) {
  const sts = new STSClient(settings(credentials && { credentials }));
  return sts.send(new GetCallerIdentityCommand({}));
}

it('says who one is', async () => {
  const world = await start();
  expect(await whoIs(world)).toMatchObject({ Account: ownAccount, Arn: `arn:aws:iam::${ownAccount}:root` });
  expect(await whoIs(world, await world.take())).toMatchObject({
    Account: memberAccount,
    Arn: `arn:aws:sts::${memberAccount}:assumed-role/yagura/yagura`,
  });
});

describe('a chain of roles', () => {
  it('keeps the source identity', async () => {
    const world = await start();
    const first = await world.take(memberRole, { SourceIdentity: 'carol' });
    const second = await world.take(otherRole, { ExternalId: 'xy' }, first);
    expect((await whoIs(world, second)).Arn).toBe('arn:aws:sts::444455556666:assumed-role/reader/yagura');
    expect(world.aws.calls().at(-1)?.caller.sourceIdentity).toBe('carol');
    const changed = world.take(otherRole, { ExternalId: 'xy', SourceIdentity: 'bob' }, first);
    await expect(changed).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is an hour long at most', async () => {
    const world = await start();
    const first = await world.take(memberRole, { SourceIdentity: 'carol', DurationSeconds: 43_200 });
    const longer = world.take(otherRole, { ExternalId: 'xy', DurationSeconds: 3_601 }, first);
    await expect(longer).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('is refused to whom the trust policy does not name, and without a source identity', async () => {
    const world = await start();
    const refused = { name: 'AccessDenied' };
    const named = { ExternalId: 'xy', SourceIdentity: 'carol' };
    await expect(world.take(otherRole, named)).rejects.toMatchObject(refused);
    const first = await world.take();
    await expect(world.take(otherRole, { ExternalId: 'xy' }, first)).rejects.toMatchObject(refused);
    expect(await world.take(otherRole, named, first)).toHaveProperty('sessionToken');
  });
});

it('ends a session in time', async () => {
  const world = await start();
  const keys = await world.take(memberRole, { DurationSeconds: 900 });
  world.pass(899_999);
  expect((await whoIs(world, keys)).Account).toBe(memberAccount);
  world.pass(1);
  await expect(whoIs(world, keys)).rejects.toMatchObject({ name: 'ExpiredToken' });
});

it('does not know a session by its key alone', async () => {
  const world = await start();
  const keys = { ...(await world.take()), sessionToken: 'made up' };
  await expect(whoIs(world, keys)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});
