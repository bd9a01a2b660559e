import type { CaseView } from '../../finding/view.ts';
import { messageOf, RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { CardRow } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import { drawNotice, type NoticePayload, type NoticeStyle } from '../cards/notice.ts';
import type { CardPayload } from '../cards/payload.ts';
import { drawCardPlainly, drawNoticePlainly } from '../cards/plain-words.ts';
import type { DrawCard } from './draw-card.ts';
import { type ChannelStyle, DrawingFailed } from './outbox.ts';

/** What a case looks like may be mended by its next change; an alert that nobody sees may not wait for that. */
const tries = 5;

interface Drawing {
  readonly logger: Logger;
  readonly styleOf: (channel: string) => ChannelStyle;
}

/** Draws the card; in the end with the bare words that something is there. Throws DrawingFailed until then. */
export async function drawAtLast(
  { logger, styleOf }: Drawing,
  draw: DrawCard,
  card: CardRow,
): Promise<CardPayload | null> {
  try {
    return await draw(card);
  } catch (error) {
    throwEarly(error, card.attempts);
    logger.error({ key: card.key, error }, 'a card goes out in plain words');
    return drawCardPlainly(card, styleOf(card.channel));
  }
}

/** The same for a line of a thread. */
export function drawNoticeAtLast(
  { logger }: Drawing,
  notice: DueNotice,
  style: NoticeStyle,
  about: CaseView | null,
): NoticePayload {
  try {
    return drawNotice(notice, style, about);
  } catch (error) {
    throwEarly(error, notice.attempts);
    logger.error({ caseId: notice.caseId, seq: notice.seq, error }, 'a notice goes out in plain words');
    return drawNoticePlainly(notice, style);
  }
}

/** A database that is away says nothing about the drawing. */
function throwEarly(error: unknown, attempts: number): void {
  if (error instanceof RetryableError) throw error;
  if (attempts < tries) throw new DrawingFailed(messageOf(error), { cause: error });
}
