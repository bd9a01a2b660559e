import { vi } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { Role } from '../../src/finding/role.ts';
import { accessOf } from '../../src/open-access.ts';
import { openWriteBack } from '../../src/open-write-back.ts';
import { everywhere } from '../../src/operations/grants.ts';
import type { Actor } from '../../src/operations/operation.ts';
import type { AnswerOf, InputOf, OperationName } from '../../src/operations/registry.ts';
import { noRules } from '../../src/rules/rule-source.ts';
import { FakeClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { ownCalls } from '../../src/worker/own-calls.ts';

/** The administrator of GuardDuty and Security Hub, and whose findings they are. */
export const [administrator, member, region] = ['222233334444', '111122223333', 'us-east-1'];
const role = 'yagura-write-back';
const theClock: Actor = { userId: null, role: 'admin', grants: everywhere('admin'), surface: 'clock' };

/**
 * Write-back on a clock that stands still until a test moves it: the pipeline, the acts, the clockwork, the store and
 * the SDK as they are, and a simulated AWS. What AWS tells is held until a test lets it arrive.
 */
export interface Telling {
  readonly aws: SimulatedAws;
  readonly store: Store;
  now(): number;
  act<Name extends OperationName>(
    person: string,
    name: Name,
    input: InputOf<Name>,
    role?: Role,
  ): Promise<AnswerOf<Name>>;
  /** All that AWS told up to now arrives; `copies`: each event so often, as EventBridge may deliver it. */
  arrive(copies?: number): Promise<void>;
  /** What is decided is told to AWS; `until`: for so long. Default: until nothing waits. */
  told(until?: () => Promise<boolean>): Promise<void>;
  /** Time goes on by so much, and what it brings about is told. */
  pass(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startTelling(config: object = {}): Promise<Telling> {
  const clock = new FakeClock();
  const now = () => clock.now();
  const aws = await startAws({
    ...{ port: 0, queues: [], administrator, now },
    roles: [{ arn: `arn:aws:iam::${administrator}:role/${role}`, trusts: ['000000000000'] }],
  });
  const parsed = parseConfig(
    JSON.stringify({
      queues: [{ url: 'https://sqs.us-east-1.amazonaws.com/111122223333/alerts' }],
      slack: { channel: 'sec-alerts' },
      accounts: [{ id: member, name: 'payments-prod' }],
      aws: { region, administrator, roles: { writeBack: { name: role } } },
      writeBack: { mode: 'on', suppress: 'on', guardDuty: 'on' },
      ...config,
    }),
    'telling.yaml',
  );
  const store = await openStore('sqlite::memory:');
  const worker = await ownCalls(parsed, noRules, store, silentLogger, now());
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const access = accessOf(() => parsed, { endpoint: aws.url, credentials }, clock);
  const held: string[] = [];
  let messages = 0;
  aws.onEvent(async (event) => {
    if (event.account === administrator) held.push(JSON.stringify(event));
  });

  async function tick(): Promise<void> {
    while ((await worker.tick(now())).more);
  }

  const nothingWaits = async () => (await store.wishes.waiting()) === 0;

  async function told(until = nothingWaits): Promise<void> {
    await tick();
    const engine = openWriteBack({
      ...{ config: () => parsed, store, access, clock, logger: silentLogger, owner: 'telling' },
      told: (all) => worker.act('servicesTold', { told: all }, theClock, now()),
      sender: { linkTo: async () => null, namesOf: async () => new Map(), wake: () => undefined },
    });
    engine.start();
    await vi.waitUntil(
      async () => {
        await clock.advance(1_000);
        return until();
      },
      { timeout: 20_000, interval: 2 },
    );
    await engine.stop();
  }

  return {
    ...{ aws, store, now, told },
    act: (userId, name, input, as = 'responder') =>
      worker.act(name, input, { userId, role: as, grants: everywhere(as), surface: 'command' }, now()),
    async arrive(copies = 1) {
      const bodies = held.splice(0).flatMap((body) => Array.from({ length: copies }, () => body));
      const incoming = bodies.map((body) => ({
        ...{ messageId: `m-${messages++}`, body, queue: 'alerts', sentAt: now(), receiveCount: 1 },
      }));
      await worker.process(incoming, now());
      await tick();
    },
    async pass(milliseconds) {
      await clock.advance(milliseconds);
      await told();
    },
    async stop() {
      access.destroy();
      await store.close();
      await aws.stop();
    },
  };
}
