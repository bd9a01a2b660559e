import type { CorrelationState, CorrelationWindow, RuleMatch, Ruleset } from '../detect/detect.ts';
import { ruleIdentity } from '../finding/identity.ts';
import type { RuleMemory } from '../store/ports/rules.ts';
import type { Subject } from './finding.ts';

interface Matched {
  readonly event: unknown;
  readonly subject: Subject;
  readonly matches: readonly RuleMatch[];
}

/**
 * What correlations say about these events, in their order, with the windows that changed. Which windows are needed is
 * known only while counting, so it is counted again until nothing is missing: once more for each step of rules that
 * are built on correlations, most often twice.
 */
export async function correlate(
  events: readonly Matched[],
  memory: Pick<RuleMemory, 'windows'>,
  ruleset: Ruleset,
  now: number,
): Promise<{ readonly made: readonly RuleMatch[][]; readonly windows: ReadonlyMap<string, unknown> }> {
  for (const known = new Map<string, CorrelationWindow | null>(); ; ) {
    const state = new Windows(known);
    const made = events.map(({ event, subject, matches }) =>
      matches.length === 0 ? [] : ruleset.correlate(matches, event, subject.source, state, now),
    );
    if (state.missing.size === 0) return { made, windows: state.changed };
    const found = await memory.windows([...state.missing]);
    for (const place of state.missing)
      known.set(place, (found.get(place) as CorrelationWindow | undefined) ?? null);
  }
}

/** Windows that were read, and on top of them what was counted since. */
class Windows implements CorrelationState {
  readonly changed = new Map<string, CorrelationWindow>();
  readonly missing = new Set<string>();
  readonly #known: ReadonlyMap<string, CorrelationWindow | null>;

  constructor(known: ReadonlyMap<string, CorrelationWindow | null>) {
    this.#known = known;
  }

  get(rule: string, group: string): CorrelationWindow | null {
    const place = ruleIdentity(rule, group);
    const changed = this.changed.get(place);
    if (changed) return changed;
    if (!this.#known.has(place)) this.missing.add(place);
    return this.#known.get(place) ?? null;
  }

  put(rule: string, group: string, window: CorrelationWindow): void {
    this.changed.set(ruleIdentity(rule, group), window);
  }
}
