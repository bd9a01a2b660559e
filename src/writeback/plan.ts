import { caseLabel, type Disposition, dispositions } from '../finding/case.ts';
import { lastMark, type MarkWord } from '../finding/mark.ts';
import type { Wish } from '../finding/wish.ts';
import type { ClaimedWish } from '../store/ports/wishes.ts';
import type { Door, Present, Saying } from './door.ts';

/** The key under which Security Hub shows which case a finding is in. */
const caseField = 'yaguraCase';
const decisions: ReadonlySet<MarkWord | null> = new Set(['SUPPRESSED', 'RESOLVED', 'ARCHIVED']);

/**
 * What to say of one copy, with what the service says at present; null: nothing, since it says so already, or says what
 * somebody else decided. Pure. What somebody else noted stays, and what we said is taken back only where it still
 * stands.
 */
export function sayingOf(
  { wanted, written, marks }: Pick<ClaimedWish, 'wanted' | 'written' | 'marks'>,
  present: Present,
  door: Pick<Door, 'blank' | 'wordOf' | 'keeps'>,
  text: string,
): Saying | null {
  const isOurs = lastMark(marks) !== null && present.word === lastMark(marks);
  if (wanted === null) {
    if (!isOurs || present.word === door.blank) return null;
    // Where there is no note of ours, none is left behind.
    return { word: door.blank, note: present.note?.ours ? text : null, fields: null, verdict: null };
  }
  if (!isOurs && decisions.has(present.word)) return null;
  const word = door.wordOf(wanted);
  const note = door.keeps.notes && (present.note?.ours ?? true) && present.note?.text !== text ? text : null;
  const fields = door.keeps.fields ? fieldsWith(present.fields, wanted.caseId) : null;
  const verdict = verdictOf(wanted);
  const isTold = note === null && fields === null && (verdict === null || verdict === verdictOf(written));
  if (present.word === word && (!isOurs || isTold)) return null;
  return { word, note, fields, verdict };
}

function verdictOf(wish: Wish | null): Disposition | null {
  return dispositions.find((one) => one === wish?.why) ?? null;
}

/** Null: there is nothing to change about them. The service replaces all of them at once. */
function fieldsWith(present: Present['fields'], caseId: number | null): Present['fields'] | null {
  if (caseId === null || present[caseField] === caseLabel(caseId)) return null;
  return { ...present, [caseField]: caseLabel(caseId) };
}
