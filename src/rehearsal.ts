import type { Config } from './config/config.ts';
import type { Severity } from './finding/severity.ts';
import type { Suppression } from './finding/suppression.ts';
import type { FindingView } from './finding/view.ts';
import type { IncomingMessage } from './intake/message.ts';
import { ofRule } from './pipeline.ts';
import { readingRules, triageSettings } from './pipeline-deps.ts';
import { type Arrival, type ReadingRules, readMessage, type Verdict } from './reading.ts';
import { hear, type Ruled, strongest } from './rules/hearing.ts';
import { type LiveRules, noLiveRules } from './rules/live-rules.ts';
import { createRuleMemory } from './rules/memory.ts';
import type { Decided } from './triage/decide.ts';
import { judge } from './triage/judge.ts';
import { createMemory, type Memory } from './triage/memory.ts';
import { compileTriage } from './triage/rules.ts';

/** What became of one inner event. */
export interface Played {
  readonly path: string;
  readonly verdict: Verdict;
  /** Its finding over all copies seen so far, or what a rule made of it; null: there is none. */
  readonly view: FindingView | null;
}

/** A message in a channel: a new card, or a known one that says something worth a new look. */
interface Post {
  readonly channel: string;
  readonly severity: Severity;
}

export interface PlayedMessage {
  readonly events: readonly Played[];
  readonly posts: readonly Post[];
}

/** A world in memory that messages arrive at, one after another. */
export interface Rehearsal {
  play(message: IncomingMessage, now: number): Promise<PlayedMessage>;
  readonly memory: Memory;
}

export interface RehearsalOptions {
  readonly suppressions?: readonly Suppression[];
  /** What is asked about events that are no finding in themselves; absent: nothing. */
  readonly detection?: LiveRules;
  /** `queues`: what the configuration lets each queue carry. `open`: every body may say everything, as one at hand does. */
  readonly doors?: 'queues' | 'open';
}

const openDoor = { sources: ['*', 'custom'], accounts: ['*'] } as const;

/**
 * The story of the pipeline without SQL and without Slack: the same reading, the same decisions, remembered in memory.
 * Nobody acknowledges anything there, and no time passes between messages but what `now` says.
 */
export function createRehearsal(
  config: Config,
  { suppressions = [], detection = noLiveRules, doors = 'queues' }: RehearsalOptions = {},
): Rehearsal {
  const rules = compileTriage(triageSettings(config));
  const known = readingRules(config, rules, detection);
  const reading: ReadingRules = doors === 'open' ? { ...known, ruleOf: () => openDoor } : known;
  const memory = createMemory();
  const ruleMemory = createRuleMemory();
  return {
    memory,
    async play(message, now) {
      const arrivals = readMessage(message, reading, now);
      const arrived = arrivals.flatMap(({ finding, verdict, path }) =>
        finding && !verdict ? [{ finding, messageId: message.messageId, path }] : [],
      );
      const heard = arrivals.flatMap((one) => one.heard ?? []);
      const hearing = await hear(heard, ruleMemory, detection, now);
      const context = { now, rules, suppressions, overrides: [] };
      const toJudge = [...arrived, ...hearing.findings.map((one) => ofRule(one, reading))];
      const judged = await judge(toJudge, memory, context);
      const ruled = judged.decisions.slice(arrived.length);
      await ruleMemory.save(hearing.changes(ruled), now);
      memory.remember(judged, now);
      const posts = judged.changes.cases
        .filter(({ card }) => card === 'post')
        .map(({ case: { channel, severity } }) => ({ channel, severity }));
      return { events: eventsOf(arrivals, judged.decisions, hearing.answers(ruled), memory), posts };
    },
  };
}

function eventsOf(
  arrivals: readonly Arrival[],
  decisions: readonly Decided[],
  ruled: readonly Ruled[],
  memory: Memory,
): Played[] {
  let [nextDecision, nextRuled] = [0, 0];
  const viewOf = (identity: string) => memory.findings().get(identity)?.view ?? null;
  return arrivals.map(({ path, verdict, finding, heard }) => {
    const own = verdict ?? (finding ? decisions[nextDecision++] : undefined);
    const rule = heard ? ruled[nextRuled++] : undefined;
    const said = strongest([own, rule?.answer].filter((answer) => answer !== undefined));
    const identity = finding?.identity ?? rule?.identity ?? null;
    return { path, verdict: said, view: verdict || identity === null ? null : viewOf(identity) };
  });
}
