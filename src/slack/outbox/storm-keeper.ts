import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { repeat } from '../../shared/repeat.ts';
import type { CardRepository } from '../../store/ports/cards.ts';
import type { Pacer } from './pacer.ts';
import { stepOf } from './storms.ts';

export interface StormKeeperDeps {
  readonly cards: Pick<CardRepository, 'pressure' | 'fold' | 'endStorm'>;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly logger: Logger;
  /** True while this process is the one that sends. */
  readonly mayAct: (now: number) => Promise<boolean>;
  /** How many cards the end of a storm sets free at most. */
  readonly release: () => number;
  /** Something was folded or set free: there may be a card to post or to edit. */
  readonly onChange: () => void;
  /** For the metrics. */
  readonly onStorms: (seen: { readonly open: number; readonly folded: number }) => void;
}

export interface StormKeeper {
  start(): void;
  /** True in a channel whose storm is open: a patient card waits there to be folded, it is not posted. */
  isOpenIn(channel: string): boolean;
  stop(): Promise<void>;
}

const lookEveryMs = 1_000;

/** Looks at every channel each second, and folds what does not fit into it. */
export function createStormKeeper(deps: StormKeeperDeps): StormKeeper {
  const { cards, pacer, clock, logger, onStorms } = deps;
  const calmSince = new Map<string, number | null>();
  let open: ReadonlySet<string> = new Set();
  let running: ReturnType<typeof repeat> | null = null;

  async function look(): Promise<void> {
    const now = clock.now();
    if (!(await deps.mayAct(now))) {
      open = new Set();
      onStorms({ open: 0, folded: 0 });
      return;
    }
    const pressed = await cards.pressure(now);
    const room = pacer.roomInAMinute(
      pressed.map((one) => one.channel),
      now,
    );
    const stormy = new Set<string>();
    let folded = 0;
    let changed = false;
    for (const pressure of pressed) {
      const { channel } = pressure;
      const law = { now, room: room.get(channel) ?? 0, release: deps.release() };
      const decided = stepOf(pressure, calmSince.get(channel) ?? null, law);
      calmSince.set(channel, decided.calmSince);
      const { step } = decided;
      if (step.do === 'end') {
        const { freed } = await cards.endStorm(step.stormKey, now, step.release);
        logger.info({ channel, freed }, 'a storm is over');
        changed = true;
        continue;
      }
      if (pressure.stormKey !== null || step.do === 'fold') stormy.add(channel);
      if (step.do === 'nothing') continue;
      // Whoever posts must know before what waits is taken from under it.
      open = new Set([...open, channel]);
      const count = await cards.fold(channel, step.stormKey, now);
      if (pressure.stormKey === null)
        logger.warn({ channel, folded: count }, 'a storm begins: cards are folded');
      folded += count;
      changed ||= count > 0;
    }
    open = stormy;
    onStorms({ open: stormy.size, folded });
    if (changed) deps.onChange();
  }

  return {
    start() {
      running ??= repeat({
        clock,
        everyMs: lookEveryMs,
        work: look,
        onError: (error) => logger.warn({ error: messageOf(error) }, 'the storm keeper could not look'),
      });
    },
    isOpenIn: (channel) => open.has(channel),
    async stop() {
      await running?.stop();
    },
  };
}
