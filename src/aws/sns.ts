import { SNSClient } from '@aws-sdk/client-sns';
import type { SqsSettings } from './clients.ts';

/** An SNS client that never hangs; what it sends is sent again by whoever wanted it. */
export function createSns(settings: Pick<SqsSettings, 'region' | 'endpoint' | 'credentials'>): SNSClient {
  return new SNSClient({
    region: settings.region,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.credentials === undefined ? {} : { credentials: settings.credentials }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
