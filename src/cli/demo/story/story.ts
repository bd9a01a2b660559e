import { minute, throughSns } from './envelope.ts';
import { guardDuty } from './guardduty.ts';
import { leakedKeyAsAsff, leakedKeyAsOcsf, publicBucket } from './security-hub.ts';
import { attackSequence, leakedKey, mining, portProbe, rootUse } from './threats.ts';

/** One thing that happens in the demo. `at`: seconds after the start. */
export interface StoryBeat {
  readonly at: number;
  readonly what: string;
  /** SQS bodies, given the time of the beat. */
  readonly bodies: (now: number) => readonly string[];
}

const malformed = '{"detail-type": "GuardDuty Finding", "detail": {"id": "cut off in the mid';

/** The first minute: what a newcomer sees while the page is open. */
export const story: readonly StoryBeat[] = [
  {
    at: 2,
    what: 'an instance asks for a mining pool',
    bodies: (now) => [throughSns(guardDuty(mining(now, 3, 4 * minute), now), now)],
  },
  {
    at: 7,
    what: 'a bucket is public, says one standard',
    bodies: (now) => [publicBucket('fsbp', 'FAILED', now)],
  },
  {
    at: 10,
    what: '… and another standard says the same',
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
    at: 34,
    what: 'a burst of low findings in the sandbox',
    bodies: (now) => Array.from({ length: 8 }, (_, number) => guardDuty(portProbe(number + 1, now), now)),
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
    bodies: (now) => [publicBucket('fsbp', 'PASSED', now), publicBucket('cis', 'PASSED', now)],
  },
];
