export interface AwsCall {
  /** 1 for the first call after the start; `before` and `after` of one call share it. */
  readonly n: number;
  /** The API action, e.g. `ReceiveMessage`. */
  readonly action: string;
  /** `before`: nothing has happened yet. `after`: applied, and the caller does not know. */
  readonly phase: 'before' | 'after';
}

/** The call waits for a promise, so a listener can end the caller's process at exactly this point. */
export type CallListener = (call: AwsCall) => Promise<void> | void;

/** Numbers the calls and tells the listeners. */
export function callHooks() {
  const listeners: CallListener[] = [];
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const tell = async (call: AwsCall) => {
    for (const listener of listeners) await listener(call);
  };
  return {
    listen: (listener: CallListener) => {
      listeners.push(listener);
    },
    before: async (request: object, action: string) => {
      count += 1;
      numbers.set(request, count);
      await tell({ n: count, action, phase: 'before' });
    },
    after: async (request: object, action: string) => {
      const n = numbers.get(request);
      if (n !== undefined) await tell({ n, action, phase: 'after' });
    },
  };
}
