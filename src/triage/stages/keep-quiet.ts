import type { CaseDraft, Quiet } from '../../finding/case.ts';
import type { Reason } from '../../finding/ledger.ts';
import { emptyTally, moved } from '../../finding/tally.ts';
import { edited } from '../case-change.ts';
import { blankCase, left, quietened, seen } from '../case-life.ts';
import { caseOf, type Decision, decision, type Situation } from './stage.ts';

/**
 * A finding that is not to be seen has a quiet case of its own. It leaves the one that others keep visible, or that is
 * quiet for another reason: the end of either reason must not be the end of both.
 */
export function keepQuiet(situation: Situation, quiet: Quiet, reason: Reason): Decision {
  const { current, view, before, around } = situation;
  const { context } = around;
  const key = view.identity;
  if (current && current.key !== key && isQuietBy(current, quiet)) {
    const after = seen(current, moved(current.tally, before, view), view);
    return decision('suppressed', reason, { caseKey: current.key, changes: [edited(after)] });
  }
  const isOwn = current?.key === key;
  const own = caseOf(situation, key);
  const tally = moved(own?.tally ?? emptyTally, isOwn ? before : null, view);
  const silent = quietened(seen(own ?? blankCase(key, view, context), tally, view), quiet);
  const leaving =
    current && !isOwn ? [left(current, moved(current.tally, before, null), silent.case, context.now)] : [];
  return decision('suppressed', reason, { caseKey: key, changes: [...leaving, silent] });
}

function isQuietBy({ state, quiet: by }: CaseDraft, quiet: Quiet): boolean {
  if (state !== 'suppressed' || by === null) return false;
  if (by.by === 'suppression') return quiet.by === 'suppression' && by.suppression === quiet.suppression;
  return quiet.by === 'policy' && by.policy === quiet.policy && by.action === quiet.action;
}
