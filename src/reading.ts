import { type Finding, outsideAws } from './finding/finding.ts';
import type { Outcome, Reason } from './finding/ledger.ts';
import { admit, type QueueRule } from './intake/admit.ts';
import type { IncomingMessage } from './intake/message.ts';
import { recognise } from './intake/recognise.ts';
import { unwrap } from './intake/unwrap.ts';
import { normaliseEvent } from './sources/registry.ts';
import type { LedgerRow } from './store/store.ts';

/** What reading a message depends on besides the message. */
export interface ReadingRules {
  readonly ruleOf: (queue: string) => QueueRule;
  readonly accountName: (id: string) => string | undefined;
}

/** The answer of the ledger: what became of it, and why. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

/** What one inner event turned out to be, before anything is decided. */
export interface Interpreted {
  readonly path: string;
  readonly outcome: 'finding' | 'event' | 'ignored' | 'quarantined';
  readonly reason: Reason | null;
  readonly source: string | null;
  readonly finding: Finding | null;
}

/** An interpreted event of one message; `verdict` null: a finding for the triage to decide. */
export interface Arrival extends Interpreted {
  readonly message: IncomingMessage;
  readonly verdict: Verdict | null;
}

/** What a body says: pure, never throws, at least one entry. */
export function interpret(body: string, now: number): Interpreted[] {
  return unwrap(body).map((event) => {
    const { path } = event;
    if ('problem' in event)
      return { path, outcome: 'quarantined', reason: event.problem, source: null, finding: null };
    const known = recognise(event);
    if (known) return { path, outcome: known.kind, reason: known.reason, source: null, finding: null };
    const said = normaliseEvent(event, now);
    const finding = said.kind === 'finding' ? said.finding : null;
    const reason = said.kind === 'finding' ? null : said.reason;
    return { path, outcome: said.kind, reason, source: said.source ?? null, finding };
  });
}

/** Every inner event of a message, with the verdict on those that no triage needs to see. Pure. */
export function readMessage(message: IncomingMessage, rules: ReadingRules, now: number): Arrival[] {
  const rule = rules.ruleOf(message.queue);
  return interpret(message.body, now).map((one) => {
    const finding = one.finding && named(one.finding, rules.accountName(one.finding.account.id));
    return { ...one, message, finding, verdict: verdictOf(one, refusal(one, rule)) };
  });
}

/** Why the queue may not say this. What is no finding changes nothing, so only its source is asked about. */
function refusal({ source, finding }: Interpreted, rule: QueueRule): Reason | null {
  if (source === null) return null;
  return finding
    ? admit(rule, source, finding.account.id)
    : admit({ ...rule, accounts: ['*'] }, source, outsideAws);
}

function verdictOf(one: Interpreted, refused: Reason | null): Verdict | null {
  if (refused) return { outcome: 'quarantined', reason: refused };
  if (one.outcome === 'finding') return null;
  const reason = one.reason ?? { code: 'no-finding' };
  return { outcome: one.outcome === 'quarantined' ? 'quarantined' : 'dropped', reason };
}

/** The team's own name for an account beats AWS's. */
function named(finding: Finding, name: string | undefined): Finding {
  return name === undefined ? finding : { ...finding, account: { id: finding.account.id, name } };
}

/** The ledger's line for one arrival. */
export function ledgerRow(
  arrival: Pick<Arrival, 'message' | 'path' | 'source' | 'finding'>,
  verdict: Verdict | undefined,
  configHash: string,
  arrivedAt: number,
): LedgerRow {
  if (!verdict) throw new Error('every arrival has a verdict');
  const { message, path, source, finding } = arrival;
  return {
    messageId: message.messageId,
    path,
    queue: message.queue,
    outcome: verdict.outcome,
    reason: verdict.reason,
    source,
    identity: finding?.identity ?? null,
    accountId: finding?.account.id ?? null,
    sentAt: message.sentAt,
    arrivedAt,
    configHash,
  };
}
