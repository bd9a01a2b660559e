import { openStore } from '../../src/store/open.ts';
import { accessTo, leasePolicy, roundOf } from '../support/lessor.ts';

/** What the test tells the process that it is going to kill. */
export interface LessorOrders {
  readonly database: string;
  readonly awsUrl: string;
  readonly failsafeRole: string;
}

/** From the test: what time it is; the answer to `rounded` and to `slept`. */
export interface Tell {
  readonly now: number;
}

/** To the test: it is ready, a round is over, or it wants to wait. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rounded'; readonly due: number }
  | { readonly kind: 'slept'; readonly ms: number };

const orders = JSON.parse(process.env['YAGURA_TEST_LESSOR'] ?? '{}') as LessorOrders;
const tell = (said: Told) => process.send?.(said);
let now = 0;
let woken: (() => void) | null = null;
const clock = {
  now: () => now,
  /** Time passes in the test only. */
  sleep(ms: number) {
    tell({ kind: 'slept', ms });
    return new Promise<void>((resolve) => {
      woken = resolve;
    });
  },
};
const policy = {
  ...leasePolicy,
  failsafe: { roleArn: orders.failsafeRole, group: 'default', after: 60_000 },
};
const office = {
  ...{ store: await openStore(orders.database), access: accessTo(orders.awsUrl, clock), clock },
  policy: () => policy,
};

process.on('message', async (told: Tell) => {
  now = told.now;
  const wake = woken;
  woken = null;
  if (wake !== null) return wake();
  tell({ kind: 'rounded', due: await roundOf(office, `lessor-${process.pid}`) });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
