import { createHash } from 'node:crypto';
import type { KnownBlock, MessageAttachment } from '@slack/types';
import type { Language } from '../../i18n/catalogue.ts';

/** How a channel wants its cards. */
export interface CardStyle {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** When it is drawn: what is overdue by then, and which times go without their day. */
  readonly now: number;
  /** Slack ids → names, for people who stand on a card without being called; ids stand for those who are missing. */
  readonly names?: ReadonlyMap<string, string>;
}

/**
 * What chat.postMessage and chat.update take. `blocks` hold the first line and the attachment the rest, because
 * only attachments have a bar in the colour of the severity.
 */
export interface CardPayload {
  /** mrkdwn in which nothing means anything; at most 300 characters. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly attachments: CardAttachment[];
  /** How a card is found again in the channel's history. Every app of the workspace can read it. */
  readonly metadata: { readonly event_type: 'yagura_card'; readonly event_payload: { readonly key: string } };
}

interface CardAttachment extends MessageAttachment {
  readonly color: string;
  readonly fallback: string;
  readonly blocks: KnownBlock[];
}

/** Equal drawings have equal hashes; 32 hexadecimal digits. */
export function payloadHash(payload: object): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32);
}
