import { isClosed, isVisible } from '../../finding/case.ts';
import { outsideAws } from '../../finding/finding.ts';
import type { CaseView } from '../../finding/view.ts';
import { leadingFinding } from './case-group.ts';

/** What people do about a case; each is the name of an action. */
export type CaseAct =
  | 'ack'
  | 'release'
  | 'assign'
  | 'suppress'
  | 'done'
  | 'reopen'
  | 'due'
  | 'note'
  | 'exception'
  | 'end_exception'
  | 'investigate'
  | 'respond'
  | 'mark_sample'
  | 'unmark_sample'
  | 'copy_ids'
  | 'raw_event';

/** The same acts, by how near they are: in the row, one tap away, two taps away. */
export interface CaseActs {
  readonly buttons: readonly CaseAct[];
  readonly menu: readonly CaseAct[];
  /** In a window behind the menu's last entry; Slack takes five entries. */
  readonly more: readonly CaseAct[];
}

const mostInRow = 4;
const mostInMenu = 5;

/** All that can be done about a case at present; `responds`: there is something to act on in AWS. */
export function caseActs(view: CaseView, responds: boolean): CaseActs {
  const buttons = rowOf(view, responds).slice(0, mostInRow);
  const rest = inOrder(view, responds).filter((act) => !buttons.includes(act));
  return rest.length <= mostInMenu
    ? { buttons, menu: rest, more: [] }
    : { buttons, menu: rest.slice(0, mostInMenu - 1), more: rest.slice(mostInMenu - 1) };
}

/** What is next stands first. A setting is mended or meant; what happened is looked into and acted on. */
function rowOf(view: CaseView, responds: boolean): CaseAct[] {
  const { case: one } = view;
  if (one.exception !== null) return ['end_exception'];
  if (!isVisible(one.state)) return isClosed(one.state) && one.resolution !== 'folded' ? ['reopen'] : [];
  const first = one.state === 'verifying' ? 'reopen' : one.state === 'acknowledged' ? 'done' : 'ack';
  const { kind, account } = leadingFinding(view);
  if (kind === 'control') return [first, first === 'ack' ? 'done' : 'assign', 'exception'];
  // CloudTrail knows nothing of what is outside.
  if (account.id === outsideAws) return [first, 'assign', first === 'ack' ? 'done' : 'suppress'];
  return [first, 'assign', 'investigate', ...(responds ? (['respond'] as const) : [])];
}

/** Everything, the most wanted first. */
function inOrder({ case: one, findings }: CaseView, responds: boolean): CaseAct[] {
  if (!isVisible(one.state)) return ['note', 'copy_ids', 'raw_event'];
  const inAws = findings.some(({ account }) => account.id !== outsideAws);
  return [
    ...(one.state === 'acknowledged' ? (['release'] as const) : []),
    ...(one.state === 'verifying' ? [] : (['done'] as const)),
    'assign',
    'suppress',
    'note',
    'copy_ids',
    'exception',
    ...(inAws ? (['investigate'] as const) : []),
    ...(responds ? (['respond'] as const) : []),
    'due',
    one.sampleBy === null ? 'mark_sample' : 'unmark_sample',
    'raw_event',
  ];
}
