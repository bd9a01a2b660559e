import { caseLabel } from '../finding/case.ts';
import type { Wish } from '../finding/wish.ts';
import { catalogues, type Language } from '../i18n/catalogue.ts';

/** Begins every note of ours, so that it is known also where a service keeps no author. */
const opening = '[Yagura]';
/** Security Hub API reference: NoteUpdate and BatchUpdateFindingsV2. */
const longest = 512;
const longestReason = 200;

export function isOurNote(text: string): boolean {
  return text.startsWith(opening);
}

export interface NoteFacts {
  readonly language: Language;
  /** The case that it is about; null: a policy speaks, of many. */
  readonly caseId: number | null;
  /** What `wish.by` is called. */
  readonly name: string | null;
  /** The case's card. */
  readonly url: string | null;
}

/** Who decided what, until when and why, with the way to the card. `wish` null: it is open again. */
export function noteOf(wish: Wish | null, { language, caseId, name, url }: NoteFacts): string {
  const words = catalogues[language].writeBack;
  const until =
    wish?.until == null ? null : new Date(wish.until).toISOString().slice(0, 16).replace('T', ' ');
  const said =
    wish === null
      ? words.open
      : words.why[wish.why]({
          who: name ?? wish.by ?? words.somebody,
          until: until === null ? null : words.until(until),
          reason: cut(wish.reason ?? '', longestReason),
        });
  const end = [caseId === null ? [] : caseLabel(caseId), url ?? []].flat().join(' ');
  const text = `${opening} ${said}`;
  return end === '' ? cut(text, longest) : `${cut(text, longest - end.length - 3)} · ${end}`;
}

/** In UTF-16 units; never half a letter, never a control character. */
function cut(text: string, most: number): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, Math.max(0, most - 1)).toWellFormed()}…`;
}
