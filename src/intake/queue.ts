import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Clock } from '../shared/clock.ts';
import type { IncomingMessage } from './message.ts';

/** A message with the receipt that this receive of it gave. */
export interface Received {
  readonly message: IncomingMessage;
  readonly receiptHandle: string;
}

/** SQS's own limit for a receive and for every batch call. */
export const batchSize = 10;

export interface QueueSettings {
  readonly clock: Clock;
  readonly visibilityTimeoutSeconds: number;
  /** Ends long polls. */
  readonly receiving: AbortSignal;
  /** Ends everything else, later. */
  readonly settling: AbortSignal;
}

export type Queue = ReturnType<typeof createQueue>;

/** The three calls that a consumer makes. Each rejects when SQS does not answer it. */
export function createQueue(
  sqs: SQSClient,
  { name, url: QueueUrl }: { readonly name: string; readonly url: string },
  { clock, visibilityTimeoutSeconds, receiving, settling }: QueueSettings,
) {
  return {
    /** Up to ten messages; none when 20 s passed without any. */
    async receive(): Promise<Received[]> {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: batchSize,
        WaitTimeSeconds: 20,
        VisibilityTimeout: visibilityTimeoutSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
      });
      const { Messages = [] } = await sqs.send(command, { abortSignal: receiving });
      return Messages.flatMap((one) => received(one, name, clock.now()));
    },

    /** At most ten. Answers what SQS refused. */
    async delete(messages: readonly Received[]): Promise<BatchResultErrorEntry[]> {
      const Entries = messages.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      }));
      const command = new DeleteMessageBatchCommand({ QueueUrl, Entries });
      return (await sqs.send(command, { abortSignal: settling })).Failed ?? [];
    },

    /** At most ten: each stays hidden for so many seconds from now. Answers what SQS refused. */
    async hide(
      messages: readonly Received[],
      seconds: (message: Received) => number,
    ): Promise<BatchResultErrorEntry[]> {
      const Entries = messages.map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.receiptHandle,
        VisibilityTimeout: seconds(message),
      }));
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
      return (await sqs.send(command, { abortSignal: settling })).Failed ?? [];
    },
  };
}

/** Without an id or a receipt there is nothing that we could decide, delete or return. */
function received(raw: Message, queue: string, now: number): Received[] {
  if (raw.MessageId === undefined || raw.ReceiptHandle === undefined) return [];
  const message = {
    messageId: raw.MessageId,
    body: raw.Body ?? '',
    queue,
    sentAt: Number(raw.Attributes?.SentTimestamp) || now,
    receiveCount: Number(raw.Attributes?.ApproximateReceiveCount) || 1,
  };
  return [{ message, receiptHandle: raw.ReceiptHandle }];
}
