import { setImmediate } from 'node:timers/promises';

/** What can go wrong with a call. */
type FaultKind =
  /** HTTP 429; nothing is applied. */
  | 'ratelimited'
  /** HTTP 500; nothing is applied. */
  | 'http500'
  /** Never answered; nothing is applied. */
  | 'timeout'
  /** The connection is cut at once; nothing is applied. With `*`, Slack is out of reach. */
  | 'unreachable'
  /** Applied, then the connection is cut before the answer. */
  | 'appliedButLost'
  /** HTTP 200 with `{ok: false, error}`; nothing is applied. */
  | 'platformError';

export interface FaultRule {
  kind: FaultKind;
  /** A method's name, `response_url`, or `*` for all. */
  method: string;
  /** How many calls it strikes before it is spent; no end when left out. */
  count?: number;
  /** How likely it strikes a call, 0 to 1; 1 when left out. Drawn from the seeded generator. */
  probability?: number;
  /** For `platformError`: Slack's error name; `fatal_error` when left out. */
  error?: string;
  /** For `ratelimited`: the Retry-After in seconds; 1 when left out. */
  retryAfter?: number;
}

export interface CallPhase {
  n: number;
  method: string;
  /** `before` anything is applied, or `after` it is applied and before it is answered. */
  phase: 'before' | 'after';
}

/** `'drop'` cuts the connection there: before, nothing is applied; after, the answer is lost. */
export type CallListener = (call: CallPhase) => Promise<unknown> | unknown;

/** mulberry32: small, seeded, good enough to choose victims repeatably. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The switchboard of everything that can go wrong on the way to Slack. */
export class Faults {
  readonly #rules: { rule: FaultRule; left: number }[] = [];
  readonly #listeners = new Set<CallListener>();
  readonly #disconnect: (reason: DisconnectReason) => void;
  #random = seeded(1);

  constructor(disconnect: (reason: DisconnectReason) => void) {
    this.#disconnect = disconnect;
  }

  seed(seed: number): void {
    this.#random = seeded(seed);
  }

  /** Switches a fault on; answers with the way to switch it off. Rules are tried in the order they were added. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.count ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Runs the listener before each call is applied and after it, before it is answered. Calls wait for it. */
  onCall(listener: CallListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Ends every Socket Mode connection: `dropped` without a word, the others announced as Slack does
   * (docs.slack.dev/apis/events-api/using-socket-mode).
   */
  disconnect(reason: DisconnectReason): void {
    this.#disconnect(reason);
  }

  /** The fault that strikes this call, if any. */
  strike(method: string): FaultRule | undefined {
    for (const entry of this.#rules) {
      if (entry.left <= 0 || (entry.rule.method !== '*' && entry.rule.method !== method)) continue;
      if (this.#random() >= (entry.rule.probability ?? 1)) continue;
      entry.left -= 1;
      return entry.rule;
    }
    return undefined;
  }

  /** Tells the listeners; true when one of them wants the connection cut. */
  async announce(call: CallPhase): Promise<boolean> {
    let drop = false;
    for (const listener of this.#listeners) drop = (await listener(call)) === 'drop' || drop;
    // A caller killed by a listener is seen to be gone only when the event loop has looked at its socket again.
    if (this.#listeners.size > 0) for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    return drop;
  }
}

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'dropped';
