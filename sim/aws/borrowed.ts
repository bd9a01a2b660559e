import { type S3Request, s3RequestOf } from './buckets.ts';
import type { CallFacts } from './calls.ts';
import { type Identified, scopeOf } from './roles.ts';
import type { Permission, SimulatedService } from './service.ts';

// SQS and S3 as fauxqs serves them: which call a request is, and what it needs.

export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Where the demo's page looks at what stands in all accounts. */
export const worldPath = '/sim/world';

export type Borrowed =
  | { readonly service: 'sqs'; readonly action: string }
  | { readonly service: 'query'; readonly action: string }
  | { readonly service: 's3'; readonly action: string; readonly s3: S3Request | null };

/** How each of them says that something is wrong; they have no operations of ours. */
export const speech: Readonly<Record<Borrowed['service'], SimulatedService>> = {
  sqs: { name: 'sqs', protocol: 'json', operations: [] },
  query: { name: 'sns', protocol: 'query', operations: [] },
  s3: { name: 's3', protocol: 'rest-xml', operations: [] },
};

/** Which API call a request makes; what is none (health checks) has no answer. */
export function borrowedOf({ method, url, headers, body }: Incoming): Borrowed | null {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { service: 'sqs', action: target.slice(target.indexOf('.') + 1) };
  if (url === '/' && method === 'POST') {
    const { Action } = (body ?? {}) as { Action?: string };
    return { service: 'query', action: Action ?? '' };
  }
  if (url === '/health' || url === worldPath || url.startsWith('/_fauxqs/')) return null;
  const s3 = s3RequestOf(method, url);
  return { service: 's3', action: s3?.action ?? `${method} ${url}`, s3 };
}

export function factsOf(
  borrowed: Borrowed,
  { method, headers }: Incoming,
  { caller }: Identified,
  region: string,
): Omit<CallFacts, 'n'> {
  const { action } = borrowed;
  const mutating =
    borrowed.service === 's3' ? method !== 'GET' && method !== 'HEAD' : !readsOnly.test(action);
  return {
    service: speech[borrowed.service].name,
    ...{ action, caller, mutating, account: caller.account },
    region: scopeOf(headers)?.region ?? region,
  };
}

const readsOnly = /^(Get|List|Receive)/;

/** What the caller's policies are asked. A batch needs what each of its entries would. */
export function permissionOf(
  borrowed: Borrowed,
  incoming: Incoming,
  facts: Omit<CallFacts, 'n'>,
): Permission {
  const { service, action, region } = facts;
  if (borrowed.service === 's3') return objectPermission(borrowed.s3, action);
  const { QueueUrl } = (incoming.body ?? {}) as { QueueUrl?: string };
  const [account, queue] = QueueUrl === undefined ? [] : new URL(QueueUrl).pathname.split('/').slice(1);
  const resource = queue === undefined ? '*' : `arn:aws:sqs:${region}:${account}:${queue}`;
  return { action: `${service}:${action.replace(/Batch$/, '')}`, resource };
}

function objectPermission(asked: S3Request | null, action: string): Permission {
  if (asked === null) return { action: `s3:${action}` };
  const bucket = `arn:aws:s3:::${asked.bucket}`;
  if (asked.key === '') return { action: 's3:ListBucket', resource: bucket };
  return {
    action: asked.action === 'PutObject' ? 's3:PutObject' : 's3:GetObject',
    resource: `${bucket}/${asked.key}`,
  };
}
