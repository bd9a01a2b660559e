import type { ActionsBlock } from '@slack/types';
import type { Question, Reading } from '../../finding/question.ts';
import type { CaseView } from '../../finding/view.ts';
import { type Catalogue, catalogues, languages } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { headlineOf, leadingFinding } from './case-group.ts';
import { drawChannelCard } from './channel-card.ts';
import { marks } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { timeWords } from './when.ts';

/** A message to one person is written as they read. */
export function readingStyle({ language, timeZone }: Reading, style: CardStyle): CardStyle {
  const known = languages.find((one) => one === language);
  return { ...style, language: known ?? style.language, timeZone: timeZone ?? style.timeZone };
}

/** Asks whether it was them, of somebody who need not know this bot; afterwards it says what they answered. */
export function drawQuestion(
  { key, question, view }: { key: string; question: Question; view: CaseView },
  style: CardStyle,
): CardPayload {
  const catalogue = catalogues[style.language];
  const { question: words, severity } = catalogue.card;
  const finding = leadingFinding(view);
  const times = timeWords(catalogue.card, style.timeZone, question.askedAt ?? view.case.openedAt);
  const { leaked, principal, until, state } = question;
  const account = plain(finding.account.name ?? finding.account.id, 60);
  const what = `${marks[view.case.severity].emoji} ${severity[view.case.severity]} · ${headlineOf(view, catalogue, false)}`;
  const lines = [
    [run(words.about({ principal: plain(principal, 100), account }))],
    [run(what)],
    [run(times.seen(finding))],
    ...(leaked ? [[run(words.leaked)]] : []),
    [run(lastLine(state, until === null ? null : times.moment(until), words), 'bold')],
  ];
  const answerable = state === 'asked' || state === 'silent';
  return drawChannelCard({
    key,
    headline: leaked ? words.titleLeaked : words.title,
    color: marks[view.case.severity].color,
    lines,
    more: answerable ? [answers(question, words)] : [],
  });
}

function lastLine(
  state: Question['state'],
  until: string | null,
  words: Catalogue['card']['question'],
): string {
  if (state === 'yes' || state === 'no' || state === 'silent') return words.said[state];
  return until === null ? '' : words.ask({ until });
}

function answers({ caseId, leaked }: Question, words: Catalogue['card']['question']): ActionsBlock {
  const yes = leaked ? words.yesLeaked : words.yes;
  return {
    type: 'actions',
    elements: [buttonOf('was-me:yes', `${caseId}:yes`, yes), buttonOf('was-me:no', `${caseId}:no`, words.no)],
  };
}
