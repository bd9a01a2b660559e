import type { ChannelPressure } from '../../store/ports/cards.ts';

/** What one channel can take, and what the configuration says about the end of a storm. */
export interface StormLaw {
  readonly now: number;
  /** Patient cards that fit into the channel within a minute. */
  readonly room: number;
  /** So many cards are posted after a storm, the rest stays folded. */
  readonly release: number;
}

/** What is to be done about a channel now. */
export type StormStep =
  | { readonly do: 'nothing' }
  /** Opens the storm where there is none; puts into it whatever waits. */
  | { readonly do: 'fold'; readonly stormKey: string }
  | { readonly do: 'end'; readonly stormKey: string; readonly release: number };

/** A storm card hides what it stands for; fewer than these are better off as cards, however narrow it gets. */
const fewest = 10;
/** So long it has to be calm before a storm is called over. */
const calmMs = 60_000;

/**
 * Decides for one channel. `calmSince`: since when few came while its storm was open, as answered the last time; null:
 * not calm, or not known.
 *
 * A storm begins when more cards wait than fit into a minute and they keep coming, or when more wait than the end of
 * a storm would set free: so its own end never begins the next one. It is over after a minute in which few came.
 */
export function stepOf(
  pressure: ChannelPressure,
  calmSince: number | null,
  { now, room, release }: StormLaw,
): { readonly step: StormStep; readonly calmSince: number | null } {
  const { channel, waiting, lastMinute, stormKey } = pressure;
  const limit = Math.max(fewest, room);
  const few = lastMinute < limit / 2;
  if (stormKey === null) {
    const floods = waiting > limit && (!few || waiting > release);
    return {
      step: floods ? { do: 'fold', stormKey: `storm:${channel}:${now}` } : { do: 'nothing' },
      calmSince: null,
    };
  }
  // A clock that was set back must not put the end off for as long.
  const since = few ? Math.min(calmSince ?? now, now) : null;
  if (since !== null && now - since >= calmMs)
    return { step: { do: 'end', stormKey, release }, calmSince: null };
  return { step: waiting > 0 ? { do: 'fold', stormKey } : { do: 'nothing' }, calmSince: since };
}
