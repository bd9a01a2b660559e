import {
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Ask } from '../aws/ask.ts';
import type { CheckSubject } from '../finding/check.ts';
import { isNamed } from './check.ts';

/** As much of an HTTP request of the SDK as is changed before it is signed. */
interface Outgoing {
  hostname: string;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
}

/**
 * Block Public Access of the whole account, which stands before every bucket's own. It is asked of S3 Control, which
 * has a client of its own: for this one call S3's is pointed there, since the answer is the same document and both are
 * signed alike (S3 API reference, GetPublicAccessBlock of the data type "AWS S3 Control").
 */
export async function accountBlockOf(
  ask: Ask,
  { account, region, id }: CheckSubject,
): Promise<PublicAccessBlockConfiguration> {
  const command = new GetPublicAccessBlockCommand({ Bucket: id });
  command.middlewareStack.add(
    (next) => (call) => {
      const request = call.request as Outgoing;
      const suffix = /\.amazonaws\.com(\.cn)?$/.exec(request.hostname)?.[0];
      // An endpoint that the environment names is asked as it is.
      if (suffix !== undefined) request.hostname = `${account}.s3-control.${region}${suffix}`;
      request.path = '/v20180820/configuration/publicAccessBlock';
      request.query = {};
      request.headers['x-amz-account-id'] = account;
      return next(call);
    },
    { step: 'build', priority: 'high', name: 'yaguraAskS3Control' },
  );
  try {
    const { PublicAccessBlockConfiguration: block } = await ask(
      S3Client,
      's3:GetAccountPublicAccessBlock',
      (s3, options) => s3.send(command, options),
    );
    return block ?? {};
  } catch (error) {
    if (isNamed(error, ['NoSuchPublicAccessBlockConfiguration'])) return {};
    throw error;
  }
}
