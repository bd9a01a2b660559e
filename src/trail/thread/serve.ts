import { parentPort, workerData } from 'node:worker_threads';
import { openBuckets } from '../../aws/buckets.ts';
import { systemClock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import type { Matcher, MatcherModule, MatcherSource } from '../matcher.ts';
import { readObject } from '../read-object.ts';
import { outbound } from './outbound.ts';
import {
  type Ask,
  openingId,
  type Tell,
  type ThreadData,
  type TrailJob,
  type TrailReading,
} from './protocol.ts';

/** The other end of trail-thread.ts, loaded by thread.js: fetches, unpacks, splits, parses and matches. */
const port = parentPort;
if (!port) throw new Error('this file is started as a worker');
const tell = (message: Tell) => port.postMessage(message);

const data = workerData as ThreadData;
const clock = systemClock();
const buckets = openBuckets(data.buckets, clock);
const jobs = new Map<number, { readonly stopping: AbortController; readonly taken: () => void }>();
let matcher: Matcher = () => [];

port.on('message', (ask: Ask) => {
  if (ask.kind === 'read') void read(ask.id, ask.job);
  else if (ask.kind === 'reload') void load(ask.id, ask.matcher);
  else if (ask.kind === 'taken') jobs.get(ask.id)?.taken();
  else jobs.get(ask.id)?.stopping.abort();
});
await load(openingId, data.matcher);

/** A matcher that cannot be loaded leaves the one before in its place. */
async function load(id: number, source: MatcherSource): Promise<void> {
  try {
    const { createMatcher } = (await import(source.module)) as MatcherModule;
    matcher = await createMatcher(source.data);
    tell({ kind: 'loaded', id });
  } catch (error) {
    tell({ kind: 'failed', id, message: messageOf(error) });
  }
}

async function read(id: number, { object, account, from = 0 }: TrailJob): Promise<void> {
  const stopping = new AbortController();
  const out = outbound((matches) => tell({ kind: 'matches', id, matches }));
  jobs.set(id, { stopping, taken: out.taken });
  // One file is read by one set of rules, though they may be loaded anew meanwhile.
  const rules = matcher;
  let unmatched = 0;
  const place = {
    ...(account !== undefined && { account }),
    ...(object.region !== undefined && { region: object.region }),
  };
  const reading = await readObject(
    buckets.client(place),
    object,
    (record, index) => {
      try {
        const matches = rules(record);
        if (matches.length > 0) out.add({ index, record, matches });
      } catch {
        unmatched += 1;
      }
    },
    { clock, from, signal: stopping.signal, pause: out.ready },
  );
  out.flush();
  jobs.delete(id);
  const whole: TrailReading = { ...reading, matched: out.count(), unmatched };
  tell({ kind: 'read', id, reading: whole });
}
