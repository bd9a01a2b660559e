import { catalogues } from '../../i18n/catalogue.ts';
import type { Count, StormCounts } from '../../store/ports/cards.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { drawChannelCard } from './channel-card.ts';
import { grey, marks, stormMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { timeWords } from './when.ts';

/** How many names of a kind fit on one line. */
const named = 3;

/** One card that stands for many: how many, how bad, from where. It is edited until the storm is over. */
export function drawStorm(storm: { key: string; counts: StormCounts }, style: CardStyle): CardPayload {
  const { key, counts } = storm;
  const { card } = catalogues[style.language];
  const words = card.storm;
  const over = counts.endedAt !== null;
  const duration = timeWords(card, style.timeZone, counts.from).duration(counts.to - counts.from);
  const list = (label: string, all: readonly Count[]) =>
    all.length === 0 ? [] : [run(words.list(label, shortList(all, counts.total, words)))];
  return drawChannelCard({
    key,
    headline: `${stormMark} ${(over ? words.over : words.headline)(counts.total + counts.freed, duration)}`,
    color: over ? grey : marks.Medium.color,
    lines: [
      [run(counts.bySeverity.map((one) => words.count(card.severity[one.severity], one.count)).join(' · '))],
      list(words.sources, counts.bySource),
      list(words.types, counts.byType),
      list(words.accounts, counts.byAccount),
      [run(counts.freed > 0 ? words.freed(counts.freed) : '')],
      [run(over ? '' : words.kept)],
    ],
    more:
      counts.total > 0
        ? [{ type: 'actions', elements: [buttonOf('storm-show', key.slice(0, 2_000), words.show)] }]
        : [],
  });
}

type Words = (typeof catalogues)['en']['card']['storm'];

/** The first few by name, the rest by number. */
function shortList(all: readonly Count[], total: number, words: Words): string[] {
  const shown = all.slice(0, named);
  const rest = total - shown.reduce((sum, one) => sum + one.count, 0);
  const entries = shown.map((one) => words.count(plain(one.name, 60), one.count));
  return rest > 0 ? [...entries, words.count(words.others, rest)] : entries;
}
