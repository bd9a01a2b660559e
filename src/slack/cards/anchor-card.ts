import type { AuditAnchorData } from '../../finding/card-data.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { grey } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { timeWords } from './when.ts';

/** Where the audit log stands: what `yagura audit verify --anchor` takes, kept where the database cannot reach. */
export function drawAuditAnchor(
  { key, data: { seq, hash, at, unkept } }: { key: string; data: AuditAnchorData },
  style: CardStyle,
): CardPayload {
  const { card } = catalogues[style.language];
  const moment = timeWords(card, style.timeZone, at).moment(at);
  return drawChannelCard({
    key,
    headline: card.auditAnchor.headline(seq, moment),
    color: grey,
    lines: [
      [run(`${seq}:${hash}`, 'code')],
      unkept === undefined
        ? []
        : [run(card.auditAnchor.unkept({ ...unkept, problem: plain(unkept.problem, 60) }), 'bold')],
      [run(card.auditAnchor.use)],
    ],
  });
}
