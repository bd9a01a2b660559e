import { isDeepStrictEqual } from 'node:util';
import type { Config } from './config.ts';

/** What is taken up once: connections, credentials and what is opened at the start. */
const fixed = ['database', 'aws', 'queues', 'http', 'log', 'pager', 'audit'] as const;

export interface Takeover {
  /** The new snapshot, with the present values of what needs a restart. */
  readonly config: Config;
  /** Keys of the file that hold only after a restart. */
  readonly restart: readonly string[];
}

/** A new file in a process that runs on. */
export function takeOver(present: Config, next: Config): Takeover {
  const changed = fixed.filter((key) => !isDeepStrictEqual(present[key], next[key]));
  const otherMode = present.slack.mode !== next.slack.mode;
  // Who has leases has more of the SDK in memory; what is said of them holds at once.
  const firstLeases = present.leases === null && next.leases !== null;
  const kept = Object.fromEntries(fixed.map((key) => [key, present[key]])) as Pick<
    Config,
    (typeof fixed)[number]
  >;
  return {
    config: Object.freeze({ ...next, ...kept, slack: { ...next.slack, mode: present.slack.mode } }),
    restart: [...changed, ...(otherMode ? ['slack.mode'] : []), ...(firstLeases ? ['leases'] : [])],
  };
}
