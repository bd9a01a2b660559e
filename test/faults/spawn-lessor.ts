import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LeaseWorld } from '../support/leases.ts';
import type { LessorOrders, Tell, Told } from './lessor.ts';
import { isGone, kill } from './spawn-bot.ts';

const file = fileURLToPath(new URL('lessor.ts', import.meta.url));

/** A process of its own that does nothing but what leases need, round by round, on the test's clock. */
export interface Lessor {
  readonly process: ChildProcess;
  /** How many leases were due; null: it is dead. */
  round(world: Pick<LeaseWorld, 'now' | 'pass'>): Promise<number | null>;
}

/** `cache`: where Node keeps what it compiled, so that the next one starts sooner. */
function spawnLessor(orders: LessorOrders, cache: string): Lessor {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, NODE_COMPILE_CACHE: cache, YAGURA_TEST_LESSOR: JSON.stringify(orders) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = heard(child);
  return {
    process: child,
    async round(world) {
      await ready;
      for (;;) {
        if (isGone(child)) return null;
        const answer = heard(child);
        child.send({ now: world.now() } satisfies Tell, () => undefined);
        const said = await answer;
        if (said?.kind === 'slept') world.pass(Math.max(0, said.ms));
        else return said?.kind === 'rounded' ? said.due : null;
      }
    },
  };
}

/** The next that it says; null: it died first. */
async function heard(child: ChildProcess): Promise<Told | null> {
  const done = new AbortController();
  try {
    const said = await Promise.race([
      once(child, 'message', { signal: done.signal }),
      once(child, 'exit', { signal: done.signal }).then(() => null),
    ]);
    return said === null ? null : (said[0] as Told);
  } finally {
    done.abort();
  }
}

/** The one that works, and another that is warm when it dies. */
export function createShift(orders: LessorOrders, cache: string) {
  let [present, next] = [spawnLessor(orders, cache), spawnLessor(orders, cache)];
  return {
    present: () => present,
    /** The dead one's place is taken. */
    relieve() {
      [present, next] = [next, spawnLessor(orders, cache)];
    },
    async stop() {
      await Promise.all([kill(present.process), kill(next.process)]);
    },
  };
}
