import { saveBodies } from './bodies.ts';
import { putCards } from './card-marks.ts';
import { CaseWork } from './case-transaction.ts';
import type { DecisionCache } from './decisions.ts';
import { disturbancesOf, saveDisturbances } from './disturbances.ts';
import { dropLedger, ledgerMarksOf, saveLedger } from './ledger.ts';
import type { LedgerMark } from './ports/ledger.ts';
import type { RuleMemory } from './ports/rules.ts';
import type { IntakeTransaction } from './ports/transactions.ts';
import { retrying } from './retrying.ts';
import { ruleMemory } from './rules.ts';
import type { Session } from './session.ts';

/** Runs one batch. */
export function intake<T>(
  session: Session,
  cache: DecisionCache,
  work: (transaction: IntakeTransaction) => Promise<T>,
): Promise<T> {
  return retrying(session, async (transaction) => {
    const batch = new Batch(transaction, cache);
    const result = await work(batch);
    await batch.finish();
    return result;
  });
}

class Batch extends CaseWork implements IntakeTransaction {
  readonly rules: RuleMemory;

  constructor(session: Session, cache: DecisionCache) {
    super(session, cache);
    this.rules = ruleMemory(session);
  }

  ledgerOf(messageIds: readonly string[]): Promise<Map<string, Map<string, LedgerMark>>> {
    return ledgerMarksOf(this.session, messageIds);
  }

  disturbances(places: readonly string[], since: number): Promise<Map<string, number>> {
    return disturbancesOf(this.session, places, since);
  }

  async save(batch: Parameters<IntakeTransaction['save']>[0]): Promise<void> {
    const { session } = this;
    const { now, intakeCard } = batch;
    await saveBodies(session, batch.bodies);
    await dropLedger(session, batch.superseded);
    await saveLedger(session, batch.ledger);
    await this.saveChanges(batch.changes, now);
    // Last, because batches of all replicas wait for these few rows.
    await saveDisturbances(session, batch.disturbances, now);
    if (intakeCard) await putCards(session, [{ ...intakeCard, ...intakeCardTraits, now }]);
  }
}

/** Ours alone and nobody's alarm, yet never behind a storm of Low cards for long. */
const intakeCardTraits = { severity: 'Medium', material: false, data: null } as const;
