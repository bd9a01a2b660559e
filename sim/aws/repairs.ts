// Where fauxqs 2.4.1 does otherwise than SQS, and it would matter here.

const answersQueueUrls = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);

/**
 * fauxqs names queues `http://sqs.<region>.localhost:<port>/…`. Not every machine resolves such a name, and the
 * SDK sends to the host of a queue URL: so the URLs name the host that the caller has reached.
 */
export function withReachableUrls(action: string, payload: string, host: string): string {
  if (!answersQueueUrls.has(action)) return payload;
  return payload.replace(/(?<="http:\/\/)sqs\.[a-z0-9-]+\.localhost(:\d+)?(?=\/\d{12}\/)/g, host);
}

/**
 * The call that gives back what a ReceiveMessage has just taken; null when it took nothing. fauxqs goes on
 * polling for a caller that has hung up, and would hide the next messages from everybody else.
 */
export function givingBack(request: unknown, payload: string): object | null {
  const { QueueUrl } = request as { QueueUrl?: string };
  const { Messages = [] } = JSON.parse(payload) as { Messages?: { ReceiptHandle: string }[] };
  if (Messages.length === 0) return null;
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle,
    VisibilityTimeout: 0,
  }));
  return { QueueUrl, Entries };
}

const sent = new WeakSet<object>();

/**
 * fauxqs answers about objects out of functions that do not return the reply; while a hook holds that answer,
 * Fastify sends a second, empty one. Whoever is asked about the second must hold it for ever.
 */
export function sentTwice(request: object): boolean {
  const again = sent.has(request);
  sent.add(request);
  return again;
}
