import type { Place } from '../finding/lease.ts';
import { messageOf } from '../shared/errors.ts';
import { type SweepDeps, sweep } from './sweep.ts';

const dayMs = 86_400_000;
/** Where leases were asked for within so long, every time; elsewhere once a day. */
const livelyMs = 30 * dayMs;

/**
 * Which accounts and Regions are looked through at this moment: at the start all of them, then those with leases of late
 * every time, the others daily. One that does not answer keeps no other waiting.
 */
export function createSweeping(deps: SweepDeps, places: () => readonly Place[]) {
  const sweptAt = new Map<string, number>();
  return async (signal: AbortSignal): Promise<void> => {
    const now = deps.clock.now();
    const seen = await deps.store.leases.places();
    const all = new Map(
      [...places(), ...seen.map((one) => one.place)].map((place) => [nameOf(place), place]),
    );
    const lively = new Set(
      seen.filter(({ lastAt }) => lastAt > now - livelyMs).map(({ place }) => nameOf(place)),
    );
    for (const [name, place] of all) {
      const last = sweptAt.get(name);
      const due = last === undefined || lively.has(name) || last <= now - dayMs;
      if (!due || signal.aborted) continue;
      try {
        await sweep(place, deps, signal);
        sweptAt.set(name, now);
      } catch (error) {
        deps.logger.warn({ ...place, error: messageOf(error) }, 'an account could not be swept');
      }
    }
  };
}

function nameOf({ account, region }: Place): string {
  return `${account} ${region}`;
}
