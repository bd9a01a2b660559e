import { isOver, isTellable, type WishSettings, wantOf } from '../../finding/wish.ts';
import type { WishDraft, WishRow } from '../../store/ports/wishes.ts';
import type { Store } from '../../store/store.ts';
import type { Ticked } from './ticked.ts';

/** What the configuration says about wishes; its version is another number whenever it says something else. */
export interface WishRules {
  readonly settings: WishSettings;
  readonly version: number;
}

const casesAtOnce = 50;
const findingsAtOnce = 200;

/**
 * Works out what Security Hub and GuardDuty should say, of cases that something was decided about. Whoever writes it
 * there is a task of its own (writeback/). Null: the configuration lets nothing be written, and nothing is worked out.
 */
export function createWishMaker({ wishes }: Pick<Store, 'wishes'>) {
  let known: number | null = null;
  return async (rules: WishRules | null, now: number): Promise<Ticked> => {
    if (rules === null) return { changed: false, more: false };
    const { settings, version } = rules;
    if (known !== version) await wishes.workOutAnew(version);
    known = version;
    const decided = await wishes.decided(casesAtOnce);
    for (const { caseId, version } of decided) {
      let after: string | null = null;
      do {
        const { grounds, last } = await wishes.grounds(caseId, { after, limit: findingsAtOnce });
        await wishes.put(
          grounds.flatMap((one) => draftOf(one, settings)),
          now,
        );
        after = last;
      } while (after !== null);
      await wishes.workedOut(caseId, version);
    }
    return { changed: decided.length > 0, more: decided.length === casesAtOnce };
  };
}

/** What was never wished for anything, and still is not, needs no row. */
function draftOf(row: WishRow, settings: WishSettings): WishDraft[] {
  const { record, case: home, writtenAt, isKnown } = row;
  const wanted = wantOf(row, settings);
  if (!isTellable(record.source) || (wanted === null && !isKnown)) return [];
  return [
    {
      identity: record.identity,
      recordKey: record.recordKey,
      caseId: home.id,
      source: record.source,
      account: record.account.id,
      region: record.region,
      wanted,
      isVoid: writtenAt !== null && isTakenBack(record, writtenAt),
    },
  ];
}

/**
 * Security Hub forgets what it was told when a control passes or its finding is archived, and begins anew. Our own
 * writing leaves its time alone, so what is newer and says NEW was said by Security Hub.
 */
function isTakenBack(record: WishRow['record'], writtenAt: number): boolean {
  if (isOver(record)) return true;
  const { workflow, ours = [] } = record.status;
  return record.updatedAt > writtenAt && workflow === 'new' && !ours.includes('workflow');
}
