/** An event as EventBridge delivers it. */
export interface AwsEvent extends EventSeed {
  readonly version: '0';
  readonly id: string;
  readonly time: string;
  readonly resources: readonly string[];
}

export interface EventSeed {
  readonly 'detail-type': string;
  readonly source: string;
  /** Whose event bus it is on. */
  readonly account: string;
  readonly region: string;
  readonly resources?: readonly string[];
  readonly detail: object;
}

/** What all services of one simulated world share. */
export interface Setting {
  /** Milliseconds since 1970, on the simulated clock. */
  readonly now: () => number;
  /** The bot's own account. */
  readonly ownAccount: string;
  /** The delegated administrator of GuardDuty and Security Hub; every other account is its member. */
  readonly administrator: string;
  /** Buckets whose objects fauxqs has. */
  readonly objectBuckets: readonly string[];
  /** Puts an event on a bus; resolves when the listeners have it. */
  readonly emit: (event: EventSeed) => Promise<void>;
}

/** Something of which every account has one in every Region, made when it is first asked for. */
export function regional<T>(
  make: (account: string, region: string) => T,
): (account: string, region: string) => T {
  const made = new Map<string, T>();
  return (account, region) => {
    const key = `${account} ${region}`;
    const known = made.get(key) ?? make(account, region);
    made.set(key, known);
    return known;
  };
}
