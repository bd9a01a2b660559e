import { minute, throughSns } from './envelope.ts';
import { guardDuty } from './guardduty.ts';
import { leakedKeyAsAsff, leakedKeyAsOcsf, type openBuckets, publicBucket } from './security-hub.ts';
import {
  attackSequence,
  leakedKey,
  mining,
  passwordGuessing,
  portProbe,
  rootUse,
  strangeSession,
} from './threats.ts';
import { trailFile } from './trail.ts';

/** One thing that happens in the demo. `at`: seconds after the start. */
export interface StoryBeat {
  readonly at: number;
  readonly what: string;
  /** SQS bodies, given the time of the beat. */
  readonly bodies?: (now: number) => readonly string[];
  /** A log file of CloudTrail, which is put into its bucket and told of. */
  readonly file?: (now: number) => { readonly key: string; readonly body: Buffer };
  /** A bucket that somebody closes in its account. */
  readonly closes?: (typeof openBuckets)[number];
  /** What somebody types about the case whose card speaks of `about`. */
  readonly types?: {
    readonly who: string;
    readonly channel: string;
    readonly about: string;
    readonly text: (label: string) => string;
  };
}

const malformed = '{"detail-type": "GuardDuty Finding", "detail": {"id": "cut off in the mid';

/** The first three minutes: what a newcomer sees while the page is open. */
export const story: readonly StoryBeat[] = [
  {
    at: 2,
    what: 'an instance asks for a mining pool',
    bodies: (now) => [throughSns(guardDuty(mining(now, 3, 4 * minute), now), now)],
  },
  {
    at: 7,
    what: 'two buckets are public, says one standard',
    bodies: (now) => [
      publicBucket('fsbp', 'FAILED', now),
      publicBucket('fsbp', 'FAILED', now, 'reports-2019'),
    ],
  },
  {
    at: 10,
    what: '… and another standard says the same of the first',
    bodies: (now) => [publicBucket('cis', 'FAILED', now)],
  },
  { at: 15, what: 'somebody uses the root user', bodies: (now) => [guardDuty(rootUse(now), now)] },
  {
    at: 20,
    what: 'an instance key is used from outside AWS',
    bodies: (now) => [guardDuty(leakedKey(now), now)],
  },
  {
    at: 24,
    what: '… and the same arrives through both Security Hubs',
    bodies: (now) => [leakedKeyAsAsff(now), leakedKeyAsOcsf(now)],
  },
  {
    at: 28,
    what: 'an attack sequence ties it together',
    bodies: (now) => [guardDuty(attackSequence(now), now)],
  },
  {
    at: 31,
    what: 'somebody makes keys in dave’s name: dave is asked whether it was him',
    bodies: (now) => [guardDuty(strangeSession(now), now)],
  },
  {
    at: 34,
    what: 'a burst of low findings in the sandbox',
    bodies: (now) => Array.from({ length: 8 }, (_, number) => guardDuty(portProbe(number + 1, now), now)),
  },
  {
    at: 40,
    what: 'a log file of CloudTrail: 604 calls, four of which are an attack',
    file: trailFile,
  },
  { at: 46, what: 'a message that nobody can read', bodies: () => [malformed] },
  {
    at: 50,
    what: 'the mining goes on: its card is edited',
    bodies: (now) => [guardDuty(mining(now, 12, 5 * minute), now)],
  },
  {
    at: 56,
    what: 'the bucket is closed: both standards pass',
    closes: 'invoices-archive',
    bodies: (now) => [publicBucket('fsbp', 'PASSED', now), publicBucket('cis', 'PASSED', now)],
  },
  {
    at: 62,
    what: 'carol keeps one of the probed ports quiet for a minute',
    types: {
      who: 'carol',
      channel: 'sec-alerts',
      about: 'dev-3',
      text: (label) => `/secsuppress ${label} for 1m because our own scanner looks at it`,
    },
  },
  {
    at: 68,
    what: 'a storm: 140 machines of the sandbox do the same at once',
    bodies: (now) =>
      Array.from({ length: 140 }, (_, number) => guardDuty(passwordGuessing(number + 1, now), now)),
  },
  {
    at: 110,
    what: 'nobody took the attack sequence: people were called, and bob takes it',
    types: {
      who: 'bob',
      channel: 'sec-critical',
      about: 'customer-exports',
      text: (label) => `/secack ${label} for 1h`,
    },
  },
  {
    at: 150,
    what: 'the other bucket is closed too, and Security Hub does not know: press Done on its card',
    closes: 'reports-2019',
  },
];

/** What happens by itself, for those who watch the clock. */
export const aftermath: readonly string[] = [
  'then, by itself: the quiet minute ends and what is still open is shown; the storm ends;',
  'and when the working day begins, its people are reminded of what is overdue, in one message each',
];
