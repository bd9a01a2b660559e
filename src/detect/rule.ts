import type { Severity } from '../finding/severity.ts';
import type { CorrelationDocument, RuleExtras } from './schema.ts';

export interface Logsource {
  readonly product: string | null;
  readonly service: string | null;
  readonly category: string | null;
}

interface RuleHead {
  /** The rule's `id`; its name or its place in the files where it has none. */
  readonly id: string;
  readonly name: string | null;
  readonly title: string;
  /** Null: the rule names none. */
  readonly level: Severity | null;
  readonly tags: readonly string[];
  readonly extras: RuleExtras;
  readonly file: string;
  /** Where the rule begins, from 1. */
  readonly line: number;
  lineOf(path: readonly PropertyKey[]): number;
}

export interface DetectionRule extends RuleHead {
  readonly kind: 'detection';
  readonly logsource: Logsource;
  readonly detection: Readonly<Record<string, unknown>>;
}

export interface CorrelationRule extends RuleHead {
  readonly kind: 'correlation';
  readonly correlation: CorrelationDocument['correlation'];
  /** The rules it refers to alert by themselves, too. */
  readonly generate: boolean;
}

export type Rule = DetectionRule | CorrelationRule;

/** Why a rule does not run. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  /** The rule's id, else its title; null where not even that could be read. */
  readonly rule: string | null;
  /** Half a sentence: what is wrong, and what to do. */
  readonly message: string;
}

/** `file line 3: …`, one sentence. */
export function problemInWords({ file, line, rule, message }: RuleProblem): string {
  return `${file} line ${line}: ${rule === null ? '' : `the rule ${rule} does not run: `}${message}.`;
}
