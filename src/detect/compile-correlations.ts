import { worstSeverity } from '../finding/severity.ts';
import { type CompileOptions, type Reporter, reporterOf } from './compile-rule.ts';
import { type Correlator, createCorrelator } from './correlation.ts';
import type { EventView, FieldTable } from './fields.ts';
import { RuleFlaw } from './flaw.ts';
import type { CorrelationRule, Rule } from './rule.ts';

export interface CompiledCorrelation {
  readonly rule: CorrelationRule;
  readonly correlator: Correlator;
  /** By id of the rules that it counts. */
  readonly members: ReadonlyMap<string, Member>;
  readonly report: Reporter;
}

/** One rule that a correlation counts. */
interface Member {
  /** Its place in the correlation's list. */
  readonly place: number;
  /** The group that an event of this rule belongs to; null where it lacks one of the fields. */
  group(view: EventView): string | null;
  /** What a value_count counts of it; null where the event has no value. Empty for the other types. */
  value(view: EventView): string | null;
}

const longestPart = 1_024;

/**
 * The correlations whose rules all run, each after those that it is built on. Who cannot be compiled is told to
 * `refuse`, and so is who is built on it.
 */
export function compileCorrelations(
  rules: readonly CorrelationRule[],
  running: ReadonlyMap<string, Rule>,
  options: CompileOptions,
  table: FieldTable,
  refuse: (rule: CorrelationRule, flaw: RuleFlaw) => void,
): CompiledCorrelation[] {
  const compiled = new Map<string, CompiledCorrelation>();
  const refused = new Set<string>();
  const visit = (rule: CorrelationRule, above: readonly string[]) => {
    if (compiled.has(rule.id) || refused.has(rule.id)) return;
    try {
      if (above.includes(rule.id)) throw new RuleFlaw('it is built on itself', ['correlation', 'rules']);
      const members = rule.correlation.rules.map((reference, index) => {
        const inner =
          rules.find((one) => one.id === reference) ?? rules.find((one) => one.name === reference);
        if (inner) visit(inner, [...above, rule.id]);
        const found = inner ? compiled.get(inner.id)?.rule : named(running, reference);
        if (found) return found;
        throw new RuleFlaw(`it is built on "${reference}", and no rule of that id or name runs`, [
          ...['correlation', 'rules', index],
        ]);
      });
      compiled.set(rule.id, compileOne(rule, members, options, table));
    } catch (error) {
      if (!(error instanceof RuleFlaw)) throw error;
      if (!refused.has(rule.id)) refuse(rule, error);
      refused.add(rule.id);
    }
  };
  for (const rule of rules) visit(rule, []);
  return [...compiled.values()];
}

function named(rules: ReadonlyMap<string, Rule>, reference: string): Rule | undefined {
  return rules.get(reference) ?? [...rules.values()].find((one) => one.name === reference);
}

function compileOne(
  rule: CorrelationRule,
  rules: readonly Rule[],
  options: CompileOptions,
  table: FieldTable,
): CompiledCorrelation {
  const { aliases = {}, condition } = rule.correlation;
  const groupBy = rule.correlation['group-by'] ?? [];
  /** A field as this rule's events call it: aliases name their rules by name or id. */
  const fieldOf = (field: string, member: Rule) => {
    const alias = Object.hasOwn(aliases, field) ? aliases[field] : undefined;
    const own = alias && [member.name, member.id].find((name) => name !== null && Object.hasOwn(alias, name));
    return table.numberOf((own != null && alias?.[own]) || field);
  };
  const members = rules.map((member, place): readonly [string, Member] => {
    const group = joined(groupBy.map((field) => fieldOf(field, member)));
    const value = joined((condition?.field ?? []).map((field) => fieldOf(field, member)));
    return [member.id, { place, group, value }];
  });
  const level = rule.level ?? worstSeverity(rules.map((one) => one.level ?? 'Medium'));
  return {
    rule,
    correlator: createCorrelator(rule),
    members: new Map(members),
    report: reporterOf(rule, { level, window: rule.correlation.timespan }, options, table),
  };
}

/** The fields' values as one text that keeps them apart; null where one is missing. */
function joined(fields: readonly number[]): (view: EventView) => string | null {
  return (view) => {
    const values: string[] = [];
    for (const field of fields) {
      const text = view.first(field);
      if (text === undefined) return null;
      values.push(text.slice(0, longestPart));
    }
    return values.length === 0 ? '' : JSON.stringify(values);
  };
}
