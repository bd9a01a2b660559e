import type { CaseDraft, NoticeDraft, NoticeKind } from '../finding/case.ts';
import type { CaseChange } from '../finding/change.ts';

/** A case as it is now, whose card shows it; `more`: what else is to be said or done of it. */
export function edited(draft: CaseDraft, more: Partial<Omit<CaseChange, 'case'>> = {}): CaseChange {
  const card = draft.shown ? 'edit' : null;
  // What was opened without a card has one from its first post on.
  const seenBy = more.card === 'post' ? { ...draft, shown: true } : draft;
  return { case: seenBy, lastSeen: null, card, notices: [], page: null, announce: null, ...more };
}

export function notice(
  kind: NoticeKind,
  at: number,
  values: NoticeDraft['values'] = {},
  mentions: readonly string[] = [],
): NoticeDraft {
  return { kind, at, broadcast: false, mentions, values };
}

/** Material changes are also shown in the channel. */
export function loud(said: NoticeDraft): NoticeDraft {
  return { ...said, broadcast: true };
}
