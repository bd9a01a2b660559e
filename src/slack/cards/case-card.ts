import type { Button, KnownBlock } from '@slack/types';
import { type Case, caseLabel } from '../../finding/case.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { cut } from '../text/plain.ts';
import { joined, type Run, richText, run, smallPrint } from '../text/rich.ts';
import { linksOf, stateLine, whereAndWhen, whereAndWhenInShort, whoAndWhat } from './case-lines.ts';
import { chooseText } from './choose-text.ts';
import { closedMark, grey, marks, setAsideMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type TimeWords, timeWords } from './when.ts';

/**
 * A case as its Slack message. Pure: the same view and style give the same card.
 *
 * Every word stands in rich_text or plain_text, where Slack parses nothing: what AWS says can then neither mention
 * anybody nor forge a link nor switch bold on, and people copy names exactly as they are. Only the top-level
 * `text` is mrkdwn, so only there it is escaped. Lengths are bounded where each value is taken from the view:
 * the whole stays far below what Slack takes (50 blocks, some 12,000 characters).
 */
export function drawCase(view: CaseView, style: CardStyle): CardPayload {
  const [finding] = view.findings;
  if (!finding) throw new Error('a case without findings has no card');
  const catalogue = catalogues[style.language];
  const times = timeWords(catalogue.card, style.timeZone, view.case.openedAt);
  const drawing = {
    view,
    finding,
    catalogue,
    times,
    button: style.rawEvent ? rawEvent(view.case, catalogue) : null,
  };
  const { headline, rest, color } = view.case.state === 'open' ? drawOpen(drawing) : drawClosed(drawing);
  const text = mrkdwn(headline.map((one) => ('text' in one ? (one.text ?? '') : '')).join(''), 300);
  return {
    text,
    blocks: [richText([headline])],
    attachments: [{ color, fallback: text, blocks: rest }],
    metadata: { event_type: 'yagura_card', event_payload: { key: `case:${view.case.id}` } },
  };
}

interface Drawing {
  readonly view: CaseView;
  readonly finding: FindingView;
  readonly catalogue: Catalogue;
  readonly times: TimeWords;
  readonly button: Button | null;
}

interface Drawn {
  readonly headline: Run[];
  readonly rest: KnownBlock[];
  readonly color: string;
}

function drawOpen({ view, finding, catalogue, times, button }: Drawing): Drawn {
  const words = catalogue.card;
  const { severity } = view.case;
  const { headline, sentence, step } = chooseText(finding, catalogue, false);
  const lines: Run[][] = [
    [run(whoAndWhat(finding, words, `${headline} ${sentence ?? ''}`))],
    [run(sentence ?? '')],
    [run(step ?? '')],
    linksOf(finding, words),
    stateLine(view, words, times),
  ];
  return {
    headline: [
      run(`${marks[severity].emoji} `),
      ...firstLine([run(words.severity[severity], 'bold')], headline, view, words),
    ],
    rest: [
      smallPrint(whereAndWhen(finding, words, times)),
      richText(lines),
      ...(button ? [{ type: 'actions' as const, elements: [button] }] : []),
    ],
    color: marks[severity].color,
  };
}

/** Two lines, and grey: nobody needs to read it any more. */
function drawClosed({ view, finding, catalogue, times, button }: Drawing): Drawn {
  const words = catalogue.card;
  const { case: one } = view;
  const { headline } = chooseText(finding, catalogue, true);
  const external = one.state === 'external';
  const after = times.duration((one.closedAt ?? one.openedAt) - one.openedAt);
  const facts = [
    words.resolution[one.resolution ?? 'gone'](after),
    whereAndWhenInShort(finding, words, times),
    ...(one.reopened > 0 ? [words.reopened(one.reopened)] : []),
  ];
  return {
    headline: [
      run(`${external ? setAsideMark : closedMark} `),
      ...firstLine([run(external ? words.external : words.closed)], headline, view, words),
    ],
    // A section, since only it takes a button on the line itself; as plain_text it parses nothing either.
    rest: [
      {
        type: 'section',
        text: { type: 'plain_text', text: cut(facts.join(' · '), 2_900), emoji: false },
        ...(button ? { accessory: button } : {}),
      },
    ],
    color: grey,
  };
}

function firstLine(state: Run[], headline: string, view: CaseView, words: Catalogue['card']): Run[] {
  const sample = view.findings.some((finding) => finding.sample);
  const weight = view.case.state === 'open' ? 'bold' : undefined;
  return joined([
    state,
    sample ? [run(words.sample, 'italic')] : [],
    [run(headline, weight)],
    [run(caseLabel(view.case.id))],
  ]);
}

function rawEvent(one: Case, catalogue: Catalogue): Button {
  return {
    type: 'button',
    action_id: 'raw_event',
    value: String(one.id),
    text: { type: 'plain_text', text: catalogue.card.rawEvent, emoji: false },
  };
}
