import { randomUUID } from 'node:crypto';
import type { AwsEvent, EventSeed } from './setting.ts';

/** Is given every event that is put on any bus; the call that caused it waits for a promise. */
export type EventListener = (event: AwsEvent) => Promise<void> | void;

/** The event buses of all accounts in all Regions. */
export function createBuses(now: () => number) {
  const listeners: EventListener[] = [];
  return {
    listen: (listener: EventListener): void => {
      listeners.push(listener);
    },
    emit: async (seed: EventSeed): Promise<void> => {
      // EventBridge tells whole seconds.
      const time = `${new Date(now()).toISOString().slice(0, 19)}Z`;
      const event = { version: '0' as const, id: randomUUID(), time, resources: [], ...seed };
      for (const listener of listeners) await listener(event);
    },
  };
}
