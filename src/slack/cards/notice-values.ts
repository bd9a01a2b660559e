import type { Notice } from '../../finding/case.ts';
import { severityOfWord } from '../../finding/severity.ts';
import { suppressionLabel } from '../../finding/suppression.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { marks } from './marks.ts';
import type { People } from './people.ts';
import type { TimeWords } from './when.ts';

/** The values of a notice as sentences want them; what is missing or of another kind is left out of them. */
export interface NoticeValues {
  text(name: string, max: number): string;
  count(name: string): number | null;
  person(name: string): string | null;
  /** `14:36` on the day of the notice itself. */
  time(name: string): string | null;
  /** `22 Nov`. */
  date(name: string): string | null;
  duration(name: string): string | null;
  severity(name: string): string;
  /** `S12`. */
  suppression(): string | null;
}

export function valuesOf(
  { at, values }: Pick<Notice, 'at' | 'values'>,
  { words, people, times }: { words: Catalogue['card']; people: People; times: TimeWords },
): NoticeValues {
  const text = (name: string, max: number) => plain(String(values[name] ?? ''), max);
  const count = (name: string) => {
    const value = values[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    text,
    count,
    person: (name) => (text(name, 40) === '' ? null : people.name(text(name, 40))),
    time: (name) => mapped(count(name), (value) => times.near(value, at)),
    date: (name) => mapped(count(name), times.date),
    duration: (name) => mapped(count(name), (value) => words.duration(Math.max(0, Math.floor(value)))),
    severity(name) {
      const known = severityOfWord(text(name, 20));
      return known === null ? text(name, 20) : `${marks[known].emoji} ${words.severity[known]}`;
    },
    suppression: () => mapped(count('suppression'), suppressionLabel),
  };
}

/** Null stays null. */
export function mapped<T, U>(value: T | null, change: (value: T) => U): U | null {
  return value === null ? null : change(value);
}
