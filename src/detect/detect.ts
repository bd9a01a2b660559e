/*
 * Sigma rules compiled to functions. `loadRules` reads and checks YAML, `compileRules` makes a Ruleset of what was
 * read, and the Ruleset answers for one event at a time. Pure once compiled: no clock, no IO.
 */
export type { CompileOptions } from './compile-rule.ts';
export {
  type CorrelationState,
  type CorrelationWindow,
  MemoryCorrelationState,
} from './correlation-state.ts';
export { eventIdOf, eventTimeOf } from './event.ts';
export { loadRules } from './load.ts';
export type { EventSource } from './logsource.ts';
export { fillText, type RuleMatch } from './match.ts';
export { problemInWords, type Rule, type RuleProblem } from './rule.ts';
export { compileRules, type Ruleset } from './ruleset.ts';
