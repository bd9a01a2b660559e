import type { Caller } from './caller.ts';

/** One API call, as everybody who is told of it sees it. */
export interface CallFacts {
  /** 1 for the first call after the start; `before` and `after` of one call share it. */
  readonly n: number;
  /** What it is signed for: `sqs`, `securityhub`. */
  readonly service: string;
  /** The API action, e.g. `ReceiveMessage`; method and path of what is none that we serve. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly caller: Caller;
  /** Whether it changes anything. */
  readonly mutating: boolean;
}

export interface AwsCall extends CallFacts {
  /** `before`: nothing has happened yet. `after`: applied, and the caller does not know. */
  readonly phase: 'before' | 'after';
}

/** The call waits for a promise, so a listener can end the caller's process at exactly this point. */
export type CallListener = (call: AwsCall) => Promise<void> | void;

/** A call in the log. */
export interface LoggedCall extends CallFacts {
  /** When it came, on the simulated clock. */
  readonly time: number;
  readonly input: Readonly<Record<string, unknown>>;
  /** The error that was answered, by its code; null for none, and for as long as nothing was answered. */
  error: string | null;
}

/** Numbers the calls, tells the listeners, keeps the log. */
export function callHooks(now: () => number) {
  const listeners: CallListener[] = [];
  const log: LoggedCall[] = [];
  let count = 0;
  const tell = async (call: CallFacts, phase: AwsCall['phase']) => {
    for (const listener of listeners) await listener({ ...call, phase });
  };
  return {
    listen: (listener: CallListener) => {
      listeners.push(listener);
    },
    calls: (): readonly LoggedCall[] => log,
    numbered: (call: Omit<CallFacts, 'n'>): CallFacts => {
      count += 1;
      return { ...call, n: count };
    },
    logged: (call: CallFacts, input: LoggedCall['input']): LoggedCall => {
      const entry = { ...call, time: now(), input, error: null };
      log.push(entry);
      return entry;
    },
    before: (call: CallFacts) => tell(call, 'before'),
    after: (call: CallFacts) => tell(call, 'after'),
  };
}
