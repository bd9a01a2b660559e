import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { Store } from '../store/store.ts';
import type { TriageRules } from '../triage/rules.ts';
import { createDigests } from './clock/digests.ts';
import { passLeases } from './clock/leases.ts';
import { passTime } from './clock/pass-time.ts';
import { keepQuestions } from './clock/questions.ts';
import { endRequests } from './clock/requests.ts';
import { createSuppressionKeeper } from './clock/suppressions.ts';
import type { Ticked } from './clock/ticked.ts';

/** What time alone brings about; the only actor that is no person. */
export interface Clockwork {
  /**
   * Does what is due at `now`, a bounded part of it. Every step is a transaction of its own that leaves nothing half
   * done, so a tick may be killed anywhere and two replicas may tick at once. Throws what the store throws.
   */
  tick(rules: TriageRules, now: number, leases?: LeasePolicy | null): Promise<Ticked>;
}

export function createClockwork(store: Store): Clockwork {
  const keepSuppressions = createSuppressionKeeper(store);
  const writeDigests = createDigests(store);
  return {
    async tick(rules, now, leases = null) {
      const done = [
        await passTime(store, rules, now),
        await passLeases(store, rules, leases, now),
        await keepSuppressions(rules, now),
        await endRequests(store, now),
        await writeDigests(rules, now),
        await keepQuestions(store, rules, now),
      ];
      return { changed: done.some((one) => one.changed), more: done.some((one) => one.more) };
    },
  };
}
