import { totalCount } from '../finding/tally.ts';
import type { FindingView } from '../finding/view.ts';
import type { LoadedCase } from './loaded-cases.ts';
import { deletePairs, insertRows, orReplace, type Session } from './session.ts';
import { joinWords, searchWords, splitWords } from './words.ts';

/** Of a case of several findings; the findings themselves are found by their handles all the same. */
const mostOfGroup = 400;

/** One case's words before and after, as `case_texts` has them. */
export interface WordsChange {
  readonly caseId: number;
  readonly before: string;
  readonly after: string;
}

/** A finding alone has its case's words to itself; several only ever add to them, as far as there is room. */
export function wordsOfCase({ case: one, words }: LoadedCase, views: readonly FindingView[]): string {
  const said = views.map(searchWords);
  const [first = []] = said;
  if (said.length === 1 && totalCount(one.tally) <= 1) return joinWords(first);
  const all = new Set([...splitWords(words), ...said.flat()]);
  return joinWords([...all].slice(0, mostOfGroup));
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
