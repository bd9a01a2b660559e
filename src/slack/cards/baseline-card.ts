import type { BaselineData } from '../../finding/card-data.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { grey } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';

/** What was there before Yagura was, on one card. `byAccount` has names in place of ids, where they are known. */
export function drawBaseline(
  { key, data }: { readonly key: string; readonly data: BaselineData },
  { language }: CardStyle,
): CardPayload {
  const { baseline: words, card } = catalogues[language];
  const line = (counts: readonly { readonly name: string; readonly count: number }[]) => [
    run(counts.map(({ name, count }) => words.count(plain(name, 60), count)).join(' · ')),
  ];
  const severities = data.bySeverity.map(({ severity, count }) => ({ name: card.severity[severity], count }));
  return drawChannelCard({
    key,
    headline: `🗂 ${words.headline(data.untold)}`,
    color: grey,
    lines: [
      line(severities),
      line(data.byProduct),
      line(data.byAccount),
      [run(words.told(data.told))],
      [run(words.find)],
    ],
  });
}
