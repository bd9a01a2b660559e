import {
  GetBucketAclCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  type Grant,
  type PublicAccessBlockConfiguration,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Ask } from '../aws/ask.ts';
import { accountBlockOf } from './account-block.ts';
import {
  type Check,
  type CheckedFinding,
  gone,
  isNamed,
  lastPart,
  onlyOne,
  type Reading,
  wasCalled,
} from './check.ts';

/** What "public" means to the finding: open now, or able to be opened. */
type Question = 'open' | 'openable';

const openControls = ['S3.2', 'S3.3', 'CloudTrail.6'];
const openThreats = ['Policy:S3/BucketPublicAccessGranted', 'Policy:S3/BucketAnonymousAccessGranted'];
const openableThreats = ['Policy:S3/BucketBlockPublicAccessDisabled'];

/** Is the bucket public, or, where that is asked, can it be made so by what it says of itself? */
export const publicBucket: Check = {
  name: 'public-bucket',
  appliesTo(finding) {
    const bucket = onlyOne(finding, ['AwsS3Bucket', 'S3Bucket']);
    const question = questionOf(finding);
    if (bucket === null || question === null) return null;
    return { account: finding.account.id, region: finding.region, id: lastPart(bucket), detail: question };
  },
  async read(ask, subject) {
    const { id, account, detail } = subject;
    const bucket = { Bucket: id, ExpectedBucketOwner: account };
    try {
      const block = await blockOf(ask, bucket);
      if (detail === 'openable') return { holds: isWhole(block), facts: { blocked: isWhole(block) } };
      const [byPolicy, grants] = [await isPolicyPublic(ask, bucket), await grantsOf(ask, bucket)];
      const own = judgeBucket(block, byPolicy, grants);
      // Asked last: most buckets are closed by themselves.
      if (own.holds !== false) return own;
      const both = strictest(block, await accountBlockOf(ask, subject));
      const { holds, facts } = judgeBucket(both, byPolicy, grants);
      return holds === true ? { holds, facts: { ...facts, byAccount: true } } : own;
    } catch (error) {
      if (isNamed(error, ['NoSuchBucket'])) return gone;
      throw error;
    }
  },
};

function questionOf(finding: CheckedFinding): Question | null {
  const { type } = finding;
  if (openControls.includes(type) || openThreats.includes(type)) return 'open';
  if (type === 'S3.8' || openableThreats.includes(type)) return 'openable';
  if (wasCalled(finding, ['PutBucketPolicy', 'PutBucketAcl'])) return 'open';
  return wasCalled(finding, ['DeletePublicAccessBlock', 'DeleteBucketPublicAccessBlock']) ? 'openable' : null;
}

interface Bucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

async function blockOf(ask: Ask, bucket: Bucket): Promise<PublicAccessBlockConfiguration> {
  try {
    const { PublicAccessBlockConfiguration: block } = await ask(
      S3Client,
      's3:GetBucketPublicAccessBlock',
      (s3, options) => s3.send(new GetPublicAccessBlockCommand(bucket), options),
    );
    return block ?? {};
  } catch (error) {
    if (isNamed(error, ['NoSuchPublicAccessBlockConfiguration'])) return {};
    throw error;
  }
}

async function isPolicyPublic(ask: Ask, bucket: Bucket): Promise<boolean> {
  try {
    const { PolicyStatus } = await ask(S3Client, 's3:GetBucketPolicyStatus', (s3, options) =>
      s3.send(new GetBucketPolicyStatusCommand(bucket), options),
    );
    return PolicyStatus?.IsPublic ?? false;
  } catch (error) {
    if (isNamed(error, ['NoSuchBucketPolicy'])) return false;
    throw error;
  }
}

async function grantsOf(ask: Ask, bucket: Bucket): Promise<readonly Grant[]> {
  const { Grants = [] } = await ask(S3Client, 's3:GetBucketAcl', (s3, options) =>
    s3.send(new GetBucketAclCommand(bucket), options),
  );
  return Grants;
}

/** The stricter of the two holds, setting by setting (S3 user guide, "Blocking public access"). */
function strictest(
  one: PublicAccessBlockConfiguration,
  other: PublicAccessBlockConfiguration,
): PublicAccessBlockConfiguration {
  const either = (name: keyof PublicAccessBlockConfiguration) => one[name] === true || other[name] === true;
  return {
    ...{ BlockPublicAcls: either('BlockPublicAcls'), IgnorePublicAcls: either('IgnorePublicAcls') },
    ...{ BlockPublicPolicy: either('BlockPublicPolicy') },
    ...{ RestrictPublicBuckets: either('RestrictPublicBuckets') },
  };
}

function isWhole(block: PublicAccessBlockConfiguration): boolean {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = block;
  return [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets].every(
    (one) => one === true,
  );
}

/** S3 user guide, "Access control list (ACL) overview": everybody, and everybody who has any AWS account. */
const crowds = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** Open by its policy or its access list, where Block Public Access does not stand before it. */
export function judgeBucket(
  block: PublicAccessBlockConfiguration,
  policyIsPublic: boolean,
  grants: readonly Grant[],
): Reading {
  const byPolicy = policyIsPublic && block.RestrictPublicBuckets !== true;
  const byList =
    block.IgnorePublicAcls !== true && grants.some(({ Grantee }) => crowds.test(Grantee?.URI ?? ''));
  return { holds: !byPolicy && !byList, facts: { blocked: isWhole(block), byPolicy, byList } };
}
