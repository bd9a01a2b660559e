import type { CardRepository } from './ports/cards.ts';
import type { Session } from './session.ts';

/** What was not understood between two times: how often, why, and the latest examples. */
export async function intakeOfDay(
  { db }: Session,
  fromAt: number,
  toAt: number,
): ReturnType<CardRepository['intakeOfDay']> {
  const quarantined = db
    .selectFrom('ledger')
    .where('outcome', '=', 'quarantined')
    .where('arrived_at', '>=', fromAt)
    .where('arrived_at', '<', toAt);
  const byReason = await quarantined
    .select(['reason as code', 'queue', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['reason', 'queue'])
    .orderBy('count', 'desc')
    .orderBy('reason')
    .orderBy('queue')
    .execute();
  const examples = await quarantined
    .select(['message_id as messageId', 'path', 'reason as code', 'detail'])
    .orderBy('arrived_at', 'desc')
    .orderBy('message_id')
    .orderBy('path')
    .limit(5)
    .execute();
  return {
    total: byReason.reduce((sum, one) => sum + one.count, 0),
    // Plain objects: SQLite's rows have no prototype.
    byReason: byReason.map((row) => ({ ...row })),
    examples: examples.map((row) => ({ ...row })),
  };
}
