import { deletePairs, insertRows, orReplace, type Session } from './session.ts';
import { splitWords } from './words.ts';

/** One case's words before and after, as `case_texts` has them. */
interface WordsChange {
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
  const texts = changes
    .filter((change) => change.before !== change.after)
    .map((change) => ({ case_id: change.caseId, words: change.after }));
  await insertRows(session, 'case_texts', texts, orReplace('case_id', ['words']));
  await insertRows(session, 'case_words', added, 'on conflict (word, case_id) do nothing');
  await deletePairs(session, 'case_words', ['word', 'case_id'], removed);
}

/** Takes the words of deleted cases away. */
export async function deleteWords(
  session: Session,
  texts: readonly { readonly case_id: number; readonly words: string }[],
): Promise<void> {
  const pairs = texts.flatMap(({ case_id, words }) =>
    splitWords(words).map((word): [string, number] => [word, case_id]),
  );
  await deletePairs(session, 'case_words', ['word', 'case_id'], pairs);
}
