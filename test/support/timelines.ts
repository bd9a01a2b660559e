import type { Timeline, TrailEvent } from '../../src/finding/investigation.ts';
import { now } from './tools.ts';

const minute = 60_000;
const key = 'ASIAEXAMPLE000000001';

/** What CloudTrail tells of one call. */
export function trailEvent(over: Partial<TrailEvent> = {}): TrailEvent {
  return {
    ...{ id: 'e-1', at: now - 30 * minute, region: 'ap-northeast-1', service: 'iam', api: 'CreateUser' },
    ...{ who: 'ci (deploy)', address: '203.0.113.9', agent: 'aws-cli/2.15.1', errorCode: null },
    ...{ readOnly: false, resource: 'backdoor', accessKeyId: key },
    ...over,
  };
}

const counted = (name: string, count: number) => ({
  ...{ name, count },
  ...{ first: now - 60 * minute, last: now - 20 * minute },
});

/** Two hours of a session: a user made, a refusal, and sixty reads. */
export function timelineOf(over: Partial<Timeline> = {}): Timeline {
  return {
    search: {
      ...{ account: '111122223333', region: 'ap-northeast-1' },
      suspects: [{ kind: 'access-key', value: key }],
      ...{ from: now - 120 * minute, to: now },
    },
    ...{ askedAt: now, completeUntil: now - 15 * minute, total: 62, notableTotal: 2, denied: 1 },
    notable: [
      trailEvent(),
      trailEvent({ id: 'e-2', api: 'PutUserPolicy', errorCode: 'AccessDenied', resource: null }),
    ],
    reads: [counted('ec2', 60)],
    addresses: [counted('203.0.113.9', 62)],
    agents: [counted('aws-cli/2.15.1', 62)],
    chain: [{ at: now, who: 'carol@example.com', role: 'deploy', session: 'ci', sourceIdentity: 'carol' }],
    activity: { spanMs: minute, writes: [1], denied: [1], reads: [60] },
    ...{ cut: false, troubles: [] },
    ...over,
  };
}
