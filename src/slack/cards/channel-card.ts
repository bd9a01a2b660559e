import type { KnownBlock } from '@slack/types';
import { mrkdwn } from '../text/mrkdwn.ts';
import { type Run, richText } from '../text/rich.ts';
import type { CardPayload } from './payload.ts';
import { type People, peopleOf } from './people.ts';

/** A card that is about no single case: its first line, and beneath it what stands beside the bar. */
export interface ChannelCard {
  readonly key: string;
  /** A sentence; names in it come from `people`. */
  readonly headline: string;
  /** What the headline is about, where it does not say so itself: a notification shows no other line. */
  readonly about?: string;
  readonly people?: People;
  readonly color: string;
  /** Lines without words vanish. */
  readonly lines: readonly (readonly Run[])[];
  readonly more?: readonly KnownBlock[];
}

const nobody = peopleOf(undefined, []);

/** Everything in it is plain text; the first line, and what it is about, is also the notification. */
export function drawChannelCard(card: ChannelCard): CardPayload {
  const { key, headline, about = '', people = nobody, color, lines, more = [] } = card;
  const text = mrkdwn(`${people.text(headline)} ${about}`, 300);
  const body = richText(lines);
  const rest = [...(hasContent(body) ? [body] : []), ...more];
  return {
    text,
    blocks: [richText([people.runs(headline, 'bold')])],
    attachments: rest.length === 0 ? [] : [{ color, fallback: text, blocks: rest }],
    metadata: { event_type: 'yagura_card', event_payload: { key } },
  };
}

function hasContent(block: ReturnType<typeof richText>): boolean {
  return block.elements.some((part) => part.elements.length > 0);
}
