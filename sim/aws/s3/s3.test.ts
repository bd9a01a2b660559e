import {
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../policies.ts';
import { memberAccount, memberRole, ownAccount, testAws } from '../testing.ts';
import { isPublic } from './public-policy.ts';

const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
const Bucket = 'example-logs';
const asked = { Bucket };

async function start(policies?: readonly PolicyDocument[]) {
  const roles = [{ arn: memberRole, trusts: [ownAccount], ...(policies && { policies }) }];
  const world = await testAws({ roles, buckets: [{ name: 'plain' }] });
  const s3 = new S3Client(world.settings({ credentials: await world.take() }));
  return { world, s3, theirs: world.aws.world.s3(memberAccount) };
}

describe('a bucket', () => {
  it('is closed by whoever may, as far as they say', async () => {
    const { s3, theirs } = await start();
    theirs.putBucket({ name: Bucket, block: null });
    const block = { BlockPublicAcls: true, RestrictPublicBuckets: true, IgnorePublicAcls: false };
    await s3.send(new PutPublicAccessBlockCommand({ ...asked, PublicAccessBlockConfiguration: block }));
    const { PublicAccessBlockConfiguration: now } = await s3.send(new GetPublicAccessBlockCommand(asked));
    expect(now).toEqual({ ...block, BlockPublicPolicy: false });
  });

  it('is closed as S3 makes it, and says so', async () => {
    const { s3, theirs } = await start();
    theirs.putBucket({ name: Bucket });
    const { PublicAccessBlockConfiguration: block } = await s3.send(new GetPublicAccessBlockCommand(asked));
    expect(block).toEqual({
      ...{ BlockPublicAcls: true, IgnorePublicAcls: true },
      ...{ BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    const noPolicy = { name: 'NoSuchBucketPolicy', $metadata: { httpStatusCode: 404 } };
    await expect(s3.send(new GetBucketPolicyStatusCommand(asked))).rejects.toMatchObject(noPolicy);
    await expect(s3.send(new GetBucketPolicyCommand(asked))).rejects.toMatchObject(noPolicy);
    const { Grants } = await s3.send(new GetBucketAclCommand(asked));
    expect(Grants).toEqual([
      { Grantee: { Type: 'CanonicalUser', ID: memberAccount.padStart(64, '0') }, Permission: 'FULL_CONTROL' },
    ]);
    await s3.send(new HeadBucketCommand(asked));
  });

  it('is open by what it is seeded with', async () => {
    const { s3, theirs } = await start();
    const policy = {
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
    };
    theirs.putBucket({
      ...{ name: Bucket, block: null, policy },
      grants: [{ to: 'AllUsers', permission: 'READ' }],
    });
    await expect(s3.send(new GetPublicAccessBlockCommand(asked))).rejects.toMatchObject({
      ...{ name: 'NoSuchPublicAccessBlockConfiguration', $metadata: { httpStatusCode: 404 } },
    });
    const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand(asked));
    expect(PolicyStatus).toEqual({ IsPublic: true });
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand(asked));
    expect(JSON.parse(Policy)).toEqual(policy);
    const { Grants = [] } = await s3.send(new GetBucketAclCommand(asked));
    expect(Grants[1]).toEqual({
      Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      Permission: 'READ',
    });
  });

  it('is one account’s, in one Region', async () => {
    const { s3, theirs, world } = await start();
    theirs.putBucket({ name: Bucket, region: 'eu-west-1' });
    const ourselves = new S3Client(world.settings());
    await expect(ourselves.send(new GetBucketAclCommand(asked))).rejects.toMatchObject(denied);
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand(asked));
    expect(LocationConstraint).toBe('eu-west-1');
    await expect(s3.send(new GetBucketAclCommand(asked))).rejects.toMatchObject({
      ...{ name: 'PermanentRedirect' },
    });
    const there = new S3Client(world.settings({ region: 'eu-west-1', credentials: await world.take() }));
    await there.send(new GetBucketAclCommand({ ...asked, ExpectedBucketOwner: memberAccount }));
    const meant = new GetBucketAclCommand({ ...asked, ExpectedBucketOwner: '444455556666' });
    await expect(there.send(meant)).rejects.toMatchObject(denied);
    const gone = new GetPublicAccessBlockCommand({ Bucket: 'example-gone' });
    await expect(there.send(gone)).rejects.toMatchObject({ name: 'NoSuchBucket' });
    expect(() => world.aws.world.s3(ownAccount).putBucket({ name: Bucket })).toThrow('somebody else');
    expect(() => theirs.putBucket({ name: 'plain' })).toThrow('somebody else');
  });

  it('asks the caller’s policies', async () => {
    const reading = { Effect: 'Allow', Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${Bucket}` };
    const { s3, theirs } = await start([{ Statement: reading }]);
    theirs.putBucket({ name: Bucket });
    await s3.send(new GetBucketAclCommand(asked));
    await expect(s3.send(new GetPublicAccessBlockCommand(asked))).rejects.toMatchObject(denied);
  });
});

it.each<[string, boolean, object]>([
  ['everybody', true, { Principal: '*' }],
  [
    'every principal of AWS, in a list',
    true,
    { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } },
  ],
  ['one account', false, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
  ['nobody', false, { Effect: 'Deny', Principal: '*' }],
  ['one organization', false, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } } }],
  [
    'all but one organization',
    true,
    { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } } },
  ],
  ['any endpoint', true, { Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }],
  ['one endpoint', false, { Condition: { StringEquals: { 'AWS:SourceVpce': 'vpce-0123456789abcdef0' } } }],
  ['some addresses', false, { Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } } }],
  ['half of all addresses', true, { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }],
  ['a key that says nothing of who', true, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
])('a policy that lets in %s is public: %s', (_who, expected, statement) => {
  const policy = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', ...statement } };
  expect(isPublic(policy)).toBe(expected);
});

describe('a lock', () => {
  // Within the session of the role.
  const lockedMs = 1_800_000;
  const Key = 'anchors/2026/03/01.json';
  const object = { Bucket, Key };

  async function locked() {
    const started = await start();
    started.theirs.putBucket({ name: Bucket, objectLock: true });
    const until = new Date(started.world.now() + lockedMs);
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const;
    const put = (over: Partial<PutObjectCommandInput> = {}) =>
      started.s3.send(new PutObjectCommand({ ...object, Body: '{"head":"櫓"}', ...lock, ...over }));
    return { ...started, until, put };
  }

  it('is told by the object, its head and its retention', async () => {
    const { s3, put, until } = await locked();
    const { VersionId } = await put();
    const expected = { VersionId, ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until };
    expect(await s3.send(new HeadObjectCommand(object))).toMatchObject(expected);
    const got = await s3.send(new GetObjectCommand(object));
    expect(got).toMatchObject(expected);
    expect(await got.Body?.transformToString()).toBe('{"head":"櫓"}');
    const { Retention } = await s3.send(new GetObjectRetentionCommand(object));
    expect(Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: until });
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand(asked));
    expect(ObjectLockConfiguration).toEqual({ ObjectLockEnabled: 'Enabled' });
  });

  it('holds a version, whatever is put over it or deleted', async () => {
    const { s3, put, theirs, world } = await locked();
    const { VersionId: first } = await put();
    const { VersionId: second } = await put({ Body: 'forged' });
    expect(second).not.toBe(first);
    await s3.send(new DeleteObjectCommand(object));
    await expect(s3.send(new GetObjectCommand(object))).rejects.toMatchObject({ name: 'NoSuchKey' });
    const kept = await s3.send(new GetObjectCommand({ ...object, VersionId: first }));
    expect(await kept.Body?.transformToString()).toBe('{"head":"櫓"}');
    const remove = () => s3.send(new DeleteObjectCommand({ ...object, VersionId: first }));
    await expect(remove()).rejects.toMatchObject(denied);
    world.pass(lockedMs);
    await remove();
    expect(theirs.versions(Bucket).map(({ id, deleted }) => [id === second, deleted])).toEqual([
      ...[
        [true, false],
        [false, true],
      ],
    ]);
  });

  it('keeps every version in its list, page by page, and has what was deleted in it', async () => {
    const { s3, put } = await locked();
    const ids = [await put(), await put(), await put({ Key: 'anchors/b' })].map(({ VersionId }) => VersionId);
    const { VersionId: marker } = await s3.send(new DeleteObjectCommand(object));
    const seen: (string | undefined)[] = [];
    let next: object | null = {};
    while (next !== null) {
      const page: ListObjectVersionsCommandOutput = await s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: 'anchors/', MaxKeys: 1, ...next }),
      );
      const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = page;
      seen.push(...[...Versions, ...DeleteMarkers].map(({ VersionId }) => VersionId));
      next = page.IsTruncated ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker } : null;
    }
    expect(seen).toEqual([marker, ids[1], ids[0], ids[2]]);
    const alone = new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'x' });
    await expect(s3.send(alone)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('may be passed by who says so, in GOVERNANCE alone', async () => {
    const { s3, put } = await locked();
    const pass = async (mode: 'COMPLIANCE' | 'GOVERNANCE') => {
      const { VersionId } = await put({ ObjectLockMode: mode });
      return s3.send(new DeleteObjectCommand({ ...object, VersionId, BypassGovernanceRetention: true }));
    };
    await pass('GOVERNANCE');
    await expect(pass('COMPLIANCE')).rejects.toMatchObject(denied);
  });

  it.each<[string, string, Partial<PutObjectCommandInput>]>([
    ['no end', 'InvalidArgument', { ObjectLockRetainUntilDate: undefined }],
    ['an end that has passed', 'InvalidArgument', { ObjectLockRetainUntilDate: new Date(0) }],
    ['no mode', 'InvalidArgument', { ObjectLockMode: undefined }],
    ['an object that is there', 'PreconditionFailed', { IfNoneMatch: '*' }],
    ['another body’s digest', 'BadDigest', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
  ])('is refused for %s', async (_what, name, over) => {
    const { put } = await locked();
    await put();
    await expect(put(over)).rejects.toMatchObject({ name });
  });

  it('needs a checksum, and a bucket that has locks', async () => {
    const { theirs, put, world } = await locked();
    const bare = new S3Client({
      ...world.settings({ credentials: await world.take() }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    // The SDK knows itself that this call needs one.
    bare.middlewareStack.add(
      (next) => (call) => {
        const { headers } = call.request as { headers: Record<string, string> };
        for (const name of Object.keys(headers)) if (/checksum|md5/.test(name)) delete headers[name];
        return next(call);
      },
      { step: 'finalizeRequest', priority: 'high' },
    );
    const input = { ...object, Body: 'x', ObjectLockMode: 'COMPLIANCE' } as const;
    const ObjectLockRetainUntilDate = new Date(world.now() + 1_000);
    const unsure = bare.send(new PutObjectCommand({ ...input, ObjectLockRetainUntilDate }));
    await expect(unsure).rejects.toMatchObject({ name: 'InvalidRequest' });
    theirs.putBucket({ name: Bucket });
    await expect(put()).rejects.toMatchObject({ name: 'InvalidRequest' });
    const { VersionId } = await put({ ObjectLockMode: undefined, ObjectLockRetainUntilDate: undefined });
    expect(VersionId).toBeUndefined();
  });

  it('is nothing that another operation could be taken for', async () => {
    const { s3, put } = await locked();
    await put();
    await expect(s3.send(new GetObjectTaggingCommand(object))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'anchors/' }));
    expect(Contents?.map((one) => one.Key)).toEqual([Key]);
  });
});
