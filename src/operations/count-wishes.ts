import { type TellableSource, type Wish, type WishSettings, wantOf } from '../finding/wish.ts';
import type { WishRepository } from '../store/ports/wishes.ts';

const casesAtOnce = 200;
const findingsAtOnce = 500;

/** So many copies that a service should say something of. */
export interface WishCount {
  readonly source: TellableSource;
  readonly status: Wish['status'];
  readonly why: Wish['why'];
  readonly copies: number;
}

/** What would be wanted under these settings, of all that was ever decided; nothing is written down. */
export async function countWishes(
  wishes: Pick<WishRepository, 'everDecided' | 'grounds'>,
  settings: WishSettings,
): Promise<readonly WishCount[]> {
  const counts = new Map<string, WishCount>();
  for (let after = 0; ; ) {
    const ids = await wishes.everDecided(after, casesAtOnce);
    for (const id of ids)
      for await (const { record, ...ground } of groundsOf(wishes, id)) {
        // A finding that went to another case is counted there.
        const wish = ground.case.id === id ? wantOf({ ...ground, record }, settings) : null;
        if (wish === null) continue;
        const source = record.source as TellableSource;
        const key = `${source} ${wish.status} ${wish.why}`;
        const { copies = 0 } = counts.get(key) ?? {};
        counts.set(key, { source, status: wish.status, why: wish.why, copies: copies + 1 });
      }
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
  }
  return [...counts.values()].sort((a, b) => b.copies - a.copies);
}

async function* groundsOf(wishes: Pick<WishRepository, 'grounds'>, caseId: number) {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<WishRepository['grounds']>> = await wishes.grounds(caseId, {
      after,
      limit: findingsAtOnce,
    });
    yield* page.grounds;
    after = page.last;
  } while (after !== null);
}
