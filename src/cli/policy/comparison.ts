import { type Outcome, outcomes } from '../../finding/ledger.ts';
import { type Severity, severities, severityRank } from '../../finding/severity.ts';
import { wantOf } from '../../finding/wish.ts';
import type { Verdict } from '../../reading.ts';
import type { Played, PlayedMessage } from '../../rehearsal.ts';
import type { Memory } from '../../triage/memory.ts';
import { suppressionRule } from '../../triage/stages/stage.ts';

/** The suppression that is only tried; those of the database begin at 1. */
export const triedSuppression = 0;
const triedRule = suppressionRule({ id: triedSuppression });

/** What one configuration made of the messages. */
interface Counts {
  /** Copies of controls that policies keep quiet: what writeBack.suppress suppresses in Security Hub. */
  readonly quieted: number;
  readonly events: Readonly<Record<Outcome, number>>;
  /** Messages in Slack: new cards, and replies that the channel sees too. */
  readonly posts: number;
  readonly postsBySeverity: Readonly<Record<Severity, number>>;
  /** Sorted by name. */
  readonly postsByChannel: Readonly<Record<string, number>>;
}

/** A finding of High or Critical that the new configuration keeps from people, and the present one does not. */
export interface NewlyHidden {
  readonly identity: string;
  readonly severity: Severity;
  readonly type: string;
  readonly title: string;
  /** What hides it, with its place in the file. */
  readonly rule: string;
  /** Somebody said that this is meant. */
  readonly allowed: boolean;
}

export interface Comparison {
  readonly messages: number;
  /** The new configuration lets Security Hub be told of it. */
  readonly suppress: 'off' | 'on';
  readonly before: Counts;
  readonly after: Counts;
  /** The worst first. */
  readonly hidden: readonly NewlyHidden[];
}

/** Takes in what two configurations made of the same messages. `allowed`: identities and types. */
export function createComparison(allowed: readonly string[]) {
  const [before, after] = [createTally(), createTally()];
  const hidden = new Map<string, NewlyHidden>();
  let messages = 0;
  return {
    add(present: PlayedMessage, tried: PlayedMessage): void {
      messages += 1;
      before.add(present);
      after.add(tried);
      tried.events.forEach((event, at) => {
        const one = newlyHidden(present.events[at], event, allowed);
        if (one && isWorse(one, hidden.get(one.identity))) hidden.set(one.identity, one);
      });
    },
    /** `ends`: what each side remembers at the end. */
    result(
      ends: { readonly before: Memory; readonly after: Memory },
      suppress: Comparison['suppress'],
    ): Comparison {
      const inOrder = [...hidden.values()].sort(
        (one, other) =>
          severityRank(other.severity) - severityRank(one.severity) ||
          (one.identity < other.identity ? -1 : 1),
      );
      return {
        ...{ messages, suppress, hidden: inOrder },
        before: { ...before.counts(), quieted: quietedIn(ends.before) },
        after: { ...after.counts(), quieted: quietedIn(ends.after) },
      };
    },
  };
}

/** As write-back would decide it with its second opt-in. */
function quietedIn(memory: Memory): number {
  const cases = new Map(memory.cases().map((one) => [one.key, one]));
  const settings = { suppress: true, guardDuty: false };
  let count = 0;
  for (const { caseKey, records } of memory.findings().values()) {
    const home = cases.get(caseKey ?? '');
    for (const record of home ? records : [])
      if (home && wantOf({ case: home, suppression: null, record }, settings)?.why === 'policy') count += 1;
  }
  return count;
}

function newlyHidden(
  before: Played | undefined,
  after: Played,
  allowed: readonly string[],
): NewlyHidden | null {
  const view = after.view ?? before?.view;
  const rule = hidingRule(after.verdict);
  if (!view || rule === null || !before || hidingRule(before.verdict) !== null) return null;
  const { identity, type, title, severity } = view;
  if (severityRank(severity) < severityRank('High')) return null;
  return {
    identity,
    type,
    title,
    severity,
    rule,
    allowed: [identity, type].some((one) => allowed.includes(one)),
  };
}

/** Our own decision that nobody is shown it; null: it is shown, or somebody at the source decided. */
function hidingRule({ outcome, reason, trace = [] }: Verdict): string | null {
  const isRefused = reason.code === 'source-not-allowed' || reason.code === 'account-not-allowed';
  if (outcome === 'quarantined' && isRefused) return `${reason.code}: ${reason.detail ?? ''}`;
  if (outcome !== 'suppressed' || reason.code === 'external-decision') return null;
  const rule = trace.at(-1)?.rule ?? reason.rule ?? reason.code;
  return rule === triedRule ? '--suppress' : rule;
}

function isWorse(one: NewlyHidden, known: NewlyHidden | undefined): boolean {
  return known === undefined || severityRank(one.severity) > severityRank(known.severity);
}

function createTally() {
  const events = zeroOf(outcomes);
  const bySeverity = zeroOf(severities);
  const byChannel = new Map<string, number>();
  let total = 0;
  return {
    add(played: PlayedMessage): void {
      for (const { verdict } of played.events) events[verdict.outcome] += 1;
      for (const { channel, severity } of played.posts) {
        total += 1;
        bySeverity[severity] += 1;
        byChannel.set(channel, (byChannel.get(channel) ?? 0) + 1);
      }
    },
    counts: (): Omit<Counts, 'quieted'> => ({
      events: { ...events },
      posts: total,
      postsBySeverity: { ...bySeverity },
      postsByChannel: Object.fromEntries([...byChannel].sort(([one], [other]) => (one < other ? -1 : 1))),
    }),
  };
}

function zeroOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
