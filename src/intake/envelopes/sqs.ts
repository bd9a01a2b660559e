import type { Envelope } from './envelope.ts';

/** A message that was forwarded whole: as Lambda and Pipes see it (`body`), as the API answers it (`Body`). */
export const sqs: Envelope = {
  name: 'sqs',
  open(value) {
    if (value['eventSource'] === 'aws:sqs' && typeof value['body'] === 'string') {
      return [{ at: '/body', value: value['body'] }];
    }
    if (typeof value['MD5OfBody'] === 'string' && typeof value['Body'] === 'string') {
      return [{ at: '/Body', value: value['Body'] }];
    }
    // The whole answer of ReceiveMessage, as `aws sqs receive-message` prints it.
    return Array.isArray(value['Messages']) ? [{ at: '/Messages', value: value['Messages'] }] : null;
  },
};
