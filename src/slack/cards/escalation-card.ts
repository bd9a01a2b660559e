import type { EscalationData } from '../../finding/card-data.ts';
import { caseLabel } from '../../finding/case.ts';
import type { CaseView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { linkOutRun, run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { headlineOf, leadingFinding } from './case-group.ts';
import { whereAndWhenInShort } from './case-lines.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type People, peopleOf } from './people.ts';
import { timeWords } from './when.ts';

/** A message of its own for a case that nobody took. */
export interface Escalated {
  readonly key: string;
  readonly view: CaseView;
  readonly data: EscalationData;
  /** When it was decided: the card's `createdAt`. */
  readonly at: number;
  /** Address of the case's own card; null: it is not known. */
  readonly url: string | null;
}

/** The last thing in the channel while nobody has the case; it says so once somebody has, or it is over. */
export function drawEscalation(escalated: Escalated, style: CardStyle): CardPayload {
  const { key, view, data, url } = escalated;
  const { case: one } = view;
  const catalogue = catalogues[style.language];
  const { card } = catalogue;
  const times = timeWords(card, style.timeZone, one.openedAt);
  const waits = one.state === 'open';
  // Nobody is called to what somebody has.
  const people = peopleOf(style.names, waits ? data.mentions : []);
  const called = people.called.map(people.name);
  const value = String(one.id);
  const about = `${card.severity[one.severity]} · ${headlineOf(view, catalogue, false)}`;
  return drawChannelCard({
    key,
    people,
    about,
    headline: [...called, stateOf(escalated, card, people, times.duration)].join(' '),
    color: waits ? marks[one.severity].color : grey,
    lines: [
      [run(about)],
      [run(waits ? whereAndWhenInShort([leadingFinding(view)], card, times) : '')],
      url === null ? [] : [linkOutRun(card.escalation.openCard, url)],
    ],
    more: waits
      ? [
          {
            type: 'actions',
            elements: [
              buttonOf('ack', value, card.acts.acknowledge),
              buttonOf('assign', value, card.acts.assign),
            ],
          },
        ]
      : [],
  });
}

function stateOf(
  { view: { case: one }, at }: Escalated,
  { escalation }: Catalogue['card'],
  people: People,
  duration: (ms: number) => string,
): string {
  const label = caseLabel(one.id);
  if (one.state === 'acknowledged' && one.assignee !== null)
    return `${closedMark} ${escalation.taken(label, people.name(one.assignee))}`;
  if (one.state !== 'open') return `${closedMark} ${escalation.over(label)}`;
  const since = one.escalation === null || one.escalation.since > at ? one.openedAt : one.escalation.since;
  return `${marks[one.severity].emoji} ${escalation.waits(label, duration(at - since))}`;
}
