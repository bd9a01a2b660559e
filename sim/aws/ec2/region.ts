import { createHistory } from './history.ts';
import type { Limits } from './operation.ts';
import type { Ec2State } from './state.ts';

export interface RegionSetting {
  readonly now: () => number;
  /** How far reads lag behind, in milliseconds, and how far they may come to lag. */
  readonly lag: () => number;
  readonly limits: (account: string, region: string) => Limits;
  readonly newId: (prefix: string) => string;
  readonly changed: (account: string, region: string) => void;
}

/** Reads may be made to lag by this much; older states are forgotten. */
export const longestLag = 600_000;

/** One account's EC2 in one Region. */
export function createRegion(account: string, region: string, setting: RegionSetting) {
  const history = createHistory();

  function write(state: Ec2State) {
    const now = setting.now();
    history.write(state, now, now - longestLag);
    setting.changed(account, region);
  }

  return {
    account,
    region,
    truth: history.truth,
    write,
    seed(change: (state: Ec2State) => Ec2State) {
      history.seed(change);
      setting.changed(account, region);
    },
    /** What a call stands on; reads see what was. */
    context(mutating: boolean) {
      const now = setting.now();
      return {
        ...{ account, region, now, write },
        newId: setting.newId,
        limits: setting.limits(account, region),
        state: mutating ? history.truth() : history.asOf(now - setting.lag()),
      };
    },
  };
}

export type Region = ReturnType<typeof createRegion>;
