import { cloudTrailLink } from '../../finding/console-links.ts';
import { type Counted, isDenial, type Timeline, type TrailEvent } from '../../finding/investigation.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { joined, linkOutRun, type Run, run } from '../text/rich.ts';
import { type TimeWords, timeWords } from './when.ts';

/** As many as fit beside the rest of a message, with the longest values. */
const mostShown = 15;

export interface TimelineStyle {
  readonly card: Catalogue['card'];
  readonly timeZone: string;
  /** `1,204` in the reader's language. */
  readonly number: (value: number) => string;
  /** The team's name for the account. */
  readonly account: string;
}

/** Whose history it is; the first line of whatever shows it. */
export function timelineHeadline({ search }: Timeline, { card, account }: TimelineStyle): string {
  // A machine is searched for twice: what it did, and what was done to it.
  const names = new Set(search.suspects.map(({ value }) => plain(value, 80)));
  const who = [...names].join(card.investigation.between);
  return card.investigation.headline({ who: plain(who, 120), account: plain(account, 80) });
}

/** What was found: changes and denials one by one, whatever was only read as counts. All names are from outside. */
export function timelineLines(timeline: Timeline, style: TimelineStyle): Run[][] {
  const { card, number } = style;
  const { investigation: said } = card;
  const { search, total, notable, notableTotal, denied, chain, reads, addresses, agents } = timeline;
  const times = timeWords(card, style.timeZone, timeline.askedAt);
  const near = (at: number) => times.near(at, search.from);
  const shown = notable.slice(0, mostShown);
  const rest = notableTotal - shown.length;
  const list = (all: readonly Counted[], draw: (one: Counted) => string) => all.map(draw).join(said.between);
  const counts = (one: Counted) => said.counted({ name: plain(one.name, 60), count: number(one.count) });
  const seen = (one: Counted) =>
    said.seen({
      ...one,
      name: plain(one.name, 60),
      count: number(one.count),
      first: near(one.first),
      last: near(one.last),
    });
  return [
    [run(said.span({ from: times.moment(search.from), to: near(search.to) }))],
    [
      run(
        total === 0
          ? said.nothing
          : said.total({ total: number(total), notable: number(notableTotal), denied: number(denied) }),
        'bold',
      ),
    ],
    ...chain.map((link): Run[] => [
      run(
        said.chain({
          ...{ who: plain(link.who, 80), role: plain(link.role, 64), session: plain(link.session, 64) },
          identity: link.sourceIdentity === null ? null : plain(link.sourceIdentity, 64),
        }),
      ),
    ]),
    ...shown.map((event) => lineOf(event, near, card)),
    rest > 0 ? [run(said.more({ count: number(rest) }))] : [],
    reads.length === 0 ? [] : [run(said.reads({ list: list(reads, counts) }))],
    addresses.length === 0 ? [] : [run(said.addresses({ list: list(addresses, seen) }))],
    agents.length === 0 ? [] : [run(said.agents({ list: list(agents, counts) }))],
    timeline.cut && timeline.troubles.length === 0 ? [run(said.cut)] : [],
    ...timeline.troubles.map((one): Run[] => [
      run(said.trouble({ ...one, region: plain(one.region, 40) }), 'bold'),
    ]),
  ];
}

function lineOf(event: TrailEvent, near: (at: number) => string, card: Catalogue['card']): Run[] {
  const { investigation: said } = card;
  const { service, api, resource, errorCode } = event;
  const [link] = cloudTrailLink(event.region, event.id);
  const denied = isDenial(errorCode);
  return joined([
    [run(near(event.at))],
    [
      run(
        said.call({
          ...{ service: plain(service, 30), api: plain(api, 60) },
          resource: resource === null ? null : plain(resource, 60),
        }),
        'bold',
      ),
    ],
    errorCode === null ? [] : [run(said.failed({ code: plain(errorCode, 50), denied }))],
    [run(plain(event.who, 60))],
    event.address === null ? [] : [run(plain(event.address, 45))],
    link === undefined ? [] : [linkOutRun(said.open, link.url)],
  ]);
}

/** Until when it is whole, and when it is read anew. */
export function timelineFootnote(
  { completeUntil, search }: Timeline,
  again: number | null,
  { card, timeZone }: TimelineStyle,
): string {
  const times: TimeWords = timeWords(card, timeZone, search.to);
  const near = (at: number) => times.near(at, search.from);
  const { complete, again: asked } = card.investigation;
  const whole = complete({ until: near(completeUntil) });
  return again === null ? whole : `${whole} ${asked({ at: near(again) })}`;
}
