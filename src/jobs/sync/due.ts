const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** EventBridge and SQS keep what waits far longer; what this catches is what never came to wait. */
const outageMs = hourMs;
const retryMs = hourMs - 60_000;

export interface SyncTimes {
  /** When all was last read back; null: never. */
  readonly syncedAt: number | null;
  /** When that was last tried; null: never. */
  readonly triedAt: number | null;
  /** When the queues were last heard of, as of the look before this one; null: there was none. */
  readonly heardBefore: number | null;
  /** … and as of now; null: they are not heard of. */
  readonly heardNow: number | null;
}

/** At the first start, daily, and once the queues are heard of again after an hour without a word. */
export function isSyncDue({ syncedAt, triedAt, heardBefore, heardNow }: SyncTimes, now: number): boolean {
  // What fails is not asked again and again: somebody has to mend it.
  if (triedAt !== null && now - triedAt < retryMs) return false;
  if (syncedAt === null || now - syncedAt >= dayMs) return true;
  return (
    heardBefore !== null && heardNow !== null && heardNow - heardBefore > outageMs && syncedAt < heardNow
  );
}
