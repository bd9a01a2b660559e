import { SQSClient } from '@aws-sdk/client-sqs';

export interface SqsSettings {
  readonly region: string;
  /** Only for tests; a deployment says it through `AWS_ENDPOINT_URL`, which the SDK reads by itself. */
  readonly endpoint?: string;
  /** Default: the SDK's own chain (environment, container, instance role …). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Connections that may be open at once: one a receive loop, and some for deletes. */
  readonly maxSockets: number;
}

/** A long poll answers after 20 s at the latest; whatever takes this much longer is lost. */
const requestTimeoutMs = 30_000;

/** An SQS client that never hangs: bounded connect, bounded answer, three attempts. */
export function createSqs(settings: SqsSettings): SQSClient {
  const agent = { keepAlive: true, maxSockets: settings.maxSockets };
  return new SQSClient({
    region: settings.region,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.credentials === undefined ? {} : { credentials: settings.credentials }),
    maxAttempts: 3,
    // Where the endpoint is configured it decides, not the host in a queue's URL.
    useQueueUrlAsEndpoint: false,
    // TLS already guards what arrives; hashing every body again takes a tenth of a receive loop's time.
    md5: false,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
