import { createHash } from 'node:crypto';
import { eventIdOf, type RuleMatch } from '../detect/detect.ts';
import type { Finding } from '../finding/finding.ts';
import { type Outcome, outcomes, type Reason, type StageAnswer } from '../finding/ledger.ts';
import { worstSeverity } from '../finding/severity.ts';
import type { RuleAlert, RuleHit, RuleMemory } from '../store/ports/rules.ts';
import { correlate } from './correlating.ts';
import { findingOf, identityOf, type Subject } from './finding.ts';
import type { LiveRules } from './live-rules.ts';

/** An event that rules matched. */
export interface Heard {
  readonly event: unknown;
  readonly subject: Subject;
  /** What the rules about single events say. */
  readonly matches: readonly RuleMatch[];
  /** Its row in the ledger. */
  readonly messageId: string;
  readonly path: string;
}

/** What one rule's match of one event comes to: a finding for the triage, or an answer at once. */
interface Counted {
  /** Which of the heard events, by place. */
  readonly of: number;
  readonly hit: Omit<RuleHit, 'outcome'>;
  readonly says: { readonly finding: Finding } | Answer;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** What each stage of the triage said. */
  readonly trace?: readonly StageAnswer[];
}

/** What rules came to about one event. */
export interface Ruled {
  readonly answer: Answer;
  /** Of the alert that the answer is about; null: no rule of those that people hear of matched. */
  readonly identity: string | null;
  readonly accountId: string;
}

export interface Hearing {
  /** For the triage, in this order. */
  readonly findings: readonly { readonly heard: Heard; readonly finding: Finding }[];
  /** What became of each heard event, once the triage has answered for those findings. */
  answers(decided: readonly Answer[]): Ruled[];
  /** What is to be remembered, then. */
  changes(decided: readonly Answer[]): Parameters<RuleMemory['save']>[0];
}

/**
 * Counts what rules matched: an event that came before counts once for each rule, several make one alert by the rule's
 * dedup fields, and a rule with a threshold says nothing before so many of them lie within its window.
 */
export async function hear(
  heard: readonly Heard[],
  memory: RuleMemory,
  rules: LiveRules,
  now: number,
): Promise<Hearing> {
  const events = heard.map((one) => ({ ...one, eventId: eventKeyOf(one) }));
  // Locks come first: another replica that counts the same waits here, and then sees what we wrote.
  const alerts = new Map(await memory.alerts(identitiesOf(events)));
  const known = new Map(
    (await memory.hits([...new Set(events.map(({ eventId }) => eventId))])).map((hit) => [keyOf(hit), hit]),
  );
  const fresh = events.map((one) => ({
    ...one,
    matches: one.matches.filter(({ ruleId }) => !known.has(keyOf({ eventId: one.eventId, ruleId }))),
  }));
  const { made, windows } = await correlate(fresh, memory, rules.book.ruleset, now);
  const whole = fresh.map((one, of) => ({ ...one, matches: [...one.matches, ...(made[of] ?? [])] }));
  const more = identitiesOf(whole).filter((identity) => !alerts.has(identity));
  for (const [identity, alert] of await memory.alerts(more)) alerts.set(identity, alert);

  const counter = new Counter(alerts, known, memory, rules, now);
  const counted: Counted[] = [];
  for (const [of, { matches, eventId, subject, messageId, path }] of whole.entries())
    for (const match of matches) {
      const identity = identityOf(match, subject.source);
      const hit = { eventId, ruleId: match.ruleId, identity, at: subject.act.at, messageId, path };
      const says = await counter.count(match, hit, subject);
      if (says !== null) counted.push({ of, hit, says });
    }
  const before = events.map((one) => earlierAnswers(one, known));
  return hearingOf(heard, counted, before, { alerts: counter.changed, windows });
}

type Event = Heard & { readonly eventId: string };

function identitiesOf(events: readonly Pick<Event, 'matches' | 'subject'>[]): string[] {
  const all = events.flatMap(({ matches, subject }) =>
    matches.map((match) => identityOf(match, subject.source)),
  );
  return [...new Set(all)];
}

function keyOf({ eventId, ruleId }: { readonly eventId: string; readonly ruleId: string }): string {
  return `${ruleId}\n${eventId}`;
}

const longestId = 200;

/** What has no id of its own, or one that no index should hold, is known by its text. Custom ids are their sender's. */
function eventKeyOf({ event, subject: { source, product } }: Heard): string {
  const id = eventIdOf(event, source);
  if (id !== null && id.length <= longestId && source === 'cloudtrail') return id;
  const text = id === null ? JSON.stringify(event) : `${product}\n${id}`;
  return `${source}:${createHash('sha256').update(text).digest('hex')}`;
}

/** What is known of this event from before. At the same place it is what was said there. */
function earlierAnswers(
  { matches, eventId, messageId, path }: Event,
  known: ReadonlyMap<string, RuleHit>,
): OfAlert[] {
  return matches.flatMap(({ ruleId }): OfAlert[] => {
    const hit = known.get(keyOf({ eventId, ruleId }));
    if (!hit) return [];
    const here = hit.messageId === messageId && hit.path === path;
    const reason = { code: 'matched-before', rule: `rule:${ruleId}` } as const;
    return [{ outcome: here ? hit.outcome : 'duplicate', reason, identity: hit.identity }];
  });
}

