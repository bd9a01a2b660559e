import { type ChildProcess, spawn } from 'node:child_process';
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
  const ready = heard(child, 'ready');
  return {
    process: child,
    async round(world) {
      await ready;
      const goOn = () => void child.send({ now: world.now() } satisfies Tell, () => undefined);
      const listen = (said: Told) => {
        if (said.kind !== 'slept') return;
        world.pass(Math.max(0, said.until - world.now()));
        goOn();
      };
      if (isGone(child)) return null;
      child.on('message', listen);
      goOn();
      const said = await heard(child, 'rounded');
      child.off('message', listen);
      return said?.kind === 'rounded' ? said.due : null;
    },
  };
}

/** When it says so; null: it died first. */
function heard(child: ChildProcess, kind: Told['kind']): Promise<Told | null> {
  const { promise, resolve } = Promise.withResolvers<Told | null>();
  const listen = (said: Told) => {
    if (said.kind === kind) resolve(said);
  };
  const end = () => resolve(null);
  child.on('message', listen).once('exit', end);
  return promise.finally(() => child.off('message', listen).off('exit', end));
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
