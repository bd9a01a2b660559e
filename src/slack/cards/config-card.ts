import type { ConfigData } from '../../finding/card-data.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks, warningMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { timeWords } from './when.ts';

/** A configuration file that cannot be used, or of which something waits for a restart; and that it is good again. */
export function drawConfig({ key, data }: { key: string; data: ConfigData }, style: CardStyle): CardPayload {
  const { card } = catalogues[style.language];
  const words = card.config;
  const times = timeWords(card, style.timeZone, data.at);
  const file = plain(data.file, 80);
  const problem = plain(data.problem, 600);
  const keys = data.restart.slice(0, 20).map((one) => plain(one, 60));
  const restart = keys.length === 0 ? '' : words.restart(keys);
  if (data.mendedAt !== null)
    return drawChannelCard({
      key,
      headline: `${closedMark} ${data.rules === undefined ? words.mended(file) : words.rulesMended}`,
      color: grey,
      lines: [
        [run(problem)],
        [run(words.span(times.moment(data.at), times.near(data.mendedAt, data.at)))],
        [run(restart)],
      ],
    });
  return drawChannelCard({
    key,
    headline: `${warningMark} ${wrong(data, words)(file)}`,
    color: marks.High.color,
    lines: [[run(problem)], [run(restart)], [run(words.since(times.moment(data.at)))]],
  });
}

function wrong({ problem, rules }: ConfigData, words: Catalogue['card']['config']): (file: string) => string {
  if (rules !== undefined) return () => words.rulesBroken(rules);
  return problem === '' ? words.restartNeeded : words.broken;
}
