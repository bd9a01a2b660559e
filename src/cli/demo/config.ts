import type { demoAddress } from './address.ts';
import { readRole } from './evidence.ts';
import { responseRole } from './machines.ts';
import { payments, region } from './story/envelope.ts';
import { trailBucket } from './story/trail.ts';

interface DemoPerson {
  readonly id: string;
  readonly name: string;
}

/** The demo's configuration file, as a person would write it, but for its haste. JSON is YAML too. */
export function demoConfig(
  databaseFile: string,
  address: ReturnType<typeof demoAddress>,
  people: readonly DemoPerson[],
  now: number,
): string {
  const idOf = (name: string) => people.filter((person) => person.name === name).map((person) => person.id);
  const ownerOf = (name: string) => ({ owner: idOf(name)[0] });
  return JSON.stringify({
    database: `sqlite:${databaseFile}`,
    aws: {
      ...{ region: address.region, regions: [region], buckets: [{ name: trailBucket }] },
      roles: { read: { name: readRole }, response: { name: responseRole } },
    },
    queues: [{ url: address.queueUrl, sources: ['*', 'custom'] }],
    slack: {
      channel: '#sec-alerts',
      criticalChannel: '#sec-critical',
      // Whenever somebody looks at the demo, its people are just about to begin their day.
      workingHours: { days: everyDay, from: timeOfDay(now + 1.5 * minute), to: '24:00' },
    },
    roles: { responder: idOf('carol'), approver: idOf('bob'), admin: idOf('alice') },
    accounts: [
      { id: '111122223333', name: 'payments-prod', environment: 'prod', ...ownerOf('carol') },
      { id: '444455556666', name: 'billing-prod', environment: 'prod', ...ownerOf('bob') },
      { id: '777788889999', name: 'dev-sandbox', environment: 'sandbox' },
    ],
    policies: [
      { name: 'persons', match: { type: 'Persistence:IAMUser/*' }, then: 'track', ask: true },
      // The burst in the sandbox is there to be seen.
      { name: 'every-threat', match: { kind: 'threat' }, then: 'track' },
      { name: 'public-buckets', match: { control: 'S3.*' }, then: 'track', due: '1m', escalate: false },
    ],
    // Two minutes are enough to see access end by itself.
    leases: { accounts: [payments], ports: [22, 443, 5432] },
    onCall: { rotation: { people: [...idOf('carol'), ...idOf('bob')], start: '2026-11-23' } },
    // Half an hour of a real night in one minute.
    escalation: {
      Critical: {
        steps: [
          { after: '20s', mention: ['on-call'] },
          { after: '40s', mention: ['second'] },
          { after: '60s', mention: ['on-call', 'second'], newMessage: true },
        ],
      },
    },
    // What a storm folded stays folded, so that the story ends.
    storms: { release: 2 },
    http: { port: 0 },
  });
}

const minute = 60_000;
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The full minute after a time, `14:03`, in UTC: the demo's own zone. */
function timeOfDay(at: number): string {
  return new Date(Math.ceil(at / minute) * minute).toISOString().slice(11, 16);
}
