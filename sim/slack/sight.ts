import { setTimeout as delay } from 'node:timers/promises';
import type { Change, Message } from './model.ts';
import type { WorkspaceState } from './state.ts';

// Real milliseconds: they belong to whoever waits for the answer, not to the workspace's clock.
const quietTime = 300;
const atMost = 3000;
const step = 25;

/** What came before a person's eyes. */
export interface Sight {
  /** As they stand at the end; what was deleted meanwhile is not among them. */
  messages: Message[];
}

/**
 * Does the act and watches until it is acked and nothing new was seen for 300 ms, 3 s at most. While nothing was seen
 * at all, it waits up to `patience` milliseconds: an app acks first and answers a moment later.
 */
export async function watchPerson(
  state: WorkspaceState,
  {
    isSeen,
    patience,
    act,
  }: { isSeen: (change: Change) => boolean; patience: number; act: () => Promise<unknown> },
): Promise<Sight> {
  const messages = new Map<string, Message>();
  const start = performance.now();
  let lastSeen: number | undefined;
  const stop = state.watch((change) => {
    if (!isSeen(change)) return;
    lastSeen = performance.now();
    if (!('message' in change)) return;
    if (change.how === 'deleted') messages.delete(change.message.ts);
    else messages.set(change.message.ts, change.message);
  });
  try {
    const acked = act();
    // A failure after the time is up has nobody left to hear it.
    acked.catch(() => undefined);
    await Promise.race([acked, delay(atMost + step)]);
    const ackedAt = performance.now();
    const isOver = () => {
      const now = performance.now();
      if (now - start >= atMost) return true;
      const quietSince = Math.max(lastSeen ?? 0, ackedAt);
      return now - quietSince >= quietTime && (lastSeen !== undefined || now - start >= patience);
    };
    while (!isOver()) await delay(step);
  } finally {
    stop();
  }
  return { messages: [...messages.values()] };
}
