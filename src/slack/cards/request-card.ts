import type { ActionsBlock } from '@slack/types';
import { caseLabel } from '../../finding/case.ts';
import type { ApprovalRequest } from '../../finding/request.ts';
import type { CaseView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { headlineOf } from './case-group.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks, requestMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type People, peopleOf } from './people.ts';
import { timeWords } from './when.ts';

/** What somebody asks others to agree to, in the thread of its case: with buttons as long as it waits. */
export function drawRequest(
  { key, request, view }: { key: string; request: ApprovalRequest; view: CaseView },
  style: CardStyle,
): CardPayload {
  const catalogue = catalogues[style.language];
  const { card } = catalogue;
  const words = card.decisions.request;
  const times = timeWords(card, style.timeZone, request.askedAt);
  const people = peopleOf(style.names, []);
  const { asked, status } = request;
  const waits = status === 'asked';
  const question = words[asked.kind](caseLabel(request.caseId), times.moment(asked.until));
  const about = `${card.severity[view.case.severity]} · ${headlineOf(view, catalogue, false)}`;
  const lines = [
    waits ? '' : question,
    about,
    words.by(people.name(request.askedBy), plain(request.reason, 500)),
    waits ? meaningOf(request, words) : '',
    waits ? words.waits(times.moment(request.expiresAt)) : '',
  ];
  return drawChannelCard({
    key,
    about,
    headline: waits ? `${requestMark} ${question}` : `${closedMark} ${endOf(request, words, people)}`,
    color: waits ? marks[view.case.severity].color : grey,
    lines: lines.map((line) => [run(line)]),
    more: waits ? [buttonsOf(request, words)] : [],
  });
}

type Words = Catalogue['card']['decisions']['request'];

function meaningOf({ asked }: ApprovalRequest, words: Words): string {
  return asked.kind === 'exception'
    ? words.exceptionMeans
    : words.because(asked.why.map((one) => words.why[one]));
}

function endOf({ status, decidedBy }: ApprovalRequest, words: Words, people: People): string {
  const name = decidedBy === null ? null : people.name(decidedBy);
  return status === 'granted' || status === 'refused' || status === 'withdrawn'
    ? words.over[status](name)
    : words.over[status === 'expired' ? 'expired' : 'superseded'];
}

function buttonsOf({ id }: ApprovalRequest, words: Words): ActionsBlock {
  const value = String(id);
  return {
    type: 'actions',
    elements: [
      buttonOf('grant', value, words.grant),
      buttonOf('refuse', value, words.refuse),
      buttonOf('withdraw', value, words.withdraw),
    ],
  };
}
