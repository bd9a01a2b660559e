import { type Ec2State, emptyState } from './state.ts';

interface Version {
  readonly at: number;
  readonly state: Ec2State;
}

/**
 * The truth, and what it was: EC2's reads may lag behind its writes (EC2 Developer Guide, "Eventual consistency
 * in the Amazon EC2 API").
 */
export function createHistory() {
  let versions: readonly Version[] = [{ at: Number.NEGATIVE_INFINITY, state: emptyState }];
  const truth = () => versions.at(-1)?.state ?? emptyState;

  return {
    truth,
    /** What a read at that moment sees. */
    asOf: (moment: number) => versions.findLast(({ at }) => at <= moment)?.state ?? emptyState,
    /** Forgets what no read can ask for any more: all before the version that stood at `oldest`. */
    write(state: Ec2State, now: number, oldest: number) {
      const first = versions.findLastIndex(({ at }) => at <= oldest);
      versions = [...versions.slice(Math.max(first, 0)), { at: now, state }];
    },
    /** What was there all the time: no read misses it. */
    seed(change: (state: Ec2State) => Ec2State) {
      versions = versions.map(({ at, state }) => ({ at, state: change(state) }));
    },
  };
}