/** Adds matches up, one after another. */
class Counter {
  readonly changed = new Map<string, RuleAlert>();
  readonly #alerts: ReadonlyMap<string, RuleAlert>;
  readonly #known: ReadonlyMap<string, RuleHit>;
  readonly #memory: RuleMemory;
  readonly #rules: LiveRules;
  readonly #now: number;
  readonly #seen = new Set<string>();
  readonly #times = new Map<string, number[]>();

  constructor(
    alerts: ReadonlyMap<string, RuleAlert>,
    known: ReadonlyMap<string, RuleHit>,
    memory: RuleMemory,
    rules: LiveRules,
    now: number,
  ) {
    this.#alerts = alerts;
    this.#known = known;
    this.#memory = memory;
    this.#rules = rules;
    this.#now = now;
  }

  /** Null: it was counted in an earlier batch, which has answered. */
  async count(match: RuleMatch, hit: Counted['hit'], subject: Subject): Promise<Counted['says'] | null> {
    const key = keyOf(hit);
    const rule = `rule:${match.ruleId}`;
    if (this.#known.has(key)) return null;
    if (this.#seen.has(key)) return { outcome: 'duplicate', reason: { code: 'matched-before', rule } };
    this.#seen.add(key);
    const added = this.#added(match, hit);
    this.changed.set(hit.identity, added);
    const reached = await this.#reached(match, hit);
    if (!match.alerts) return { outcome: 'dropped', reason: { code: 'no-finding' } };
    if (this.#rules.isStaged(match.ruleId, this.#now))
      return { outcome: 'suppressed', reason: { code: 'rule-staged', rule } };
    if (!reached) return { outcome: 'merged', reason: { code: 'below-threshold', rule } };
    const alert = this.#alerted(added, match, hit);
    this.changed.set(hit.identity, alert);
    return { finding: findingOf(match, subject, alert) };
  }

  /** After a window without an alert it begins anew; what lies before the last one, and is only late, does not. */
  #alerted(alert: RuleAlert, { window }: RuleMatch, { at }: Counted['hit']): RuleAlert {
    // A time that has not come yet would keep silent all that comes before it.
    const [when, last] = [Math.min(at, this.#now), Math.min(alert.lastAt, this.#now)];
    const isAnew = alert.alertedAt === 0 || when > alert.alertedAt + window;
    const episode = isAnew ? when : alert.episode;
    return { ...alert, episode, alertedAt: Math.max(alert.alertedAt, last) };
  }

  #added({ level }: RuleMatch, { identity, at }: Counted['hit']): RuleAlert {
    const before = this.changed.get(identity) ?? this.#alerts.get(identity);
    if (!before)
      return { identity, firstAt: at, lastAt: at, times: 1, severity: level, episode: 0, alertedAt: 0 };
    return {
      ...before,
      firstAt: Math.min(before.firstAt, at),
      lastAt: Math.max(before.lastAt, at),
      times: before.times + 1,
      severity: worstSeverity([before.severity, level]),
    };
  }

  /** Events arrive in any order, so the window may end or begin with this one. */
  async #reached({ threshold, window }: RuleMatch, { identity, at }: Counted['hit']): Promise<boolean> {
    if (threshold <= 1) return true;
    const here = this.#times.get(identity) ?? [];
    this.#times.set(identity, [...here, at]);
    const times = [...(await this.#memory.times(identity, at - window, at + window)), ...here];
    const upTo = times.filter((one) => one <= at && one > at - window).length;
    const from = times.filter((one) => one >= at && one < at + window).length;
    return Math.max(upTo, from) + 1 >= threshold;
  }
}

type OfAlert = Answer & { readonly identity: string };

function hearingOf(
  heard: readonly Heard[],
  counted: readonly Counted[],
  before: readonly (readonly OfAlert[])[],
  { alerts, windows }: { alerts: ReadonlyMap<string, RuleAlert>; windows: ReadonlyMap<string, unknown> },
): Hearing {
  const findings = counted.flatMap(({ of, says }) => {
    const one = heard[of];
    return one && 'finding' in says ? [{ heard: one, finding: says.finding }] : [];
  });
  const said = (decided: readonly Answer[]) => {
    let next = 0;
    return counted.map(({ of, hit, says }) => {
      const answer = 'finding' in says ? decided[next++] : says;
      if (!answer) throw new Error('the triage answers for every finding');
      return { of, hit, answer };
    });
  };
  return {
    findings,
    answers(decided) {
      const byEvent = Map.groupBy(said(decided), ({ of }) => of);
      return heard.map(({ subject }, of) => {
        const now = (byEvent.get(of) ?? []).map(({ hit, answer }) => ({ ...answer, identity: hit.identity }));
        const { identity = null, ...answer } = strongest<Partial<OfAlert> & Answer>([
          ...now,
          ...(before[of] ?? []),
        ]);
        return { answer, identity, accountId: subject.act.account };
      });
    },
    changes: (decided) => ({
      // Of an event that came twice in this batch, what was said first.
      hits: [
        ...new Map(
          said(decided)
            .toReversed()
            .map(({ hit, answer }) => [keyOf(hit), { ...hit, outcome: answer.outcome }]),
        ).values(),
      ],
      alerts: [...alerts.values()],
      windows,
    }),
  };
}

/** Of several answers about one event, that which people would ask for first; none: it was understood, and that is all. */
export function strongest<One extends Answer>(answers: readonly One[]): One {
  const order = (one: Answer) => outcomes.indexOf(one.outcome);
  const [first, ...others] = answers;
  if (!first) throw new Error('every event has an answer');
  return others.reduce((best, one) => (order(one) < order(best) ? one : best), first);
}
