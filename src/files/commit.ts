import type { RuleMatch } from '../detect/detect.ts';
import type { Finding } from '../finding/finding.ts';
import type { Outcome } from '../finding/ledger.ts';
import { admit } from '../intake/admit.ts';
import type { IncomingMessage } from '../intake/message.ts';
import { contextOf, ofRule, type PipelineDeps } from '../pipeline.ts';
import { ledgerRow } from '../reading.ts';
import { type Heard, type Hearing, hear } from '../rules/hearing.ts';
import { subjectOf } from '../rules/subject.ts';
import type { StoredBody } from '../store/ports/ledger.ts';
import type { TrailMatch } from '../trail/matcher.ts';
import { judge } from '../triage/judge.ts';
import type { Counts, FileVerdict } from './read-result.ts';

/** Where a file was pointed to. */
export interface FilePlace {
  readonly message: IncomingMessage;
  readonly path: string;
  /** Whose calls are in it. */
  readonly account: string | null;
}

/**
 * Takes care of some matches of a file in one transaction: of the whole story only the row in the ledger is missing,
 * which comes when all of the file was read. Doing it again after a crash changes nothing. Answers what became of the
 * records; throws when nothing was written.
 */
export async function commitMatches(
  { message, path }: FilePlace,
  matches: readonly TrailMatch[],
  deps: PipelineDeps,
): Promise<Counts> {
  const now = deps.now();
  const { messageId, queue } = message;
  const rule = deps.ruleOf(queue);
  const indexOf = new Map<Heard, number>();
  const counts: Counts = {};
  const count = (outcome: Outcome) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  for (const { record, matches: said, index } of matches) {
    const subject = subjectOf(record, null, now);
    // A file of one account may hold calls into another.
    if (admit(rule, 'cloudtrail', subject.act.account)) count('quarantined');
    else
      indexOf.set({ event: record, subject, matches: said as readonly RuleMatch[], messageId, path }, index);
  }
  const heard = [...indexOf.keys()];
  const bodyIdOf = (one: Heard) => recordBodyId(messageId, path, indexOf.get(one) ?? 0);
  const answers = await deps.store.intake(async (transaction) => {
    const hearing = await hear(heard, transaction.rules, deps.detection, now);
    const arrived = hearing.findings.map((one) => ({
      ...ofRule(one, deps),
      // The record is kept by itself: the file is somebody else's, and may be gone when people ask.
      ...{ messageId: bodyIdOf(one.heard), path: '' },
    }));
    const { decisions, changes, disturbances } = await judge(
      arrived,
      transaction,
      await contextOf(transaction, deps, now),
    );
    await transaction.rules.save(hearing.changes(decisions), now);
    await transaction.save({
      now,
      bodies: newestOf(hearing.findings).map(
        (one): StoredBody => ({
          messageId: bodyIdOf(one),
          queue,
          body: JSON.stringify(one.event),
          sentAt: message.sentAt,
          arrivedAt: now,
        }),
      ),
      ledger: [],
      superseded: [],
      changes,
      disturbances,
      intakeCard: null,
    });
    return hearing.answers(decisions);
  });
  for (const { answer } of answers) count(answer.outcome);
  return counts;
}

/** Bodies of single records lie among those of messages; no id that SQS gives has a `#`. */
function recordBodyId(messageId: string, path: string, index: number): string {
  return `${messageId}${path}#${index}`;
}

/** A card shows one record, the newest of those that make it. */
function newestOf(findings: Hearing['findings']): Heard[] {
  const newest = new Map<Finding['identity'], Heard>();
  for (const { heard, finding } of findings) newest.set(finding.identity, heard);
  return [...newest.values()];
}

/** Writes the file's one row, with the message that pointed to it. */
export async function finishFile(
  { message, path, account }: FilePlace,
  { counts, ...verdict }: FileVerdict,
  deps: PipelineDeps,
): Promise<void> {
  const now = deps.now();
  const arrival = { message, path, source: account === null ? null : 'cloudtrail', finding: null };
  const row = { ...ledgerRow(arrival, verdict, deps.configHash, now), accountId: account };
  await deps.store.intake((transaction) =>
    transaction.save({
      now,
      bodies: [{ ...message, arrivedAt: now }],
      ledger: [counts === undefined ? row : { ...row, counts }],
      superseded: [],
      changes: { findings: [], cases: [], hits: new Map() },
      disturbances: new Map(),
      intakeCard: verdict.outcome === 'quarantined' ? deps.intakeCard(now) : null,
    }),
  );
}
