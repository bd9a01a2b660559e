/** Whose history is asked for, as CloudTrail's event history can be searched. */
export interface Suspect {
  readonly kind: 'access-key' | 'user' | 'role-session' | 'role' | 'resource';
  readonly value: string;
  /** Of a session: the role's name, since sessions of several may be called alike; absent: any. */
  readonly role?: string;
}

/** Where and when to look. */
export interface Search {
  readonly account: string;
  /** Asked beside the Region of the global services. */
  readonly region: string;
  readonly suspects: readonly Suspect[];
  readonly from: number;
  readonly to: number;
}

/** One call, as CloudTrail tells of it. All text is from outside. */
export interface TrailEvent {
  readonly id: string;
  readonly at: number;
  readonly region: string;
  readonly service: string;
  readonly api: string;
  /** The person behind it, as far as this one event tells. */
  readonly who: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly errorCode: string | null;
  readonly readOnly: boolean;
  /** What it was done to: the first that the event names. */
  readonly resource: string | null;
  readonly accessKeyId: string | null;
}

/** How a role was come by, from the session back to the human. */
export interface ChainLink {
  readonly at: number;
  /** Who took it. */
  readonly who: string;
  readonly role: string;
  readonly session: string;
  readonly sourceIdentity: string | null;
}

/** How many of something, and when. */
export interface Counted {
  readonly name: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** What happened around a finding, folded. Plain data: it stands in SQL and crosses threads. */
export interface Timeline {
  readonly search: Search;
  readonly askedAt: number;
  /** What was done before this is all there; later, CloudTrail may still deliver. */
  readonly completeUntil: number;
  readonly total: number;
  /** Writes and whatever was denied, oldest first; the first so many. */
  readonly notable: readonly TrailEvent[];
  readonly notableTotal: number;
  readonly denied: number;
  /** Reads by service, most first. */
  readonly reads: readonly Counted[];
  readonly addresses: readonly Counted[];
  readonly agents: readonly Counted[];
  readonly chain: readonly ChainLink[];
  /** Equal spans from `search.from` on. */
  readonly activity: {
    readonly spanMs: number;
    readonly writes: readonly number[];
    readonly denied: readonly number[];
    readonly reads: readonly number[];
  };
  /** There was more than could be read. */
  readonly cut: boolean;
  /** Regions that could not be asked, and why. */
  readonly troubles: readonly {
    readonly region: string;
    readonly why: 'denied' | 'throttled' | 'away' | 'no-way-in';
  }[];
}

/** Services spell a refusal differently; whatever else went wrong is no refusal. */
export function isDenial(errorCode: string | null): boolean {
  return errorCode !== null && /AccessDenied|Unauthorized|Forbidden|AuthFailure/i.test(errorCode);
}
