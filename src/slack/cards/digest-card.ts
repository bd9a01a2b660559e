import { caseLabel, isClosed } from '../../finding/case.ts';
import { type Suppression, suppressionLabel } from '../../finding/suppression.ts';
import type { CaseView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { joined, type Run, run } from '../text/rich.ts';
import { headlineOf, leadingFinding } from './case-group.ts';
import { drawChannelCard } from './channel-card.ts';
import { accountName } from './choose-text.ts';
import { grey, marks } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';
import { type TimeWords, timeWords } from './when.ts';

/** A message that is read in the morning: of each kind so many, and a number for the rest. */
export const listedInDigest = 5;

/** What one owner should know when the working day begins. */
export interface Digest {
  readonly key: string;
  /** Null: what belongs to nobody. */
  readonly owner: string | null;
  /** The owner is rung up by it. */
  readonly mention: boolean;
  readonly overdue: Part<CaseView>;
  readonly dueTomorrow: Part<CaseView>;
  /** What came while nobody was at work. */
  readonly waiting: Part<CaseView>;
  /** The owner's, that end with the next working day. */
  readonly suppressions: Part<Suppression>;
}

interface Part<T> {
  readonly total: number;
  /** The first ones. */
  readonly shown: readonly T[];
}

/** One message a day for each owner, never one a case. */
export function drawDigest(digest: Digest, style: CardStyle): CardPayload {
  const catalogue = catalogues[style.language];
  const words = catalogue.card.digest;
  const times = timeWords(catalogue.card, style.timeZone, style.now);
  const { key, owner, mention, overdue, dueTomorrow, waiting, suppressions } = digest;
  const people = peopleOf(style.names, mention && owner !== null ? [owner] : []);
  const parts = [
    [overdue, words.overdue],
    [dueTomorrow, words.dueTomorrow],
    [waiting, words.waiting],
    [suppressions, words.suppressions],
  ] as const;
  const counts = parts.flatMap(([{ total }, said]) => (total > 0 ? [said(total)] : []));
  const list = (title: string, part: Part<CaseView>) =>
    listOf(title, part, (view) => caseLine(view, catalogue, times), words);
  const cases = overdue.total + dueTomorrow.total + waiting.total;
  return drawChannelCard({
    key,
    people,
    headline: words.headline(owner === null ? null : people.name(owner), counts),
    color: overdue.total > 0 ? marks.High.color : cases > 0 ? marks.Medium.color : grey,
    lines: [
      ...list(words.titles.overdue, overdue),
      ...list(words.titles.dueTomorrow, dueTomorrow),
      ...list(words.titles.waiting, waiting),
      ...listOf(words.titles.suppressions, suppressions, (one) => suppressionLine(one, words, times), words),
      cases > 0 ? [run(words.all), run(overdue.total > 0 ? '/secfind overdue' : '/secfind', 'code')] : [],
    ],
  });
}

type Words = Catalogue['card']['digest'];

function listOf<T>(
  title: string,
  { total, shown: all }: Part<T>,
  line: (one: T) => Run[],
  words: Words,
): Run[][] {
  if (total === 0) return [];
  const shown = all.slice(0, listedInDigest);
  const rest = total - shown.length;
  return [[run(title, 'bold')], ...shown.map(line), ...(rest > 0 ? [[run(words.rest(rest))]] : [])];
}

function caseLine(view: CaseView, catalogue: Catalogue, times: TimeWords): Run[] {
  const { card } = catalogue;
  const { id, severity, dueAt, state } = view.case;
  const headline = headlineOf(view, catalogue, isClosed(state));
  const account = accountName(leadingFinding(view), card);
  return joined([
    [run(`${marks[severity].emoji} ${card.severity[severity]} ${caseLabel(id)}`)],
    [run(headline)],
    headline.includes(account) ? [] : [run(account)],
    dueAt === null ? [] : [run(card.due(times.date(dueAt), null))],
  ]);
}

function suppressionLine({ id, until, reason }: Suppression, words: Words, times: TimeWords): Run[] {
  return [run(words.suppression(suppressionLabel(id), times.moment(until), plain(reason, 100)))];
}
