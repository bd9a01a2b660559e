import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { messageOf } from '../shared/errors.ts';

/** How much waits in a queue, and since when. */
interface QueueDepth {
  /** Messages that wait, hidden and delayed ones included; SQS calls all three approximate. */
  readonly depth: number;
  /** When the oldest was sent, epoch milliseconds; null: nothing was seen. */
  readonly oldestSentAt: number | null;
}

export interface QueueReading extends QueueDepth {
  readonly queue: string;
  /** null: the queue has no dead letter queue. */
  readonly deadLetter: QueueDepth | null;
  readonly seenAt: number;
}

/**
 * Reads a queue and its dead letter queue. Rejects when SQS does not answer. `oldestSentAt` and `now` are the
 * consumer's and the clock's: looking for the oldest message of a queue in use would take it from its consumer.
 */
export async function readQueue(
  sqs: SQSClient,
  queue: { readonly name: string; readonly url: string; readonly oldestSentAt: number | null },
  now: number,
): Promise<QueueReading> {
  const { depth, redrivePolicy } = await readAttributes(sqs, queue.url);
  const deadLetterName = nameInRedrivePolicy(redrivePolicy);
  return {
    queue: queue.name,
    depth,
    oldestSentAt: depth === 0 ? null : queue.oldestSentAt,
    deadLetter: deadLetterName === null ? null : await readDeadLetter(sqs, deadLetterName),
    seenAt: now,
  };
}

async function readDeadLetter(sqs: SQSClient, name: string): Promise<QueueDepth> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    const { depth } = await readAttributes(sqs, QueueUrl);
    return { depth, oldestSentAt: depth === 0 ? null : await peekOldest(sqs, QueueUrl) };
  } catch (error) {
    // Without its name, SQS's words would be taken to be about the queue itself.
    throw new Error(`its dead letter queue ${name}: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * The oldest of up to ten messages, which is the oldest of all only in a short queue: SQS keeps no order and
 * shows a sample, so the truth may be older and never younger. A visibility timeout of 0 hides nothing from
 * whoever redrives the queue; it does count as a receive, and nobody counts those in a dead letter queue.
 * SentTimestamp is the time of the first sending: in standard queues a move to the dead letter queue keeps it.
 */
async function peekOldest(sqs: SQSClient, QueueUrl: string): Promise<number | null> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  const times = Messages.map((one) => Number(one.Attributes?.SentTimestamp)).filter(Number.isFinite);
  return times.length === 0 ? null : Math.min(...times);
}

const counts: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

async function readAttributes(
  sqs: SQSClient,
  QueueUrl: string,
): Promise<{ depth: number; redrivePolicy: string | undefined }> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts, 'RedrivePolicy'] });
  const { Attributes = {} } = await sqs.send(command);
  const depth = counts.reduce((sum, name) => sum + (Number(Attributes[name]) || 0), 0);
  return { depth, redrivePolicy: Attributes.RedrivePolicy };
}

/** The last segment of the target's ARN; the dead letter queue is in the same account and region (SQS's rule). */
function nameInRedrivePolicy(policy: string | undefined): string | null {
  if (policy === undefined) return null;
  try {
    const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn?: unknown };
    return typeof deadLetterTargetArn === 'string' ? (deadLetterTargetArn.split(':').at(-1) ?? null) : null;
  } catch {
    return null;
  }
}
