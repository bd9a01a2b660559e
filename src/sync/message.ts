import { createHash } from 'node:crypto';
import type { IncomingMessage } from '../intake/message.ts';

/** The queue that the ledger names; no queue of SQS may be called so. */
export const syncQueue = 'sync';

/**
 * A finding that was read back, as if it had come by a queue. The same finding in the same state is the same message
 * whoever reads it and whenever, so that the ledger knows it the second time.
 */
export function messageOf(source: string, finding: unknown, now: number): IncomingMessage {
  const body = canonical(finding);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 40);
  return { messageId: `sync-${source}-${hash}`, body, queue: syncQueue, sentAt: now, receiveCount: 1 };
}

/** JSON with its keys in order, since an API may answer them in any. */
function canonical(finding: unknown): string {
  return JSON.stringify(finding, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
