import { AwsError, type Operation, Reply, type ServiceCall } from '../service.ts';
import { content } from '../xml.ts';
import { type AccessBlock, type Bucket, blockOf, type GrantSeed } from './bucket.ts';
import { isPublic } from './public-policy.ts';

const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** What a bucket says of itself. */
export function settingOperations(bucketOf: (call: ServiceCall) => Bucket): readonly Operation[] {
  const asking = (
    name: string,
    flag: string,
    permission: string,
    run: (bucket: Bucket) => object,
  ): Operation => ({
    ...{ name, mutating: false, route: `GET /{Bucket}?${flag}` },
    permissions: ({ input }) => [
      { action: `s3:${permission}`, resource: `arn:aws:s3:::${String(input['Bucket'])}` },
    ],
    run: (call) => run(bucketOf(call)),
  });

  return [
    asking('GetPublicAccessBlock', 'publicAccessBlock', 'GetBucketPublicAccessBlock', (bucket) => ({
      PublicAccessBlockConfiguration:
        blockOf(bucket) ??
        missing(
          'NoSuchPublicAccessBlockConfiguration',
          'The public access block configuration was not found',
        ),
    })),
    {
      ...{ name: 'PutPublicAccessBlock', mutating: true, route: 'PUT /{Bucket}?publicAccessBlock' },
      permissions: ({ input }) => [
        { action: 's3:PutBucketPublicAccessBlock', resource: `arn:aws:s3:::${String(input['Bucket'])}` },
      ],
      run(call) {
        const bucket = bucketOf(call);
        bucket.settings = { ...bucket.settings, block: blockAsked(call.request.body) };
        return inXml('');
      },
    },
    asking('GetBucketPolicyStatus', 'policyStatus', 'GetBucketPolicyStatus', (bucket) => ({
      PolicyStatus: { IsPublic: isPublic(policyOf(bucket)) },
    })),
    asking(
      'GetBucketPolicy',
      'policy',
      'GetBucketPolicy',
      (bucket) => new Reply(200, 'application/json', JSON.stringify(policyOf(bucket))),
    ),
    asking('GetBucketAcl', 'acl', 'GetBucketAcl', listed),
    asking('GetBucketLocation', 'location', 'GetBucketLocation', ({ settings }) => {
      // API reference: us-east-1 has no name here.
      const { region = 'us-east-1' } = settings;
      const name = region === 'us-east-1' ? '' : region;
      return inXml(`<LocationConstraint xmlns="${xmlns}">${name}</LocationConstraint>`);
    }),
    asking('GetObjectLockConfiguration', 'object-lock', 'GetBucketObjectLockConfiguration', ({ settings }) =>
      settings.objectLock === true
        ? { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }
        : missing(
            'ObjectLockConfigurationNotFoundError',
            'Object Lock configuration does not exist for this bucket',
          ),
    ),
  ];
}

/** API reference: what is not said is off. */
function blockAsked(body: string): AccessBlock {
  const isOn = (name: keyof AccessBlock) => new RegExp(`<${name}>\\s*true\\s*</${name}>`, 'i').test(body);
  return {
    ...{ BlockPublicAcls: isOn('BlockPublicAcls'), IgnorePublicAcls: isOn('IgnorePublicAcls') },
    ...{ BlockPublicPolicy: isOn('BlockPublicPolicy') },
    ...{ RestrictPublicBuckets: isOn('RestrictPublicBuckets') },
  };
}

function policyOf({ settings }: Bucket): NonNullable<Bucket['settings']['policy']> {
  return settings.policy ?? missing('NoSuchBucketPolicy', 'The bucket policy does not exist');
}

/** Written by hand: who is meant stands in an attribute. */
function listed({ owner, settings }: Bucket): Reply {
  const grants: readonly GrantSeed[] = [{ permission: 'FULL_CONTROL' }, ...(settings.grants ?? [])];
  const each = grants.map(({ to, permission }) => {
    const [type, grantee] =
      to === undefined
        ? ['CanonicalUser', canonical(owner)]
        : ['Group', { URI: `http://acs.amazonaws.com/groups/global/${to}` }];
    const who = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${content(grantee, '')}</Grantee>`;
    return `<Grant>${who}${content({ Permission: permission }, '')}</Grant>`;
  });
  return inXml(
    `<AccessControlPolicy xmlns="${xmlns}">${content({ Owner: canonical(owner) }, '')}` +
      `<AccessControlList>${each.join('')}</AccessControlList></AccessControlPolicy>`,
  );
}

/** 64 hexadecimal digits, as an account's canonical user id. */
function canonical(account: string): object {
  return { ID: account.padStart(64, '0') };
}

function missing(code: string, message: string): never {
  throw new AwsError(code, message, 404);
}

const inXml = (body: string) => new Reply(200, 'application/xml', body);
