import type { SuppressionCardData } from '../finding/card-data.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { ActTransaction } from '../store/store.ts';

export function suppressionCardKey({ id }: Pick<Suppression, 'id'>): string {
  return `suppression:${id}`;
}

/** The announcement of a suppression, which also says how it goes and, with `data`, what was left at its end. */
export async function putSuppressionCard(
  transaction: Pick<ActTransaction, 'putCard'>,
  suppression: Suppression,
  now: number,
  data: SuppressionCardData | null = null,
): Promise<void> {
  // It is news for people but no alert: it never stands in the way of one.
  const severity = 'Informational';
  const { channel } = suppression;
  await transaction.putCard({
    ...{ key: suppressionCardKey(suppression), channel, severity, now, material: false, data },
  });
}
