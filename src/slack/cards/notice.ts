import type { KnownBlock } from '@slack/types';
import { caseLabel, isClosed, type Notice, type NoticeKind } from '../../finding/case.ts';
import type { CaseView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { richText, run } from '../text/rich.ts';
import { headlineOf } from './case-group.ts';
import { decisionOf } from './decision-notice.ts';
import { marks } from './marks.ts';
import { mapped, type NoticeValues, valuesOf } from './notice-values.ts';
import type { CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';
import { questionOf } from './question-notice.ts';
import { timeWords } from './when.ts';

/** A reply in a card's thread. */
export interface NoticePayload {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata: {
    readonly event_type: 'yagura_notice';
    readonly event_payload: { readonly key: string; readonly seq: number };
  };
}

/** How a channel wants its threads. */
export type NoticeStyle = Pick<CardStyle, 'language' | 'timeZone' | 'names'>;

/**
 * One line of a case's story. It rings up `notice.mentions` and nobody else. `about`: the case, for a line that stands
 * in the channel and on phones without its card.
 */
export function drawNotice(
  notice: Notice & { readonly seq: number },
  style: NoticeStyle,
  about: CaseView | null = null,
): NoticePayload {
  const catalogue = catalogues[style.language];
  const { card } = catalogue;
  const people = peopleOf(style.names, notice.mentions);
  const values = valuesOf(notice, { words: card, people, times: timeWords(card, style.timeZone, notice.at) });
  const said = sentenceOf(notice.kind, values, card);
  // Whoever the sentence does not name is called before it.
  const unnamed = people.called.map(people.name).filter((one) => !said.includes(one));
  const label = notice.broadcast ? [`${caseLabel(notice.caseId)} ·`] : [];
  const line = [...unnamed, ...label, said].join(' ');
  const what = notice.broadcast && about !== null ? whatItIs(about, catalogue) : '';
  return {
    text: mrkdwn([people.text(line), what].join(' '), 300),
    blocks: [richText([people.runs(line), [run(what)]])],
    metadata: {
      event_type: 'yagura_notice',
      event_payload: { key: `case:${notice.caseId}`, seq: notice.seq },
    },
  };
}

function whatItIs(view: CaseView, catalogue: Catalogue): string {
  const { severity, state } = view.case;
  const headline = headlineOf(view, catalogue, isClosed(state));
  return `${marks[severity].emoji} ${catalogue.card.severity[severity]} · ${headline}`;
}

function sentenceOf(kind: NoticeKind, values: NoticeValues, words: Catalogue['card']): string {
  const { notice } = words;
  const somebody = (name: string) => values.person(name) ?? notice.somebody;
  switch (kind) {
    case 'reopened':
      return notice.reopened(values.count('times') ?? 1);
    case 'external-reversed':
      return notice['external-reversed'];
    case 'severity-raised':
      return notice['severity-raised'](values.severity('from'), values.severity('to'));
    case 'closed': {
      const resolution = values.text('resolution', 20);
      return resolution === 'fixed' || resolution === 'external'
        ? notice.closed[resolution]
        : notice.closed.gone;
    }
    case 'resource-kind-added':
      return notice['resource-kind-added'](values.text('kinds', 200));
    case 'happened-again':
      return notice['happened-again'](values.count('times') ?? 1);
    case 'flapping':
      return notice.flapping(values.count('times'));
    case 'folded':
      return notice.folded(mapped(values.count('into'), caseLabel));
    case 'shown-again':
      return notice['shown-again'](values.suppression());
    case 'acknowledged':
      return notice.acknowledged(somebody('by'), values.time('until'));
    case 'released': {
      const from = values.person('from');
      return from === null || from === values.person('by')
        ? notice.released(somebody('by'))
        : notice.takenFrom(somebody('by'), from);
    }
    case 'ack-lapsed':
      return notice['ack-lapsed'](values.person('by'));
    case 'assigned':
      return notice.assigned(somebody('by'), somebody('to'));
    case 'suppressed': {
      const said = notice.suppressed(values.person('by'), values.suppression(), values.time('until'));
      return notice.because(said, values.text('reason', 300));
    }
    case 'escalated':
      return notice.escalated((values.count('minutes') ?? 0) < 1 ? null : values.duration('minutes'));
    case 'page-unheard':
      return notice['page-unheard'](values.duration('minutes'));
    case 'person-asked':
    case 'nobody-to-ask':
    case 'person-said-yes':
    case 'person-said-no':
    case 'person-silent':
      return questionOf(kind, values, words);
    default:
      return decisionOf(kind, values, words);
  }
}
