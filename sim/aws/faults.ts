/** Something that goes wrong with calls to any service. What is left out means: any. */
export interface AwsFault {
  readonly service?: string;
  readonly action?: string;
  readonly account?: string;
  readonly region?: string;
  /** Its number: this call and no other. */
  readonly n?: number;
  readonly kind:
    | 'throttled'
    /** The service's own error of status 500; nothing was done. */
    | 'error'
    /** Nothing is done and nothing answered. */
    | 'timeout'
    /** Done, and then the connection is cut before the answer. */
    | 'cut'
    | 'expired-token'
    | 'access-denied';
  /** How many calls it strikes; no end when left out. */
  readonly count?: number;
  /** How likely it strikes a call that fits, 1 when left out. */
  readonly probability?: number;
}

interface Struck {
  readonly n: number;
  readonly service: string;
  readonly action: string;
  readonly account: string;
  readonly region: string;
}

/** The switch for faults; `random` draws from [0, 1). */
export function createFaults(random: () => number) {
  const faults = new Set<{ readonly fault: AwsFault; left: number }>();
  return {
    /** Answers with the way to switch it off. */
    add(fault: AwsFault): () => void {
      const entry = { fault, left: fault.count ?? Number.POSITIVE_INFINITY };
      faults.add(entry);
      return () => void faults.delete(entry);
    },
    /** The first that fits, spent by one. */
    strike(call: Struck): AwsFault['kind'] | null {
      const entry = [...faults].find(({ fault }) => fits(fault, call) && draws(fault, random));
      if (!entry) return null;
      entry.left -= 1;
      if (entry.left <= 0) faults.delete(entry);
      return entry.fault.kind;
    },
  };
}

function fits(fault: AwsFault, call: Struck): boolean {
  return (['service', 'action', 'account', 'region', 'n'] as const).every(
    (key) => fault[key] === undefined || fault[key] === call[key],
  );
}

function draws({ probability = 1 }: AwsFault, random: () => number): boolean {
  return probability >= 1 || random() < probability;
}
