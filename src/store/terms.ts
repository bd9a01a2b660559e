import { type RawBuilder, sql } from 'kysely';
import type { CaseQuery } from './ports/cases.ts';
import type { Session } from './session.ts';
import { askedWords, type Facet, facetWord, lastSegment } from './words.ts';

/** Words that begin so; `like` says more of them. */
interface Stretch {
  readonly start: string;
  readonly like: string | null;
}

/** One thing that must hold of a case's words; whole words and stretches of words are alternatives. */
export interface Term {
  readonly words: readonly string[];
  readonly stretches: readonly Stretch[];
}

const facets: readonly Facet[] = ['account', 'region', 'type', 'control', 'resource', 'source'];
/** Of one stretch. Fewer are looked up one by one, which an index does; more are looked for in the case's text. */
const mostSpelledOut = 12;
const mostLookedAt = 400;

/** What a question asks of the words, the rarest first as far as one can tell beforehand. */
export async function termsOf(session: Session, query: CaseQuery): Promise<Term[]> {
  const asked = [
    ...facets.filter((facet) => query[facet].length > 0).map((facet) => facetTerm(facet, query[facet])),
    ...query.text.flatMap(textTerms),
  ];
  const terms: Term[] = [];
  for (const term of asked) terms.push(await spelledOut(session, term));
  return terms;
}

/** Of `web-7` the `web` is a whole word, and `7` may go on: whoever types may not have finished. */
function textTerms(text: string): Term[] {
  const words = askedWords(text);
  const last = words.pop();
  const whole = words.map((word): Term => ({ words: [word], stretches: [] }));
  return last === undefined ? [] : [...whole, { words: [], stretches: [{ start: last, like: null }] }];
}

function facetTerm(facet: Facet, values: readonly string[]): Term {
  const asked = [...new Set(values)].map((value) =>
    facetWord(facet, facet === 'resource' && value.startsWith('arn:') ? lastSegment(value) : value),
  );
  return {
    words: asked.filter((word) => !word.includes('*')),
    stretches: asked.filter((word) => word.includes('*')).map(stretchOf),
  };
}

function stretchOf(word: string): Stretch {
  const start = word.slice(0, word.indexOf('*'));
  const like = word.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return { start, like: start.length === word.length - 1 ? null : like };
}

/** Stretches of few words become those words: `team3*` is mostly one account. */
async function spelledOut(session: Session, term: Term): Promise<Term> {
  const words = [...term.words];
  const stretches: Stretch[] = [];
  for (const stretch of term.stretches) {
    const found = await wordsIn(session, stretch);
    if (found === null) stretches.push(stretch);
    else words.push(...found);
  }
  return { words, stretches };
}

/** The different words of a stretch; null: too many. Hops from word to word and never walks the cases of one. */
async function wordsIn({ db }: Session, stretch: Stretch): Promise<string[] | null> {
  const { start, like } = stretch;
  const most = like === null ? mostSpelledOut : mostLookedAt;
  const end = start + lastOfAll;
  const found = await sql<{ word: string; fits: number }>`
    with recursive hop(word, place) as (
      select min(word), 1 from case_words where word >= ${start} and word < ${end}
      union all
      select (select min(word) from case_words where word > hop.word and word < ${end}), hop.place + 1
      from hop where hop.word is not null and hop.place <= ${most}
    )
    select word, case when word like ${like ?? '%'} escape '\\' then 1 else 0 end as fits
    from hop where word is not null`.execute(db);
  if (found.rows.length > most) return null;
  const words = found.rows.filter((row) => row.fits === 1).map((row) => row.word);
  return words.length > mostSpelledOut ? null : words;
}

/** The words of a stretch, as a condition on `case_words`. */
export function inStretch({ start, like }: Stretch): RawBuilder<boolean> {
  const within = sql<boolean>`(word >= ${start} and word < ${start + lastOfAll})`;
  return like === null ? within : sql<boolean>`(${within} and word like ${like} escape '\\')`;
}

/** No letter sorts after it. */
const lastOfAll = '\u{10ffff}';
