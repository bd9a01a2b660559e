import { setTimeout as delay } from 'node:timers/promises';
import { saveBodies } from './bodies.ts';
import { markCards, markCaseCards } from './cards.ts';
import { saveCases } from './case-write.ts';
import { isCollision } from './errors.ts';
import { forgetEmpty, type LoadedFinding, loadFindings, saveFindings } from './findings.ts';
import { dropLedger, outcomesOf, saveLedger } from './ledger.ts';
import { saveNotices } from './notices.ts';
import { inTransaction, type Session } from './session.ts';
import type { IntakeTransaction } from './store.ts';

const mostTries = 6;

/** Runs one batch; when two replicas stood in each other's way, the one that lost begins anew. */
export async function intake<T>(
  session: Session,
  work: (transaction: IntakeTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(session, async (transaction) => {
        const batch = new Batch(transaction);
        const result = await work(batch);
        await batch.finish();
        return result;
      });
    } catch (error) {
      if (attempt >= mostTries || !isCollision(error)) throw error;
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}

class Batch implements IntakeTransaction {
  readonly #session: Session;
  readonly #loaded = new Map<string, LoadedFinding>();
  readonly #saved = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  ledgerOf(messageIds: readonly string[]): ReturnType<IntakeTransaction['ledgerOf']> {
    return outcomesOf(this.#session, messageIds);
  }

  async load(identities: readonly string[]): ReturnType<IntakeTransaction['load']> {
    const loaded = await loadFindings(this.#session, identities);
    for (const [identity, finding] of loaded) this.#loaded.set(identity, finding);
    return loaded;
  }

  async save({
    now,
    bodies,
    ledger,
    superseded,
    changes,
    intakeCard,
  }: Parameters<IntakeTransaction['save']>[0]): Promise<void> {
    const session = this.#session;
    await saveBodies(session, bodies);
    await dropLedger(session, superseded);
    await saveLedger(session, ledger);
    const saved = await saveCases(session, changes);
    await saveFindings(session, saved, this.#loaded);
    await saveNotices(session, saved);
    await markCaseCards(session, saved, now);
    // Last, because every batch that quarantines something waits for this one row.
    if (intakeCard) await markCards(session, [{ ...intakeCard, ...intakeCardTraits }], now);
    for (const change of changes) this.#saved.add(change.identity);
  }

  async finish(): Promise<void> {
    await forgetEmpty(
      this.#session,
      [...this.#loaded.keys()].filter((identity) => !this.#saved.has(identity)),
    );
  }
}

/** Ours alone and nobody's alarm, yet never behind a storm of Low cards for long. */
const intakeCardTraits = { caseId: null, severity: 'Medium', material: false } as const;
