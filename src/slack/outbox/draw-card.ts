import { daySpan } from '../../shared/zoned-day.ts';
import type { CardRow, Repositories } from '../../store/store.ts';
import { drawCase } from '../cards/case-card.ts';
import { drawIntake } from '../cards/intake-card.ts';
import type { CardPayload } from '../cards/payload.ts';
import type { ChannelStyle } from './outbox.ts';

/** Draws a card from what SQL says now; null: there is nothing left to draw. */
export type DrawCard = (card: CardRow) => Promise<CardPayload | null>;

export function createCardDrawer(store: Repositories, styleOf: (channel: string) => ChannelStyle): DrawCard {
  return async ({ key, caseId, channel }) => {
    const style = styleOf(channel);
    if (caseId !== null) {
      const view = await store.cases.view(caseId);
      return view ? drawCase(view, { ...style, rawEvent: true }) : null;
    }
    const [kind, day = ''] = key.split(':');
    if (kind !== 'intake') return null;
    const { from, to } = daySpan(day, style.timeZone);
    const [counted, queues] = await Promise.all([store.cards.intakeOfDay(from, to), store.watch.all()]);
    return drawIntake({ day, ...counted, queues, ...style });
  };
}
