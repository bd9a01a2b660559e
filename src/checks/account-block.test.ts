import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { Ask } from '../aws/ask.ts';
import { accountBlockOf } from './account-block.ts';

it.each([
  ['eu-west-1', '111122223333.s3-control.eu-west-1.amazonaws.com'],
  ['cn-north-1', '111122223333.s3-control.cn-north-1.amazonaws.com.cn'],
])('in %s it is asked of %s, and signed for it', async (region, host) => {
  const sent: { readonly path: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const s3 = new S3Client({
    ...{ region, credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'any' }, maxAttempts: 1 },
    requestHandler: {
      handle: async (request: (typeof sent)[number]) => {
        sent.push(request);
        throw new Error('nobody is there');
      },
    },
  });
  const ask: Ask = (_kind, _api, call) => call(s3 as never, { abortSignal: AbortSignal.timeout(1_000) });
  const asked = accountBlockOf(ask, { account: '111122223333', region, id: 'example-invoices' });
  await expect(asked).rejects.toThrow('nobody is there');
  expect(sent).toMatchObject([
    {
      path: '/v20180820/configuration/publicAccessBlock',
      hostname: host,
      headers: { host, 'x-amz-account-id': '111122223333' },
    },
  ]);
  const signature = sent[0]?.headers['authorization'] ?? '';
  expect(signature).toContain(`/${region}/s3/aws4_request`);
  expect(signature).toMatch(/SignedHeaders=[^,]*\bhost;[^,]*\bx-amz-account-id\b/);
});
