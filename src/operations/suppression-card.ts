import type { SuppressionCardData } from '../finding/card-data.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { CardDraft } from '../store/ports/cards.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';

export function suppressionCardKey({ id }: Pick<Suppression, 'id'>): string {
  return `suppression:${id}`;
}

/** The announcement of a suppression, which also says how it goes and, with `data`, what was left at its end. */
export function putSuppressionCard(
  transaction: Pick<ActTransaction, 'putCard'>,
  suppression: Suppression,
  now: number,
  data: SuppressionCardData | null = null,
): Promise<void> {
  return transaction.putCard(cardOf(suppressionCardKey(suppression), suppression, now, data));
}

/** A message of its own that says that it is over, and what is open now. */
export function putSuppressionEnd(
  transaction: Pick<ActTransaction, 'putCard'>,
  suppression: Suppression,
  now: number,
  data: SuppressionCardData,
): Promise<void> {
  return transaction.putCard(cardOf(`${suppressionCardKey(suppression)}:end`, suppression, now, data));
}

/** It is news for people but no alert: it never stands in the way of one. */
function cardOf(
  key: string,
  { channel }: Suppression,
  now: number,
  data: SuppressionCardData | null,
): CardDraft {
  return { key, channel, severity: 'Informational', now, material: false, data };
}
