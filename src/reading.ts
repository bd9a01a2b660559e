import { type Finding, outsideAws } from './finding/finding.ts';
import type { Outcome, Reason, StageAnswer } from './finding/ledger.ts';
import { admit, type QueueRule } from './intake/admit.ts';
import type { IncomingMessage } from './intake/message.ts';
import { recognise } from './intake/recognise.ts';
import { unwrap } from './intake/unwrap.ts';
import type { Heard } from './rules/hearing.ts';
import type { LiveRules } from './rules/live-rules.ts';
import { subjectOf } from './rules/subject.ts';
import { normaliseEvent } from './sources/registry.ts';
import type { LedgerRow } from './store/ports/ledger.ts';

/** What reading a message depends on besides the message. */
export interface ReadingRules {
  readonly ruleOf: (queue: string) => QueueRule;
  readonly accountName: (id: string) => string | undefined;
  /** What is asked about events that are no finding in themselves, and about custom ones. */
  readonly detection: LiveRules;
}

/** The answer of the ledger: what became of it, and why. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** What each stage of the triage said; absent where there was nothing for it to decide. */
  readonly trace?: readonly StageAnswer[];
}

/** What one inner event turned out to be, before anything is decided. */
export interface Interpreted {
  readonly path: string;
  readonly outcome: 'finding' | 'event' | 'ignored' | 'quarantined';
  readonly reason: Reason | null;
  readonly source: string | null;
  readonly finding: Finding | null;
  /** The event itself, without its envelopes. */
  readonly event: unknown;
}

/** An interpreted event of one message; `verdict` null: there is something for the triage to decide. */
export interface Arrival extends Interpreted {
  readonly message: IncomingMessage;
  /** Rules match it; null: none does, or the queue may not say it. */
  readonly heard: Heard | null;
  readonly verdict: Verdict | null;
}

/** What a body says: pure, never throws, at least one entry. */
export function interpret(body: string, now: number): Interpreted[] {
  return unwrap(body).map((event) => {
    const { path } = event;
    const unread = { path, source: null, finding: null };
    if ('problem' in event)
      return { ...unread, outcome: 'quarantined', reason: event.problem, event: undefined };
    const { value } = event;
    const known = recognise(event);
    if (known) return { ...unread, outcome: known.kind, reason: known.reason, event: value };
    const said = normaliseEvent(event, now);
    const finding = said.kind === 'finding' ? said.finding : null;
    const reason = said.kind === 'finding' ? null : said.reason;
    return { path, outcome: said.kind, reason, source: said.source ?? null, finding, event: value };
  });
}

/** Every inner event of a message, with the verdict on those that no triage needs to see. Pure. */
export function readMessage(message: IncomingMessage, rules: ReadingRules, now: number): Arrival[] {
  const rule = rules.ruleOf(message.queue);
  return interpret(message.body, now).map((one) => {
    const finding = one.finding && named(one.finding, rules.accountName(one.finding.account.id));
    const refused = refusal(one, rule);
    if (refused) return { ...one, message, finding, heard: null, verdict: quarantined(refused) };
    const heard = listen(one, message, rules.detection, now);
    // What nobody understands changes nothing; what a rule finds in it speaks of an account.
    const unheard = heard && !finding ? admit(rule, one.source ?? '', heard.subject.act.account) : null;
    if (unheard) return { ...one, message, finding, heard: null, verdict: quarantined(unheard) };
    return { ...one, message, finding, heard, verdict: heard ? null : verdictOf(one) };
  });
}

/** What the rules say of an event. */
function listen(
  one: Interpreted,
  { messageId }: IncomingMessage,
  { book: { ruleset } }: LiveRules,
  now: number,
): Heard | null {
  const { event, source, finding, path } = one;
  if (ruleset.rules.length === 0 || (source !== 'cloudtrail' && source !== 'custom')) return null;
  if (one.outcome !== 'event' && finding === null) return null;
  const matches = ruleset.match(event, source);
  if (matches.length === 0) return null;
  return { event, matches, messageId, path, subject: subjectOf(event, finding, now) };
}

/** Why the queue may not say this. What is no finding changes nothing, so only its source is asked about. */
function refusal({ source, finding }: Interpreted, rule: QueueRule): Reason | null {
  if (source === null) return null;
  return finding
    ? admit(rule, source, finding.account.id)
    : admit({ ...rule, accounts: ['*'] }, source, outsideAws);
}

function quarantined(reason: Reason): Verdict {
  return { outcome: 'quarantined', reason };
}

function verdictOf(one: Interpreted): Verdict | null {
  if (one.outcome === 'finding') return null;
  const reason = one.reason ?? { code: 'no-finding' };
  return { outcome: one.outcome === 'quarantined' ? 'quarantined' : 'dropped', reason };
}

/** The team's own name for an account beats AWS's. */
export function named(finding: Finding, name: string | undefined): Finding {
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
    trace: verdict.trace ?? [],
    source,
    identity: finding?.identity ?? null,
    accountId: finding?.account.id ?? null,
    sentAt: message.sentAt,
    arrivedAt,
    configHash,
  };
}
