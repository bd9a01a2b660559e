import { caseLabel } from '../../finding/case.ts';
import { catalogues, type Language } from '../../i18n/catalogue.ts';
import type { CardRow } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { plain } from '../text/plain.ts';
import { richText, run } from '../text/rich.ts';
import { marks } from './marks.ts';
import type { NoticePayload } from './notice.ts';
import type { CardPayload } from './payload.ts';
import { peopleOf } from './people.ts';

interface Style {
  readonly language: Language;
}

/** What stands in Slack where a card cannot be drawn: that there is something, how bad, and how to see it. */
export function drawCardPlainly({ key, caseId, severity }: CardRow, { language }: Style): CardPayload {
  const { card } = catalogues[language];
  const what = caseId === null ? plain(key, 200) : caseLabel(caseId);
  const said = `${marks[severity].emoji} ${card.severity[severity]} · ${card.undrawn(what)}`;
  return {
    text: mrkdwn(said, 300),
    blocks: [richText([[run(said, 'bold')]])],
    attachments: [],
    metadata: { event_type: 'yagura_card', event_payload: { key } },
  };
}

/** The same for a line of a thread; whoever it calls is called. */
export function drawNoticePlainly({ caseId, seq, mentions }: DueNotice, { language }: Style): NoticePayload {
  const people = peopleOf(undefined, mentions);
  const said = [...people.called.map(people.name), catalogues[language].card.undrawn(caseLabel(caseId))].join(
    ' ',
  );
  return {
    text: mrkdwn(people.text(said), 300),
    blocks: [richText([people.runs(said)])],
    metadata: { event_type: 'yagura_notice', event_payload: { key: `case:${caseId}`, seq } },
  };
}
