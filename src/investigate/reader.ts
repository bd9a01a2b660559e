import type { InvestigationData } from '../finding/card-data.ts';
import type { Search, Timeline } from '../finding/investigation.ts';
import type { CaseView } from '../finding/view.ts';
import type { Clock } from '../shared/clock.ts';
import { deadline } from '../shared/deadline.ts';
import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Investigator } from './gather.ts';
import { searchOf } from './suspects.ts';

/** CloudTrail delivers for a while after the fact: what was read once is read anew after so long, and then left. */
const againMs = 20 * 60_000;
const rounds = 2;
/** After a failure of ours; AWS's own are told in the timeline. */
const retryMs = 60_000;
const longestMs = 120_000;
const atOnce = 3;

export interface ReaderDeps {
  readonly investigator: Pick<Investigator, 'gather'>;
  readonly wanted: {
    due(now: number, limit: number): Promise<{ caseId: number; by: string; rounds: number }[]>;
    settle(caseId: number, nextAt: number | null, read: boolean): Promise<void>;
  };
  view(caseId: number): Promise<CaseView | null>;
  /** Shows it in the thread of the case's card, instead of what stood there. */
  show(view: CaseView, data: InvestigationData): Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reads what people want to see, one round: whatever is due is read, shown and settled, in this order. So a process that
 * dies anywhere reads it again, and the thread shows one timeline. Answers true where something was shown.
 */
export async function readWanted(deps: ReaderDeps): Promise<boolean> {
  const { wanted, clock } = deps;
  const due = await wanted.due(clock.now(), atOnce);
  const shown = await Promise.all(due.map((one) => readOne(one, deps)));
  return shown.includes(true);
}

async function readOne(
  { caseId, by, rounds: before }: { readonly caseId: number; readonly by: string; readonly rounds: number },
  { investigator, wanted, view: viewOf, show, clock, logger }: ReaderDeps,
): Promise<boolean> {
  try {
    const view = await viewOf(caseId);
    const search = view && searchOf(view, clock.now());
    const again = search === null || before + 1 >= rounds ? null : clock.now() + againMs;
    if (view !== null) {
      const timeline = search && (await gather(investigator, search, by, clock));
      await show(view, { timeline, again });
    }
    await wanted.settle(caseId, again, true);
    return view !== null;
  } catch (error) {
    logger.warn({ caseId, error: messageOf(error) }, 'a timeline could not be read');
    await wanted.settle(caseId, clock.now() + retryMs, false);
    return false;
  }
}

async function gather(
  investigator: Pick<Investigator, 'gather'>,
  search: Search,
  by: string,
  clock: Clock,
): Promise<Timeline> {
  const until = deadline(clock, longestMs);
  return investigator.gather(search, { by, signal: until.signal }).finally(until.done);
}
