import type { SuppressionCardData } from '../../finding/card-data.ts';
import { caseLabel } from '../../finding/case.ts';
import { type Suppression, suppressionLabel } from '../../finding/suppression.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { liftButton } from './case-buttons.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks, quietMark } from './marks.ts';
import { describeMatch } from './match-words.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type People, peopleOf } from './people.ts';
import { timeWords } from './when.ts';

type Words = Catalogue['card'];

/** Something that people decided not to see for a while, announced to everybody, and its end. `data`: at the end. */
export function drawSuppression(
  announced: { key: string; suppression: Suppression; data: SuppressionCardData | null },
  style: CardStyle,
): CardPayload {
  const { key, suppression: one, data } = announced;
  const { card } = catalogues[style.language];
  const words = card.suppression;
  const times = timeWords(card, style.timeZone, one.createdAt);
  const people = peopleOf(style.names, []);
  const label = suppressionLabel(one.id);
  const scope = words.scope(scopeOf(one, card));
  const by = words.by(people.name(one.author), plain(one.reason, 500));
  if (one.ended !== null)
    return drawChannelCard({
      key,
      headline: `${closedMark} ${ending(one.ended, label, card, people)}`,
      color: grey,
      lines: [[run(scope)], [run(`${by} · ${words.matched(one.hits)}`)], [run(stillOpen(data, card))]],
    });
  const facts = [
    words.upTo(card.severity[one.severity]),
    words.hits(one.hits),
    ...(one.idle === null ? [] : [words.idle(times.duration(one.idle))]),
  ];
  return drawChannelCard({
    key,
    headline: `${quietMark} ${words.headline(label, times.moment(one.until))}`,
    color: marks.Informational.color,
    lines: [[run(scope)], [run(by)], [run(facts.join(' · '))]],
    more: [{ type: 'actions', elements: [liftButton(one, card)] }],
  });
}

/** Made for one case, it is named by that: the ids of findings say nothing to people. */
function scopeOf({ match, caseId }: Suppression, words: Words): string {
  const [key, ...others] = Object.keys(match);
  if (key === 'identity' && others.length === 0 && caseId !== null)
    return words.suppression.onlyCase(caseLabel(caseId));
  return describeMatch(match, words) || words.suppression.everything;
}

function ending(
  { how, by }: NonNullable<Suppression['ended']>,
  label: string,
  { suppression: { over } }: Words,
  people: People,
): string {
  return how === 'lifted' ? over.lifted(label, by === null ? null : people.name(by)) : over[how](label);
}

function stillOpen(data: SuppressionCardData | null, { suppression }: Words): string {
  if (data === null) return '';
  const { total, caseIds } = data.stillOpen;
  if (total === 0) return suppression.nothingOpen;
  const shown = caseIds.slice(0, 10).map(caseLabel);
  return suppression.stillOpen(total, shown, Math.max(0, total - shown.length));
}
