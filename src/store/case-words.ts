import { deletePairs, insertRows, type Session } from './session.ts';
import { splitWords } from './words.ts';

/** One case's words before and after, as `cases.words` has them. */
export interface WordsChange {
  readonly caseId: number;
  readonly before: string;
  readonly after: string;
}

/** Writes only what differs: a repeat costs nothing. */
export async function saveWords(session: Session, changes: readonly WordsChange[]): Promise<void> {
  const added: { word: string; case_id: number }[] = [];
  const removed: [string, number][] = [];
  for (const { caseId, before, after } of changes) {
    if (before === after) continue;
    const [had, has] = [new Set(splitWords(before)), new Set(splitWords(after))];
    for (const word of has) if (!had.has(word)) added.push({ word, case_id: caseId });
    for (const word of had) if (!has.has(word)) removed.push([word, caseId]);
  }
  added.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.case_id - b.case_id));
  await insertRows(session, 'case_words', added, 'on conflict (word, case_id) do nothing');
  await deletePairs(session, 'case_words', ['word', 'case_id'], removed);
}
