import { createHash } from 'node:crypto';
import { optionalInteger, optionalText, requiredText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { AwsError, CommonFailure, type Operation, Reply, type ServiceCall } from '../service.ts';
import { content } from '../xml.ts';
import { type Bucket, currentOf, noSuch, type Version } from './bucket.ts';
import { isLocked, lockHeaders, retentionAsked } from './lock.ts';

/** Objects that are text, their versions, and what keeps them from going. */
export function objectOperations(
  bucketOf: (call: ServiceCall) => Bucket,
  now: () => number,
): readonly Operation[] {
  let made = 0;

  /** The one that is asked for: by its version, or as it is now. */
  function versionOf(call: ServiceCall): Version {
    const key = requiredText(call.input, 'Key');
    const bucket = bucketOf(call);
    const id = optionalText(call.input, 'versionId');
    if (id === undefined) return currentOf(bucket, key) ?? noSuch('Key', 'The specified key does not exist.');
    const version = bucket.versions.find((one) => one.key === key && one.id === id);
    return version ?? noSuch('Version', 'The specified version does not exist.');
  }

  function put(call: ServiceCall): Reply {
    const bucket = bucketOf(call);
    const { body, headers } = call.request;
    const key = requiredText(call.input, 'Key');
    if ('x-amz-copy-source' in headers || 'x-amz-decoded-content-length' in headers)
      throw new CommonFailure('unknown-action', 'Neither copies nor bodies in chunks are simulated.');
    if (headers['if-none-match'] === '*' && currentOf(bucket, key) !== null)
      throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions did not hold', 412);
    const md5 = headers['content-md5'];
    if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64'))
      throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
    const retention = retentionAsked(bucket, call.request, now());
    const version = added(bucket, { key, body, retention, deleted: false });
    return new Reply(200, 'application/xml', '', { etag: tagOf(version), ...idOf(bucket, version) });
  }

  /** A bucket without versions has but the last one. */
  function added(bucket: Bucket, draft: Omit<Version, 'id' | 'at'>): Version {
    const keeps = bucket.settings.objectLock === true;
    made += 1;
    const version = { ...draft, id: keeps ? `v${String(made).padStart(31, '0')}` : 'null', at: now() };
    const others = keeps ? bucket.versions : bucket.versions.filter(({ key }) => key !== draft.key);
    bucket.versions = [...others, version];
    return version;
  }

  function remove(call: ServiceCall): Reply {
    const bucket = bucketOf(call);
    const key = requiredText(call.input, 'Key');
    const id = optionalText(call.input, 'versionId');
    if (id === undefined && bucket.settings.objectLock === true) {
      const marker = added(bucket, { key, body: '', retention: null, deleted: true });
      return new Reply(204, 'application/xml', '', {
        'x-amz-delete-marker': 'true',
        ...idOf(bucket, marker),
      });
    }
    const goes = (one: Version) => one.key === key && one.id === (id ?? 'null');
    if (bucket.versions.some((one) => goes(one) && isLocked(one.retention, call.request, now())))
      throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', 403);
    bucket.versions = bucket.versions.filter((one) => !goes(one));
    return new Reply(204, 'application/xml', '');
  }

  function told(call: ServiceCall): Reply {
    const version = versionOf(call);
    if (version.deleted) throw new AwsError('MethodNotAllowed', 'This is a delete marker.', 405);
    const { body, at, retention } = version;
    const isHead = call.request.method === 'HEAD';
    return new Reply(200, 'application/octet-stream', isHead ? '' : body, {
      ...{ etag: tagOf(version), 'last-modified': new Date(at).toUTCString() },
      'content-length': String(Buffer.byteLength(body)),
      ...idOf(bucketOf(call), version),
      ...lockHeaders(retention),
    });
  }

  function list(call: ServiceCall): object {
    const { input } = call;
    const bucket = bucketOf(call);
    const prefix = optionalText(input, 'prefix') ?? '';
    const keys = [...new Set(bucket.versions.map(({ key }) => key))].filter((key) => key.startsWith(prefix));
    const objects = keys.toSorted().flatMap((key) => currentOf(bucket, key) ?? []);
    const page = pageOf(objects, ({ key }) => key, {
      size: optionalInteger(input, 'max-keys', { least: 1, most: 1_000 }) ?? 1_000,
      token: optionalText(input, 'continuation-token'),
      question: prefix,
    });
    if (page === null) throw new CommonFailure('invalid', 'The continuation token provided is incorrect');
    const contents = page.items.map((version) =>
      content(
        {
          Contents: {
            Key: version.key,
            LastModified: new Date(version.at),
            ETag: tagOf(version),
            Size: Buffer.byteLength(version.body),
          },
        },
        '',
      ),
    );
    const rest = {
      KeyCount: page.items.length,
      IsTruncated: page.next !== undefined,
      NextContinuationToken: page.next,
    };
    return new Reply(
      200,
      'application/xml',
      `<ListBucketResult>${contents.join('')}${content(rest, '')}</ListBucketResult>`,
    );
  }

  /** Newest first of each key; a page begins after its markers (API reference, ListObjectVersions). */
  function listVersions(call: ServiceCall): Reply {
    const { input } = call;
    const prefix = optionalText(input, 'prefix') ?? '';
    const keyMarker = optionalText(input, 'key-marker');
    const versionMarker = optionalText(input, 'version-id-marker');
    if (versionMarker !== undefined && keyMarker === undefined)
      throw new AwsError('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
    const bucket = bucketOf(call);
    const all = bucket.versions
      .toReversed()
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    const marked = all.findIndex(({ key, id }) => key === keyMarker && id === versionMarker);
    const rest = marked >= 0 ? all.slice(marked + 1) : all.filter(({ key }) => key > (keyMarker ?? ''));
    const size = optionalInteger(input, 'max-keys', { least: 1, most: 1_000 }) ?? 1_000;
    const page = rest.slice(0, size);
    const last = rest.length > size ? page.at(-1) : undefined;
    const entries = page.map((version) => {
      const { key: Key, id: VersionId, at, body, deleted } = version;
      const common = {
        Key,
        VersionId,
        IsLatest: bucket.versions.findLast(({ key }) => key === Key) === version,
      };
      const LastModified = new Date(at);
      return deleted
        ? content({ DeleteMarker: { ...common, LastModified } }, '')
        : content(
            { Version: { ...common, LastModified, ETag: tagOf(version), Size: Buffer.byteLength(body) } },
            '',
          );
    });
    const end = {
      IsTruncated: last !== undefined,
      NextKeyMarker: last?.key,
      NextVersionIdMarker: last?.id,
    };
    return new Reply(
      200,
      'application/xml',
      `<ListVersionsResult>${entries.join('')}${content(end, '')}</ListVersionsResult>`,
    );
  }

  return [
    {
      ...{ name: 'GetObjectRetention', mutating: false, route: 'GET /{Bucket}/{Key+}?retention' },
      permissions: on('GetObjectRetention'),
      run: (call) => {
        if (bucketOf(call).settings.objectLock !== true)
          throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
        const { retention } = versionOf(call);
        if (retention === null)
          throw new AwsError(
            'NoSuchObjectLockConfiguration',
            'The specified object does not have a ObjectLock configuration',
            404,
          );
        return { Retention: { Mode: retention.mode, RetainUntilDate: new Date(retention.until) } };
      },
    },
    {
      ...{ name: 'PutObject', mutating: true, route: 'PUT /{Bucket}/{Key+}', run: put },
      permissions: (call) => [
        ...on('PutObject')(call),
        ...('x-amz-object-lock-mode' in call.request.headers ? on('PutObjectRetention')(call) : []),
      ],
    },
    {
      ...{ name: 'DeleteObject', mutating: true, route: 'DELETE /{Bucket}/{Key+}', run: remove },
      permissions: (call) =>
        on(call.input['versionId'] === undefined ? 'DeleteObject' : 'DeleteObjectVersion')(call),
    },
    {
      ...{ name: 'HeadObject', mutating: false, route: 'HEAD /{Bucket}/{Key+}', run: told },
      permissions: reading,
    },
    {
      ...{ name: 'GetObject', mutating: false, route: 'GET /{Bucket}/{Key+}', run: told },
      permissions: reading,
    },
    {
      ...{ name: 'ListObjectVersions', mutating: false, route: 'GET /{Bucket}?versions', run: listVersions },
      permissions: ({ input }) => [
        { action: 's3:ListBucketVersions', resource: `arn:aws:s3:::${String(input['Bucket'])}` },
      ],
    },
    {
      ...{ name: 'ListObjectsV2', mutating: false, route: 'GET /{Bucket}?list-type', run: list },
      permissions: ({ input }) => [
        { action: 's3:ListBucket', resource: `arn:aws:s3:::${String(input['Bucket'])}` },
      ],
    },
    {
      ...{ name: 'HeadBucket', mutating: false, route: 'HEAD /{Bucket}' },
      permissions: ({ input }) => [
        { action: 's3:ListBucket', resource: `arn:aws:s3:::${String(input['Bucket'])}` },
      ],
      run: (call) => {
        bucketOf(call);
        return new Reply(200, 'application/xml', '');
      },
    },
  ];
}

function on(action: string): (call: ServiceCall) => [{ action: string; resource: string }] {
  return ({ input }) => [
    { action: `s3:${action}`, resource: `arn:aws:s3:::${String(input['Bucket'])}/${String(input['Key'])}` },
  ];
}

/** A version has a permission of its own (S3 user guide, "Actions, resources, and condition keys"). */
function reading(call: ServiceCall) {
  return on(call.input['versionId'] === undefined ? 'GetObject' : 'GetObjectVersion')(call);
}

function tagOf({ body }: Version): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function idOf({ settings }: Bucket, { id }: Version): Record<string, string> {
  return settings.objectLock === true ? { 'x-amz-version-id': id } : {};
}
