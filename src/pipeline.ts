import type { FindingView } from './finding/view.ts';
import type { IncomingMessage } from './intake/message.ts';
import { type Arrival, ledgerRow, type ReadingRules, readMessage } from './reading.ts';
import { PermanentError, RetryableError } from './shared/errors.ts';
import type { IntakeTransaction, Store } from './store/store.ts';
import { fold } from './triage/fold.ts';

export interface PipelineDeps extends ReadingRules {
  readonly store: Store;
  readonly now: () => number;
  /** Where a new case's card goes. */
  readonly route: (view: FindingView) => string;
  /** The day's card about what was not understood. */
  readonly intakeCard: (now: number) => { key: string; channel: string };
  readonly configHash: string;
  /** Told of a message that cannot be processed, whatever we do. */
  readonly onPoisoned: (messageId: string, error: unknown) => void;
}

/** THE STORY: bodies → inner events → findings → decisions → one transaction. Throws when nothing was written. */
async function decideTogether(messages: readonly IncomingMessage[], deps: PipelineDeps): Promise<void> {
  const now = deps.now();
  // SQS may hand over a message twice, even in one batch.
  const distinct = [...new Map(messages.map((message) => [message.messageId, message])).values()];
  const arrivals = distinct.flatMap((message) => readMessage(message, deps, now));
  await deps.store.intake(async (transaction) => {
    const { fresh, superseded } = await sortOut(transaction, arrivals);
    const arrived = fresh.flatMap((one) =>
      one.finding && !one.verdict
        ? [{ finding: one.finding, messageId: one.message.messageId, path: one.path }]
        : [],
    );
    const known = await transaction.load([...new Set(arrived.map((one) => one.finding.identity))]);
    const { decisions, changes } = fold(arrived, known, { now, route: deps.route });
    let next = 0;
    const ledger = fresh.map((one) => ledgerRow(one, one.verdict ?? decisions[next++], deps.configHash, now));
    const confused = ledger.some((row) => row.outcome === 'quarantined');
    await transaction.save({
      now,
      bodies: distinct.map((message) => ({ ...message, arrivedAt: now })),
      ledger,
      superseded,
      changes,
      intakeCard: confused ? deps.intakeCard(now) : null,
    });
  });
}

/**
 * Processes a batch; returns the ids of the messages that are committed and may be deleted. Our own trouble (SQL
 * down) commits nothing, so everything returns to the queue; a poisoned message is found by halving and does not
 * take its neighbours along.
 */
export async function processMessages(
  messages: readonly IncomingMessage[],
  deps: PipelineDeps,
): Promise<Set<string>> {
  try {
    await decideTogether(messages, deps);
    return new Set(messages.map((message) => message.messageId));
  } catch (error) {
    const [only, ...others] = messages;
    if (error instanceof RetryableError || !only) throw error;
    if (others.length === 0) return quarantineWhole(only, error, deps);
    const middle = Math.ceil(messages.length / 2);
    const first = await processMessages(messages.slice(0, middle), deps);
    const second = await processMessages(messages.slice(middle), deps);
    return new Set([...first, ...second]);
  }
}

/**
 * What is in the ledger already is decided; only what could not be judged before may be judged anew. A reading after
 * a fix may find events at other paths: then the old quarantined row goes, so that in stays the sum of out.
 */
async function sortOut(transaction: IntakeTransaction, arrivals: readonly Arrival[]) {
  const decided = await transaction.ledgerOf([...new Set(arrivals.map((one) => one.message.messageId))]);
  const fresh = arrivals.filter(({ message, path }) => {
    const outcome = decided.get(message.messageId)?.get(path);
    return outcome === undefined || outcome === 'quarantined' || outcome === 'dropped';
  });
  const read = new Set(arrivals.map(({ message, path }) => `${message.messageId}\n${path}`));
  const superseded = [...decided].flatMap(([messageId, paths]) =>
    [...paths].flatMap(([path, outcome]) =>
      outcome === 'quarantined' && !read.has(`${messageId}\n${path}`) ? [{ messageId, path }] : [],
    ),
  );
  return { fresh, superseded };
}

/** SQL does not take it, or we have a bug: it is kept, counted, and can be replayed after a fix. */
async function quarantineWhole(
  message: IncomingMessage,
  error: unknown,
  deps: PipelineDeps,
): Promise<Set<string>> {
  const now = deps.now();
  deps.onPoisoned(message.messageId, error);
  const code = error instanceof PermanentError ? 'refused-by-store' : 'internal-error';
  const reason = { code, detail: error instanceof Error ? error.name : typeof error } as const;
  const verdict = { outcome: 'quarantined', reason } as const;
  const row = ledgerRow({ message, path: '', source: null, finding: null }, verdict, deps.configHash, now);
  await deps.store.intake((transaction) =>
    transaction.save({
      now,
      bodies: [{ ...message, arrivedAt: now }],
      ledger: [row],
      superseded: [],
      changes: [],
      intakeCard: deps.intakeCard(now),
    }),
  );
  return new Set([message.messageId]);
}
