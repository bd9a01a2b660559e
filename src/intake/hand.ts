import type { Clock } from '../shared/clock.ts';
import type { IncomingMessage } from './message.ts';
import { batchSize, type Queue, type Received } from './queue.ts';

export interface HandOptions {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly visibilityTimeoutSeconds: number;
  /** Ends the heartbeat. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: { kind: 'extend-failed'; messages: number; error: unknown }) => void;
}

interface Held {
  readonly received: Received;
  /** When SQS would show it to others. */
  hiddenUntil: number;
}

/** What one consumer has received and not yet settled. */
export function createHand({ queue, clock, visibilityTimeoutSeconds, signal, onEvent }: HandOptions) {
  const held = new Map<string, Held>();
  const timeoutMs = visibilityTimeoutSeconds * 1000;

  async function extend(due: readonly Held[]): Promise<void> {
    try {
      const hiddenUntil = clock.now() + timeoutMs;
      const received = due.map((one) => one.received);
      const failed = await queue.hide(received, () => visibilityTimeoutSeconds);
      for (const one of due) one.hiddenUntil = hiddenUntil;
      if (failed.length > 0) onEvent({ kind: 'extend-failed', messages: failed.length, error: failed[0] });
    } catch (error) {
      if (!signal.aborted) onEvent({ kind: 'extend-failed', messages: due.length, error });
    }
  }

  return {
    /**
     * Remembers what came and answers what is new. A message that is in hand already (its time ran out and SQS
     * sent it again) is not handed on twice, but its newest receipt is the one that deletes.
     */
    take(received: readonly Received[]): IncomingMessage[] {
      const fresh: IncomingMessage[] = [];
      for (const one of received) {
        const id = one.message.messageId;
        if (!held.has(id)) fresh.push(one.message);
        held.set(id, { received: one, hiddenUntil: clock.now() + timeoutMs });
      }
      return fresh;
    },

    /** Lets go of these messages: those that are done, and the others. */
    release(
      messages: readonly IncomingMessage[],
      done: ReadonlySet<string>,
    ): [done: Received[], notDone: Received[]] {
      const released: [Received[], Received[]] = [[], []];
      for (const { messageId } of messages) {
        const one = held.get(messageId);
        held.delete(messageId);
        if (one) released[done.has(messageId) ? 0 : 1].push(one.received);
      }
      return released;
    },

    /** Keeps what is in hand hidden from others until the signal ends it; never rejects. */
    async keepHidden(): Promise<void> {
      while (!signal.aborted) {
        await clock.sleep(timeoutMs / 3, signal);
        const soon = clock.now() + (timeoutMs * 2) / 3;
        const due = [...held.values()].filter((one) => one.hiddenUntil <= soon);
        for (let start = 0; start < due.length && !signal.aborted; start += batchSize) {
          await extend(due.slice(start, start + batchSize));
        }
      }
    },
  };
}
