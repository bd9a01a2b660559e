import type { Button, SectionBlock } from '@slack/types';
import { caseLabel, isVisible } from '../../finding/case.ts';
import type { Link } from '../../finding/finding.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { cut } from '../text/plain.ts';
import { joined, type Run, richText, run, smallPrint } from '../text/rich.ts';
import { caseButtons } from './case-buttons.ts';
import {
  type Besides,
  type Drawing,
  type Drawn,
  firstLine,
  notTakenLines,
  speakers,
} from './case-drawing.ts';
import { groupLines, isGroup, isUniform, leadingFinding, listedOnCard } from './case-group.ts';
import { linksOf, whereAndWhen, whoAndWhat } from './case-lines.ts';
import { chooseText } from './choose-text.ts';
import { drawClosed } from './closed-card.ts';
import { marks } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';
import { stateLine } from './state-line.ts';
import { timeWords } from './when.ts';

/**
 * A case as its Slack message. Pure: the same view and style give the same card.
 *
 * Every word stands in rich_text or plain_text, where Slack parses nothing: what AWS says can then neither mention
 * anybody nor forge a link nor switch bold on, and people copy names exactly as they are. Only the top-level
 * `text` is mrkdwn, so only there it is escaped. It rings up `case.mentions` and nobody else. Lengths are bounded
 * where each value is taken from the view: the whole stays far below what Slack takes (50 blocks, some 12,000
 * characters).
 */
export function drawCase(view: CaseView, style: CardStyle, besides: Besides = {}): CardPayload {
  const { case: one } = view;
  const catalogue = catalogues[style.language];
  const drawing: Drawing = {
    view,
    besides,
    catalogue,
    words: catalogue.card,
    times: timeWords(catalogue.card, style.timeZone, one.openedAt),
    people: peopleOf(style.names, isVisible(one.state) ? one.mentions : []),
    now: style.now,
  };
  const { headline, button, rest, color } = isVisible(one.state) ? drawVisible(drawing) : drawClosed(drawing);
  const text = mrkdwn(wordsOf(headline), 300);
  return {
    text,
    blocks: [button === null ? richText([headline]) : besideButton(headline, button)],
    attachments: [{ color, fallback: text, blocks: rest }],
    metadata: { event_type: 'yagura_card', event_payload: { key: `case:${one.id}` } },
  };
}

/** Only a section takes a button on the line itself; as plain_text it parses nothing either. */
function besideButton(headline: readonly Run[], accessory: Button): SectionBlock {
  const text = cut(wordsOf(headline), 2_900);
  return { type: 'section', text: { type: 'plain_text', text, emoji: false }, accessory };
}

function wordsOf(runs: readonly Run[]): string {
  return runs.map((one) => ('text' in one ? (one.text ?? '') : '')).join('');
}

function drawVisible(drawing: Drawing): Drawn {
  const { view, words, times, besides } = drawing;
  const { case: one } = view;
  return {
    headline: [
      run(`${marks[one.severity].emoji} `),
      ...firstLine([run(words.severity[one.severity], 'bold')], drawing, false),
    ],
    rest: [
      smallPrint(whereAndWhen(speakers(view), words, times)),
      richText([
        ...whatHappened(drawing),
        stateLine(one, drawing),
        ...notTakenLines(drawing).map((line) => [run(line)]),
        related(view, words),
      ]),
      caseButtons(view, words, besides.responds ?? false),
    ],
    button: null,
    color: marks[one.severity].color,
  };
}

/** A group has its list where one finding has its sentence. What to do first is said where it goes for all. */
function whatHappened({ view, catalogue, words, besides }: Drawing): Run[][] {
  const finding = leadingFinding(view);
  const { headline, sentence, step } = chooseText(finding, catalogue, false);
  const list = groupLines(view, catalogue, besides.listed ?? listedOnCard).map((line) => [run(line)]);
  if (!isGroup(view))
    return [
      [run(whoAndWhat(finding, words, `${headline} ${sentence ?? ''}`))],
      [run(sentence ?? '')],
      nextStep(step, linksOf(finding.links, words)),
      ...list,
    ];
  return [...list, isUniform(view) ? nextStep(step, linksOf(linksForAll(finding), words)) : []];
}

/** What to do first, and on the same line where to read on. */
function nextStep(step: string | null, links: Run[]): Run[] {
  return joined([step === null ? [] : [run(step)], links], ' ');
}

/** How to fix one of them is how to fix all; a console shows only one. */
function linksForAll({ links }: FindingView): Link[] {
  return links.filter((link) => link.kind === 'remediation');
}

function related({ related: { cases, total } }: CaseView, words: Catalogue['card']): Run[] {
  const labels = cases.slice(0, 3).map((one) => caseLabel(one.id));
  return labels.length === 0 ? [] : [run(words.group.related(labels, Math.max(0, total - labels.length)))];
}
