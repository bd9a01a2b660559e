import { AwsError, CommonFailure, type Operation } from '../service.ts';
import type { AccessBlock } from './bucket.ts';

export const accountBlockPath = '/v20180820/configuration/publicAccessBlock';

/** Of S3 Control, which signs as S3 (S3 API reference, AWS S3 Control: GetPublicAccessBlock). By account. */
export function accountBlock(blocks: ReadonlyMap<string, AccessBlock>): Operation {
  return {
    ...{ name: 'GetAccountPublicAccessBlock', mutating: false, route: `GET ${accountBlockPath}` },
    permissions: () => [{ action: 's3:GetAccountPublicAccessBlock', resource: '*' }],
    run({ account, request }) {
      if (request.headers['x-amz-account-id'] !== account) throw new CommonFailure('denied', 'Access Denied');
      const block = blocks.get(account);
      if (block !== undefined) return { PublicAccessBlockConfiguration: block };
      throw new AwsError(
        'NoSuchPublicAccessBlockConfiguration',
        'The public access block configuration was not found',
        404,
      );
    },
  };
}
