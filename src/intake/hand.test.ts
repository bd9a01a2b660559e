import { expect, test } from 'vitest';
import { createSqs } from '../aws/clients.ts';
import { FakeClock } from '../shared/clock.ts';
import { createHand } from './hand.ts';
import { createQueue, type Received } from './queue.ts';

const one = (messageId: string, receiptHandle: string): Received => ({
  message: { messageId, body: '{}', queue: 'alerts', sentAt: 0, receiveCount: 1 },
  receiptHandle,
});

function emptyHand() {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const sqs = createSqs({ region: 'us-east-1', endpoint: 'http://127.0.0.1:9', maxSockets: 1 });
  const queue = createQueue(
    sqs,
    { name: 'alerts', url: 'http://127.0.0.1:9/000000000000/alerts' },
    { clock, visibilityTimeoutSeconds: 60, receiving: signal, settling: signal },
  );
  return createHand({ queue, clock, visibilityTimeoutSeconds: 60, signal, onEvent: () => undefined });
}

test('a message that SQS sends again while it is in hand is not worked on twice', () => {
  const hand = emptyHand();
  const [first] = hand.take([one('a', 'r1')]);
  expect(first?.messageId).toBe('a');
  expect(hand.take([one('a', 'r2'), one('b', 'r3')]).map((message) => message.messageId)).toEqual(['b']);
  // The newest receipt is the one that SQS accepts.
  expect(hand.release(first ? [first] : [], new Set(['a']))).toEqual([[one('a', 'r2')], []]);
});

test('what is released is parted by whether it is done', () => {
  const hand = emptyHand();
  const messages = hand.take([one('a', 'r1'), one('b', 'r2'), one('c', 'r3')]);
  expect(hand.release(messages, new Set(['a', 'c', 'somebody else']))).toEqual([
    [one('a', 'r1'), one('c', 'r3')],
    [one('b', 'r2')],
  ]);
  expect(hand.take([one('b', 'r4')])).toHaveLength(1);
});
