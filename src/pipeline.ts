import type { IncomingMessage } from './intake/message.ts';
import { type Arrival, ledgerRow, named, type ReadingRules, readMessage } from './reading.ts';
import { type Hearing, hear, type Ruled, strongest } from './rules/hearing.ts';
import { PermanentError, RetryableError } from './shared/errors.ts';
import type { LedgerMark, LedgerRow } from './store/ports/ledger.ts';
import type { IntakeTransaction } from './store/ports/transactions.ts';
import type { Store } from './store/store.ts';
import type { TriageContext } from './triage/context.ts';
import type { Decided } from './triage/decide.ts';
import type { ArrivedFinding } from './triage/fold.ts';
import { judge } from './triage/judge.ts';
import type { TriageRules } from './triage/rules.ts';

export interface PipelineDeps extends ReadingRules {
  readonly store: Store;
  readonly now: () => number;
  /** What decides what is worth a card, where, for whom and by when. */
  readonly rules: TriageRules;
  /** The day's card about what was not understood. */
  readonly intakeCard: (now: number) => { key: string; channel: string };
  readonly configHash: string;
  /** Whether it was there before we were; absent: no. */
  readonly baseline?: boolean;
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
    const arrived = fresh.flatMap(toJudge);
    const hearing = await hear(
      fresh.flatMap(({ heard }) => heard ?? []),
      transaction.rules,
      deps.detection,
      now,
    );
    const { decisions, changes, disturbances } = await judge(
      [...arrived, ...hearing.findings.map((one) => ofRule(one, deps))],
      transaction,
      await contextOf(transaction, deps, now),
    );
    const ruled = decisions.slice(arrived.length);
    await transaction.rules.save(hearing.changes(ruled), now);
    const ledger = ledgerOf(fresh, decisions, hearing.answers(ruled), deps.configHash, now);
    const confused = ledger.some((row) => row.outcome === 'quarantined');
    await transaction.save({
      now,
      bodies: distinct.map((message) => ({ ...message, arrivedAt: now })),
      ledger,
      superseded,
      changes,
      disturbances,
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

/** What decisions depend on besides the findings. */
export async function contextOf(
  transaction: IntakeTransaction,
  { rules, baseline = false }: Pick<PipelineDeps, 'rules' | 'baseline'>,
  now: number,
): Promise<TriageContext> {
  const [suppressions, overrides] = [await transaction.suppressions(), await transaction.overrides(now)];
  return { now, rules, suppressions, overrides, baseline };
}

/** What a rule says, with where its body lies. */
export function ofRule(
  { finding, heard: { messageId, path } }: Hearing['findings'][number],
  { accountName }: Pick<PipelineDeps, 'accountName'>,
): ArrivedFinding {
  return { finding: named(finding, accountName(finding.account.id)), messageId, path };
}

/** A row for each arrival: what was decided of its own finding, or of what rules made of it, whichever is stronger. */
function ledgerOf(
  arrivals: readonly Arrival[],
  decisions: readonly Decided[],
  ruled: readonly Ruled[],
  configHash: string,
  now: number,
): LedgerRow[] {
  let [nextDecision, nextRuled] = [0, 0];
  return arrivals.map((one) => {
    const own = one.verdict ?? (one.finding ? decisions[nextDecision++] : undefined);
    const rules = one.heard ? ruled[nextRuled++] : undefined;
    const verdict = strongest([own, rules?.answer].filter((answer) => answer !== undefined));
    const row = ledgerRow(one, verdict, configHash, now);
    return rules && !one.finding ? { ...row, identity: rules.identity, accountId: rules.accountId } : row;
  });
}

/** What no earlier step has answered, with where its body lies. */
function toJudge({ finding, verdict, message, path }: Arrival): ArrivedFinding[] {
  return finding && !verdict ? [{ finding, messageId: message.messageId, path }] : [];
}

/**
 * What is in the ledger already is decided; only what could not be judged before may be judged anew. A reading after
 * a fix may find events at other paths: then the old quarantined row goes, so that in stays the sum of out.
 */
async function sortOut(transaction: IntakeTransaction, arrivals: readonly Arrival[]) {
  const decided = await transaction.ledgerOf([...new Set(arrivals.map((one) => one.message.messageId))]);
  const fresh = arrivals.filter((one) => {
    const mark = decided.get(one.message.messageId)?.get(one.path);
    // Whoever reads the files has answered for them.
    return rowsOfFiles(one, decided).length === 0 && (mark === undefined || isUndecided(mark));
  });
  const read = new Set(
    arrivals.flatMap((one) =>
      [one.path, ...rowsOfFiles(one, decided)].map((path) => `${one.message.messageId}\n${path}`),
    ),
  );
  const superseded = [...decided].flatMap(([messageId, paths]) =>
    [...paths].flatMap(([path, { outcome }]) =>
      outcome === 'quarantined' && !read.has(`${messageId}\n${path}`) ? [{ messageId, path }] : [],
    ),
  );
  return { fresh, superseded };
}

/** Not understood, or nothing was found in it. A finding that was dropped was judged: it is decided. */
function isUndecided({ outcome, identity }: LedgerMark): boolean {
  return outcome === 'quarantined' || (outcome === 'dropped' && identity === null);
}

/** A notice may point to several files, each with a row below its own path. */
function rowsOfFiles(
  { message, path, reason }: Arrival,
  decided: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): string[] {
  if (reason?.code !== 'pointer') return [];
  const known = [...(decided.get(message.messageId)?.keys() ?? [])];
  return known.filter((one) => one === path || one.startsWith(`${path}/s3ObjectKey/`));
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
      changes: { findings: [], cases: [], hits: new Map() },
      disturbances: new Map(),
      intakeCard: deps.intakeCard(now),
    }),
  );
  return new Set([message.messageId]);
}
