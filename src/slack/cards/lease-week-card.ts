import type { LeaseWeekData } from '../../finding/card-data.ts';
import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { marks, warningMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';
import { timeWords } from './when.ts';

const mostListed = 10;

export interface LeaseWeek {
  readonly key: string;
  readonly data: LeaseWeekData;
  /** Those of its leases that are still known. */
  readonly alone: readonly Pick<Lease, 'id' | 'requester' | 'requestedAt' | 'reason'>[];
  readonly accountName: (id: string) => string | undefined;
}

/** What one person did alone in a week, and what there is to be said of the security groups. */
export function drawLeaseWeek({ key, data, alone, accountName }: LeaseWeek, style: CardStyle): CardPayload {
  const { card } = catalogues[style.language];
  const { leaseWeek: words } = card;
  const times = timeWords(card, style.timeZone, style.now);
  const people = peopleOf(style.names, []);
  const listed = alone.slice(0, mostListed).map((lease) => {
    const who = people.name(lease.requester);
    const at = times.moment(lease.requestedAt);
    return [run(words.alone({ label: leaseLabel(lease.id), who, at, reason: plain(lease.reason, 200) }))];
  });
  const rest = data.breakGlass.length - listed.length;
  const stock = data.stock.slice(0, mostListed).map(({ account, finding, count }) => {
    const name = plain(accountName(account) ?? account, 60);
    return [run(`${name}: ${words.found(finding, count)}`)];
  });
  return drawChannelCard({
    key,
    headline: `${data.breakGlass.length > 0 ? `${warningMark} ` : ''}${words.headline}`,
    color: data.breakGlass.length > 0 ? marks.High.color : marks.Informational.color,
    lines: [
      [run(words.breakGlass(data.breakGlass.length), 'bold')],
      ...listed,
      ...(rest > 0 ? [[run(words.more(rest))]] : []),
      ...(stock.length > 0 ? [[run(words.groups, 'bold')], ...stock] : []),
      ...(data.missed > 0 ? [[run(words.missed(data.missed))]] : []),
      [run(words.next)],
    ],
  });
}
