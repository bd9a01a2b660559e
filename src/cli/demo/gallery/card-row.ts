import type { CardRow } from '../../../store/ports/cards.ts';
import { minute, now } from './views.ts';

/** A card that Slack has. */
export const cardRow: CardRow = {
  key: 'case:1042',
  caseId: 1042,
  channel: 'sec-alerts',
  severity: 'Critical',
  wanted: 3,
  shown: 3,
  material: 1,
  channelId: 'C0ALERTS',
  ts: '1795325520.000100',
  gone: false,
  shownHash: null,
  data: null,
  storm: null,
  thread: null,
  unconfirmedSince: null,
  attempts: 0,
  createdAt: now - 29 * minute,
  dirtySince: now,
};
