import type { CaseDraft, Quiet } from '../../finding/case.ts';
import type { FindingChange } from '../../finding/change.ts';
import type { Reason } from '../../finding/ledger.ts';
import { emptyTally, moved } from '../../finding/tally.ts';
import { blankCase, edited, left, quietened, seen } from '../case-life.ts';
import { caseOf, type Decision, decision, type Situation } from './stage.ts';

/** A finding that is not to be seen has a quiet case of its own; it leaves the one that others keep visible. */
export function keepQuiet(situation: Situation, quiet: Quiet, reason: Reason): Decision {
  const { current, view, before, around } = situation;
  const { context } = around;
  const key = view.identity;
  if (current?.state === 'suppressed' && current.key !== key) {
    const after = { ...seen(current, moved(current.tally, before, view), view), quiet };
    return decision('suppressed', reason, { caseKey: current.key, changes: [edited(after)] });
  }
  const isOwn = current?.key === key;
  const own = caseOf(situation, key);
  const tally = moved(own?.tally ?? emptyTally, isOwn ? before : null, view);
  const silent = quietened(seen(own ?? blankCase(key, view, context), tally, view), quiet);
  const leaving =
    current && !isOwn ? [left(current, moved(current.tally, before, null), silent.case, context.now)] : [];
  return decision('suppressed', reason, {
    caseKey: key,
    changes: [...leaving, silent],
    wish: wishOf(situation, own, quiet),
  });
}

/** Security Hub forgets what it was told whenever a control passes, so it is told at each new beginning. */
function wishOf({ view }: Situation, own: CaseDraft | null, quiet: Quiet): FindingChange['wish'] {
  return view.kind === 'control' && quiet.by === 'policy' && !hasWish(own) ? 'SUPPRESSED' : null;
}

/** A policy keeps it quiet, so Security Hub was to be told. */
export function hasWish(own: CaseDraft | null): boolean {
  return own?.state === 'suppressed' && own.quiet?.by === 'policy';
}
