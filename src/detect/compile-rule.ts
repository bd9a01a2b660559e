import type { Severity } from '../finding/severity.ts';
import { readDetection, readSearch } from './detection.ts';
import { compileExpression, type Test } from './evaluate.ts';
import type { EventView, FieldTable } from './fields.ts';
import { accountReader, dedupKeyReader, type RuleMatch, valuesReader } from './match.ts';
import type { Placeholders } from './modifiers.ts';
import { type Requirement, requirementsOf } from './required.ts';
import type { DetectionRule, Rule } from './rule.ts';

/** Events on which rules stay silent. All that is given must hold. */
export interface Exclusion {
  /** Ids of rules; left out: every rule. */
  readonly rules?: readonly string[];
  /** Account ids; left out: every account. */
  readonly accounts?: readonly string[];
  /** A search as in a rule's detection; left out: every event. */
  readonly when?: unknown;
}

export interface CompileOptions {
  /** Severity by rule id, whatever the rule itself says. */
  readonly levels?: Readonly<Record<string, Severity>>;
  readonly exclusions?: readonly Exclusion[];
  /** What `%name%` stands for in rules that say `expand`. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
}

export interface CompiledRule {
  readonly rule: DetectionRule;
  /** What an event must have: the rule need not be asked about others. */
  readonly requirements: readonly Requirement[];
  readonly matches: Test;
  readonly report: Reporter;
}

/** Makes a match of the event in view. `correlated`: the group and the count that made a correlation match. */
export type Reporter = (
  view: EventView,
  alerts: boolean,
  correlated?: { readonly group: string; readonly count: number },
) => RuleMatch;

export interface CompiledExclusion {
  readonly rules: ReadonlySet<string> | null;
  readonly test: Test;
}

export function placeholdersOf({ placeholders = {} }: CompileOptions): Placeholders {
  return (name) => (Object.hasOwn(placeholders, name) ? (placeholders[name] ?? null) : null);
}

/** Throws RuleFlaw where the search cannot be read. */
export function compileExclusion(
  { rules, accounts, when }: Exclusion,
  placeholders: Placeholders,
  table: FieldTable,
): CompiledExclusion {
  const wanted = accounts && new Set(accounts);
  const account = accountReader(table);
  const search = when === undefined ? null : searchTest(when, placeholders, table, []);
  return {
    rules: rules ? new Set(rules) : null,
    test: (view) => (!wanted || wanted.has(account(view))) && (search?.(view) ?? true),
  };
}

/** Throws RuleFlaw, with the place, where the rule cannot be compiled. */
export function compileRule(
  rule: DetectionRule,
  options: CompileOptions,
  exclusions: readonly CompiledExclusion[],
  table: FieldTable,
): CompiledRule {
  const placeholders = placeholdersOf(options);
  const expression = readDetection(rule.detection, placeholders);
  const matches = compileExpression(expression, table);
  const own = rule.extras.exclusions.map((search, index) =>
    searchTest(search, placeholders, table, ['yagura', 'exclusions', index]),
  );
  const configured = exclusions
    .filter(({ rules }) => rules === null || rules.has(rule.id))
    .map(({ test }) => test);
  const excluded = [...own, ...configured];
  return {
    rule,
    requirements: requirementsOf(expression),
    matches:
      excluded.length === 0
        ? matches
        : (view) => matches(view) && !excluded.some((exclusion) => exclusion(view)),
    report: reporterOf(rule, { level: rule.level ?? 'Medium' }, options, table),
  };
}

/** `defaults`: what holds where the rule itself says nothing. */
export function reporterOf(
  rule: Rule,
  defaults: { readonly level: Severity; readonly window?: number },
  options: CompileOptions,
  table: FieldTable,
): Reporter {
  const { dedup, window, threshold, text = null } = rule.extras;
  const level = levelReader(rule, defaults.level, options, table);
  const dedupKey = dedupKeyReader(dedup ?? null, table);
  const values = valuesReader(text, table);
  const constant = { ruleId: rule.id, title: rule.title, tags: rule.tags, threshold, text };
  return (view, alerts, correlated) => ({
    ...constant,
    level: level(view),
    dedupKey: correlated && !dedup ? correlated.group : dedupKey(view),
    window: Math.max(window, defaults.window ?? 0),
    alerts,
    values: values(view),
    correlated: correlated?.count ?? null,
  });
}

/** What the operator says, else the rule's first case that holds, else its level. */
function levelReader(
  rule: Rule,
  level: Severity,
  options: CompileOptions,
  table: FieldTable,
): (view: EventView) => Severity {
  const configured = options.levels && Object.hasOwn(options.levels, rule.id) && options.levels[rule.id];
  if (configured) return () => configured;
  const { severity = level } = rule.extras;
  if (typeof severity === 'string') return () => severity;
  const cases = severity.map(({ is, when }, index) => ({
    is,
    test: when && searchTest(when, placeholdersOf(options), table, ['yagura', 'severity', index, 'when']),
  }));
  return (view) => cases.find(({ test }) => test?.(view) ?? true)?.is ?? level;
}

function searchTest(
  search: unknown,
  placeholders: Placeholders,
  table: FieldTable,
  path: readonly PropertyKey[],
): Test {
  return compileExpression(readSearch(search, placeholders, path), table);
}
