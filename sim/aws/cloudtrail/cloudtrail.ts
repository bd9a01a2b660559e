import type { SimulatedService } from '../service.ts';
import { regional, type Setting } from '../setting.ts';
import { lookup } from './lookup.ts';
import { type LookedUp, lookedUp, type TrailRecord } from './records.ts';
import { createTrails, type TrailSeed } from './trails.ts';

/** CloudTrail of one account in one Region, from inside. */
export interface CloudTrailPlace {
  /** Puts an event into the history; answers with its id. */
  record(record: TrailRecord): string;
  /** How long after its time an event can be looked up; AWS: typically 5 minutes. Default 0. */
  lag(milliseconds: number): void;
  /** Makes a trail whose home is here, or changes it. */
  putTrail(trail: TrailSeed): void;
}

/** What happened in the last 90 days, and the trails that keep it for longer. */
export function createCloudTrail({ now }: Setting) {
  const histories = regional(() => ({ records: [] as LookedUp[], lagMs: 0 }));
  const trails = createTrails(now);

  const service: SimulatedService = {
    name: 'cloudtrail',
    protocol: 'json',
    operations: [
      {
        name: 'LookupEvents',
        mutating: false,
        // CloudTrail API reference: two a second for each account and Region.
        rate: { perSecond: 2, burst: 2 },
        run: ({ account, region, input }) => {
          const { records, lagMs } = histories(account, region);
          return lookup(records, input, now(), lagMs);
        },
      },
      ...trails.operations,
    ],
  };

  function at(account: string, region: string): CloudTrailPlace {
    const history = histories(account, region);
    return {
      record(record) {
        const kept = lookedUp(record, account, region, now());
        history.records.push(kept);
        return kept.id;
      },
      lag(milliseconds) {
        history.lagMs = milliseconds;
      },
      putTrail: (trail) => trails.put(account, region, trail),
    };
  }

  return { service, at };
}
