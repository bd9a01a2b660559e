/** One SQS message as intake hands it on. */
export interface IncomingMessage {
  /** Unique across queues; the same on every redelivery. */
  readonly messageId: string;
  /** As it was sent: any text. */
  readonly body: string;
  /** The queue's name. */
  readonly queue: string;
  /** When SQS got it, epoch milliseconds. */
  readonly sentAt: number;
  /** How often it was received, this time included; SQS calls it approximate. */
  readonly receiveCount: number;
}
