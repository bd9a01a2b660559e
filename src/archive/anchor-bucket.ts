import {
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AuditAnchor } from '../finding/audit.ts';
import { PermanentError } from '../shared/errors.ts';
import { anchorIn, objectOf } from './anchor-object.ts';

export interface AnchorPlace {
  readonly name: string;
  readonly prefix: string;
  /** Whose bucket it is; null: not said. */
  readonly owner: string | null;
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Milliseconds. */
  readonly retention: number;
}

/** An anchor as it was kept, and where exactly. */
export interface KeptAnchor extends AuditAnchor {
  readonly from: string;
}

/** A bucket with Object Lock: what is put there stays as it is for so long, also against whoever put it there. */
export interface AnchorBucket {
  /** Throws what the SDK throws, and PermanentError where something else stands in its place. */
  keep(anchor: AuditAnchor & { readonly at: number }, now: number, signal: AbortSignal): Promise<void>;
  /** Every version of every object: what was put over an anchor, or deleted it, hides nothing. */
  read(): Promise<{ readonly anchors: readonly KeptAnchor[]; readonly others: number }>;
  isLocking(): Promise<boolean>;
  /** Throws where nothing may be written; nothing is. */
  tryWriting(now: number): Promise<void>;
}

const atOnce = 8;

export function anchorBucket(s3: S3Client, place: AnchorPlace): AnchorBucket {
  const { name: Bucket, prefix } = place;
  // A bucket that was deleted and made anew by somebody else is not the bucket that was meant.
  const there = { Bucket, ...(place.owner !== null && { ExpectedBucketOwner: place.owner }) };

  /** S3 asks for a checksum where an object is to be locked (API reference, PutObject). */
  function putting(Key: string, Body: string, now: number): PutObjectCommandInput {
    return {
      ...there,
      ...{ Key, Body, ContentType: 'application/json', IfNoneMatch: '*' },
      ...{ ChecksumAlgorithm: 'SHA256', ObjectLockMode: place.mode },
      ObjectLockRetainUntilDate: new Date(now + place.retention),
    };
  }

  async function textOf(Key: string, VersionId?: string, signal?: AbortSignal): Promise<string> {
    const { Body } = await s3.send(
      new GetObjectCommand({ ...there, Key, ...(VersionId !== undefined && { VersionId }) }),
      signal === undefined ? {} : { abortSignal: signal },
    );
    return (await Body?.transformToString()) ?? '';
  }

  async function* versions(): AsyncGenerator<readonly ObjectVersion[]> {
    let next: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | null = {};
    while (next !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(next);
      yield page.Versions ?? [];
      next = page.IsTruncated
        ? {
            ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
            ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
          }
        : null;
    }
  }

  function list(next: { readonly KeyMarker?: string; readonly VersionIdMarker?: string }) {
    return s3.send(new ListObjectVersionsCommand({ ...there, Prefix: prefix, ...next }));
  }

  return {
    async keep(anchor, now, signal) {
      const { key, body } = objectOf(anchor, prefix);
      try {
        await s3.send(new PutObjectCommand(putting(key, body, now)), { abortSignal: signal });
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'PreconditionFailed') throw error;
        // It was kept, and we ended before we could note it; or somebody was faster.
        if ((await textOf(key, undefined, signal)) !== body)
          throw new PermanentError('another object stands where the anchor belongs');
      }
    },

    async read() {
      const anchors: KeptAnchor[] = [];
      let others = 0;
      for await (const page of versions())
        for (let at = 0; at < page.length; at += atOnce) {
          const some = page.slice(at, at + atOnce);
          const texts = await Promise.all(some.map(({ Key = '', VersionId }) => textOf(Key, VersionId)));
          for (const [index, text] of texts.entries()) {
            const { Key, VersionId } = some[index] ?? {};
            const anchor = anchorIn(text);
            if (anchor === null) others += 1;
            else anchors.push({ ...anchor, from: `s3://${Bucket}/${Key} (version ${VersionId})` });
          }
        }
      return { anchors, others };
    },

    async isLocking() {
      try {
        const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand(there));
        return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
      } catch (error) {
        if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError') return false;
        throw error;
      }
    },

    async tryWriting(now) {
      // S3 asks whether we may before it looks at what was sent, and a wrong digest keeps it from being written.
      const wrong = { ContentMD5: Buffer.alloc(16).toString('base64') };
      const input = putting(`${prefix}doctor`, 'never written', now);
      await s3.send(new PutObjectCommand({ ...input, ...wrong })).then(
        () => {
          throw new PermanentError('a body that does not fit its digest was written');
        },
        (error: unknown) => {
          if (!(error instanceof Error) || error.name !== 'BadDigest') throw error;
        },
      );
    },
  };
}
