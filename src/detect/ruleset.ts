import { type CompiledCorrelation, compileCorrelations } from './compile-correlations.ts';
import {
  type CompiledExclusion,
  type CompiledRule,
  type CompileOptions,
  compileExclusion,
  compileRule,
  placeholdersOf,
} from './compile-rule.ts';
import type { CorrelationState } from './correlation-state.ts';
import { eventIdOf, eventTimeOf } from './event.ts';
import { EventView, FieldTable } from './fields.ts';
import { RuleFlaw } from './flaw.ts';
import { type CustomOrigin, type EventSource, isAbout, isCloudTrail, originOf } from './logsource.ts';
import type { RuleMatch } from './match.ts';
import type { Rule, RuleProblem } from './rule.ts';
import { RuleIndex } from './rule-index.ts';

/** Rules that run. Synchronous; one set serves one thread. */
export interface Ruleset {
  /** Those that were compiled, detections first. */
  readonly rules: readonly Rule[];
  /** Those that were not, and exclusions that were not: they exclude nothing. */
  readonly problems: readonly RuleProblem[];
  /** What the rules about single events say, in their order. Any JSON may be given; never throws. */
  match(event: unknown, source: EventSource): RuleMatch[];
  /**
   * What the correlations say once this event's matches are counted: call it for every event with matches, with all
   * of them. An event that tells no time is taken to happen `now` (epoch milliseconds).
   */
  correlate(
    matches: readonly RuleMatch[],
    event: unknown,
    source: EventSource,
    state: CorrelationState,
    now: number,
  ): RuleMatch[];
}

/** Never throws for a rule: what cannot be compiled is in `problems`, and the others run. */
export function compileRules(rules: readonly Rule[], options: CompileOptions = {}): Ruleset {
  const table = new FieldTable();
  const problems: RuleProblem[] = [];
  const exclusions = compileExclusions(options, table, problems);
  const compiled: CompiledRule[] = [];
  const refuse = (rule: Rule, { path, message }: RuleFlaw) =>
    problems.push({ file: rule.file, line: rule.lineOf(path ?? []), rule: rule.id, message });
  for (const rule of rules) {
    if (rule.kind !== 'detection') continue;
    try {
      compiled.push(compileRule(rule, options, exclusions, table));
    } catch (error) {
      if (!(error instanceof RuleFlaw)) throw error;
      refuse(rule, error);
    }
  }
  const running = new Map<string, Rule>(compiled.map(({ rule }) => [rule.id, rule]));
  const correlations = compileCorrelations(
    rules.filter((rule) => rule.kind === 'correlation'),
    running,
    options,
    table,
    refuse,
  );
  return new CompiledRuleset(compiled, correlations, table, problems);
}

function compileExclusions(
  options: CompileOptions,
  table: FieldTable,
  problems: RuleProblem[],
): CompiledExclusion[] {
  return (options.exclusions ?? []).flatMap((exclusion, index) => {
    try {
      return compileExclusion(exclusion, placeholdersOf(options), table);
    } catch (error) {
      if (!(error instanceof RuleFlaw)) throw error;
      problems.push({ file: 'exclusions', line: index + 1, rule: null, message: error.message });
      return [];
    }
  });
}

/** Origins come from outside, so only so many of them are remembered. */
const mostOrigins = 1_000;

class CompiledRuleset implements Ruleset {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  readonly #compiled: readonly CompiledRule[];
  readonly #table: FieldTable;
  readonly #view: EventView;
  readonly #cloudtrail: RuleIndex<CompiledRule>;
  readonly #byOrigin = new Map<string, RuleIndex<CompiledRule>>();
  readonly #correlationsOf = new Map<string, CompiledCorrelation[]>();
  /** Rules that only serve a correlation. */
  readonly #silent: ReadonlySet<string>;

  constructor(
    compiled: readonly CompiledRule[],
    correlations: readonly CompiledCorrelation[],
    table: FieldTable,
    problems: readonly RuleProblem[],
  ) {
    this.rules = [...compiled, ...correlations].map(({ rule }) => rule);
    this.problems = problems;
    this.#compiled = compiled;
    this.#table = table;
    this.#view = new EventView(table);
    this.#cloudtrail = this.#indexOf(({ rule }) => isCloudTrail(rule.logsource));
    for (const correlation of correlations) {
      for (const id of correlation.members.keys())
        this.#correlationsOf.set(id, [...(this.#correlationsOf.get(id) ?? []), correlation]);
    }
    const silent = [...this.#correlationsOf].filter(([, users]) => !users.some(({ rule }) => rule.generate));
    this.#silent = new Set(silent.map(([id]) => id));
  }

  match(event: unknown, source: EventSource): RuleMatch[] {
    const matches: RuleMatch[] = [];
    const view = this.#look(event, source);
    const index = source === 'cloudtrail' ? this.#cloudtrail : this.#indexFor(originOf(event));
    index.each(view, ({ rule, matches: holds, report }) => {
      if (holds(view)) matches.push(report(view, !this.#silent.has(rule.id)));
    });
    return matches;
  }

  correlate(
    matches: readonly RuleMatch[],
    event: unknown,
    source: EventSource,
    state: CorrelationState,
    now: number,
  ): RuleMatch[] {
    if (!matches.some(({ ruleId }) => this.#correlationsOf.has(ruleId))) return [];
    const view = this.#look(event, source);
    const [at, id] = [eventTimeOf(event, source) ?? now, eventIdOf(event, source) ?? ''];
    const made: RuleMatch[] = [];
    // A correlation's match may count for another one; none is built on itself, so this ends.
    const toCount = matches.map(({ ruleId }) => ruleId);
    for (const ruleId of toCount) {
      for (const correlation of this.#correlationsOf.get(ruleId) ?? []) {
        const member = correlation.members.get(ruleId);
        const [group, value] = [member?.group(view), member?.value(view)];
        if (!member || group == null || value == null) continue;
        const entry = { at, rule: member.place, value, event: id };
        const count = correlation.correlator.feed(group, entry, state);
        if (count === null) continue;
        const { rule, report } = correlation;
        made.push(report(view, !this.#silent.has(rule.id), { group, count }));
        toCount.push(rule.id);
      }
    }
    return made;
  }

  #look(event: unknown, source: EventSource): EventView {
    this.#view.show(source === 'cloudtrail' ? event : withItsFields(event));
    return this.#view;
  }

  #indexOf(chosen: (rule: CompiledRule) => boolean): RuleIndex<CompiledRule> {
    return new RuleIndex(this.#compiled.filter(chosen), ({ requirements }) => requirements, this.#table);
  }

  #indexFor(origin: CustomOrigin): RuleIndex<CompiledRule> {
    const key = JSON.stringify([origin.source, origin.type, origin.product]);
    const known = this.#byOrigin.get(key);
    if (known) return known;
    if (this.#byOrigin.size >= mostOrigins) this.#byOrigin.clear();
    const index = this.#indexOf(({ rule }) => isAbout(rule.logsource, origin));
    this.#byOrigin.set(key, index);
    return index;
  }
}

/** A custom event's own values stand in `fields`; rules name them without that, as Sigma's do. */
function withItsFields(event: unknown): unknown {
  const fields = (event as { fields?: unknown } | null)?.fields;
  return Object.assign(Object.create(null), fields, event);
}
