import { openStore } from '../../src/store/open.ts';
import { accessTo, failsafe, leasePolicy, roundOf } from '../support/lessor.ts';

/** What the test tells the process that it is going to kill. */
export interface LessorOrders {
  readonly database: string;
  readonly awsUrl: string;
}

/** From the test: what time it is; go on, whoever has slept, else do what is due. */
export interface Tell {
  readonly now: number;
}

/** To the test: it is ready, a round is over, or somebody sleeps until then. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rounded'; readonly due: number }
  | { readonly kind: 'slept'; readonly until: number };

const orders = JSON.parse(process.env['YAGURA_TEST_LESSOR'] ?? '{}') as LessorOrders;
const tell = (said: Told) => process.send?.(said);
let now = 0;
const sleepers: (() => void)[] = [];
const clock = {
  now: () => now,
  /** Time passes in the test only, which lets sleepers go on in the order in which they lay down. */
  sleep(ms: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    sleepers.push(resolve);
    tell({ kind: 'slept', until: now + ms });
    return promise;
  },
};
const policy = { ...leasePolicy, failsafe };
const office = {
  ...{ store: await openStore(orders.database), access: accessTo(orders.awsUrl, clock), clock },
  policy: () => policy,
};

process.on('message', async (told: Tell) => {
  now = told.now;
  const wake = sleepers.shift();
  if (wake !== undefined) return wake();
  tell({ kind: 'rounded', due: await roundOf(office, `lessor-${process.pid}`) });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
