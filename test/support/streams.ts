import fc from 'fast-check';
import { parseConfig } from '../../src/config/config.ts';
import { control, guardDuty } from './bodies.ts';

/** One SQS message of a random stream. */
export interface StreamedMessage {
  readonly messageId: string;
  readonly body: string;
  /** What it is about; each thing's messages keep their order when a stream is shuffled. */
  readonly about: string;
  /** When it arrives. */
  readonly at: number;
}

export const start = Date.UTC(2026, 10, 16, 0);
const minute = 60_000;

/** A control on one of a few groups, by one of two standards, in any state. */
const controls = fc.record({
  resource: fc.constantFrom('sg-1', 'sg-2', 'sg-3', 'sg-4'),
  control: fc.constantFrom('EC2.19', 'EC2.13', 'Config.1'),
  standard: fc.constantFrom('fsbp', 'cis'),
  status: fc.constantFrom('FAILED', 'FAILED', 'FAILED', 'PASSED', 'WARNING'),
  workflow: fc.constantFrom('NEW', 'NEW', 'NOTIFIED', 'SUPPRESSED'),
  severity: fc.constantFrom('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'),
  archived: fc.constantFrom(false, false, false, true),
});

const threats = fc.record({
  id: fc.constantFrom('t1', 't2', 't3'),
  type: fc.constant('CryptoCurrency:EC2/BitcoinTool.B!DNS'),
  severity: fc.constantFrom(2, 5, 8, 9),
  archived: fc.constantFrom(false, false, true),
  count: fc.integer({ min: 1, max: 3 }),
});

/** Attack sequences that name some of the threats as their signals. */
const stories = fc.record({
  id: fc.constantFrom('s1', 's2'),
  type: fc.constant('AttackSequence:IAM/CompromisedCredentials'),
  severity: fc.constantFrom(8, 9),
  archived: fc.constantFrom(false, false, true),
  signals: fc.subarray(['t1', 't2', 't3'], { minLength: 1 }),
});

/** Something that AWS says at some moment. */
export interface Says {
  readonly about: string;
  body(at: number): string;
}

/** What is told by itself. */
const single: fc.Arbitrary<Says> = fc.oneof(
  controls.map((one) => ({
    about: `${one.control} ${one.resource}`,
    body: (at: number) => control({ ...one, at }),
  })),
  threats.map((one) => ({ about: one.id, body: (at: number) => guardDuty({ ...one, at }) })),
);

/** What is told by itself, and what binds some of it together. */
export const anything: fc.Arbitrary<Says> = fc.oneof(
  { weight: 5, arbitrary: single },
  {
    weight: 1,
    arbitrary: stories.map((one) => ({ about: one.id, body: (at: number) => guardDuty({ ...one, at }) })),
  },
);

export const streams = streamsOf(anything);
/** Nothing in them has to do with anything else. */
export const unboundStreams = streamsOf(single);

/** Messages one to ten minutes apart; now and then one says an older state than the one before it. */
function streamsOf(says: fc.Arbitrary<Says>): fc.Arbitrary<readonly StreamedMessage[]> {
  return fc
    .array(
      fc.record({
        says,
        pause: fc.integer({ min: 1, max: 10 }),
        late: fc.constantFrom(0, 0, 0, 25),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((all) => {
      let at = start;
      return all.map(({ says, pause, late }, number) => {
        at += pause * minute;
        return { messageId: `m-${number}`, body: says.body(at - late * minute), about: says.about, at };
      });
    });
}

/** A configuration with every kind of answer in it. `grouped`: with a policy that groups. */
export function streamConfig({ grouped }: { readonly grouped: boolean }) {
  return parseConfig(
    `
queues: [{ url: "https://sqs.us-east-1.amazonaws.com/111122223333/alerts" }]
slack: { channel: sec-alerts, criticalChannel: sec-critical }
accounts: [{ id: "111122223333", name: payments, owner: S0PAYMENTS, channel: sec-payments }]
sourceHealth: { count: 10000, within: 1m }
policies:
  - { name: cis-is-for-the-summary, match: { standard: CIS* }, then: notify }
  - name: ports
    match: { control: EC2.19 }
    then: track
    due: 7d
    ${grouped ? 'groupBy: [account, control]' : ''}
  - { name: nobody-minds, match: { control: Config.1, severity: [Low, Medium] }, then: accept }
  - { name: not-here, match: { control: Config.1 }, then: disable }
`,
    'streams.yaml',
  );
}
