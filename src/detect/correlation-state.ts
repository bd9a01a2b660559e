/** One event that counts towards a correlation. */
export interface CorrelationEntry {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  /** Which of the correlation's rules it matched, by place in its list. */
  readonly rule: number;
  /** What a value_count counts; empty for the other types. */
  readonly value: string;
  /** The event's own id, so that a redelivered one counts once; empty where it has none. */
  readonly event: string;
}

/** What is remembered for one correlation rule and one group. Plain data, to be kept as JSON. */
export interface CorrelationWindow {
  /** Sorted by time. */
  readonly entries: readonly CorrelationEntry[];
  /** It has matched, and does not match again for events before this moment. */
  readonly quietUntil: number;
  /** So many entries were let go because there were too many; the count may be too low. */
  readonly dropped: number;
}

/** Where windows are kept; `group` is the values of the group-by fields as one text. */
export interface CorrelationState {
  get(rule: string, group: string): CorrelationWindow | null;
  put(rule: string, group: string, window: CorrelationWindow): void;
}

/** Windows in memory, for the command line and tests. Bounded: the group that was touched longest ago goes first. */
export class MemoryCorrelationState implements CorrelationState {
  readonly #groups = new Map<string, Map<string, CorrelationWindow>>();
  readonly #mostGroups: number;
  readonly #dropped = new Map<string, number>();

  /** `mostGroups` for each rule. */
  constructor(mostGroups = 10_000) {
    this.#mostGroups = mostGroups;
  }

  /** How many groups of a rule were forgotten to make room. */
  droppedGroups(rule: string): number {
    return this.#dropped.get(rule) ?? 0;
  }

  get(rule: string, group: string): CorrelationWindow | null {
    return this.#groups.get(rule)?.get(group) ?? null;
  }

  put(rule: string, group: string, window: CorrelationWindow): void {
    const groups = this.#groups.get(rule) ?? new Map<string, CorrelationWindow>();
    this.#groups.set(rule, groups);
    // Put in anew, so that the order of the map is the order of use.
    groups.delete(group);
    groups.set(group, window);
    if (groups.size <= this.#mostGroups) return;
    const [oldest] = groups.keys();
    if (oldest !== undefined) groups.delete(oldest);
    this.#dropped.set(rule, this.droppedGroups(rule) + 1);
  }
}
