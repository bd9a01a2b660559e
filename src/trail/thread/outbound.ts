import type { TrailMatch } from '../matcher.ts';

const batchSize = 100;
/** Batches that nobody has taken care of yet; then the reading waits. */
const maxUntaken = 2;

/**
 * Matches on their way to the main thread: in batches, at the latest between two slices of the file, and only so
 * many ahead that a file in which every record matches does not fill the memory.
 */
export function outbound(send: (matches: readonly TrailMatch[]) => void) {
  let batch: TrailMatch[] = [];
  let count = 0;
  let untaken = 0;
  let roomAgain: PromiseWithResolvers<void> | null = null;

  function flush(): void {
    if (batch.length === 0) return;
    send(batch);
    batch = [];
    untaken += 1;
  }

  return {
    add(match: TrailMatch): void {
      count += 1;
      batch.push(match);
      if (batch.length >= batchSize) flush();
    },
    flush,
    /** Sends what there is, and says what to wait for, if anything. */
    ready(): Promise<void> | undefined {
      flush();
      if (untaken < maxUntaken) return undefined;
      roomAgain ??= Promise.withResolvers();
      return roomAgain.promise;
    },
    /** A batch has been taken care of. */
    taken(): void {
      untaken -= 1;
      if (untaken >= maxUntaken) return;
      roomAgain?.resolve();
      roomAgain = null;
    },
    count: () => count,
  };
}
