/** What a morning digest is made of. */
export interface DigestRepository {
  /** Visible cases due before a time, the longest due first; of each channel 2,000 at most. */
  due(before: number): Promise<readonly DigestCase[]>;
  /** Channels of visible cases that wait for a mention whose time has come. */
  waiting(now: number): Promise<readonly string[]>;
  /** Cases that policies keep quiet, by policy and action: how many, in how many accounts. */
  quiet(): Promise<
    readonly { policy: string; action: string; type: string; cases: number; accounts: number }[]
  >;
}

export interface DigestCase {
  readonly caseId: number;
  readonly channel: string;
  /** Whoever has it, else whose it is; null: nobody. */
  readonly owner: string | null;
  readonly dueAt: number;
}
