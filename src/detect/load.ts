import type { z } from 'zod';
import { readDetection, readSearch } from './detection.ts';
import { type RuleDocument, readDocuments } from './document.ts';
import { RuleFlaw } from './flaw.ts';
import type { Rule, RuleProblem } from './rule.ts';
import { CorrelationDocument, DetectionDocument, describeIssue, type RuleExtras } from './schema.ts';

/**
 * The rules in YAML files, several in one file where it holds several documents. Never throws: what cannot be used is
 * named with file, line and reason, and the others are there. Of two rules with one id the first counts.
 */
export function loadRules(files: readonly { readonly name: string; readonly text: string }[]): {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
} {
  const rules = new Map<string, Rule>();
  const problems: RuleProblem[] = [];
  for (const { name: file, text } of files) {
    const read = readDocuments(text);
    problems.push(...read.problems.map((problem) => ({ file, rule: null, ...problem })));
    for (const [index, document] of read.documents.entries()) {
      try {
        const rule = readRule(document, file, index);
        const same = rules.get(rule.id);
        if (same)
          throw new RuleFlaw(`its id stands in ${same.file} line ${same.line}, too; give it one of its own`, [
            'id',
          ]);
        rules.set(rule.id, rule);
      } catch (error) {
        if (!(error instanceof RuleFlaw)) throw error;
        const line = document.lineOf(error.path ?? []);
        problems.push({ file, line, rule: nameOf(document.value), message: error.message });
      }
    }
  }
  return { rules: [...rules.values()], problems };
}

/** Every placeholder is taken to be defined: only who compiles the rules knows them. */
const anyPlaceholder = () => ['x'];

function readRule(document: RuleDocument, file: string, index: number): Rule {
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RuleFlaw('the document is no rule: a rule is a map with title, logsource and detection');
  if ('status' in value && value.status === 'unsupported')
    throw new RuleFlaw('its status is "unsupported"; see what replaces it', ['status']);
  if ('filter' in value) throw new RuleFlaw('Sigma filters are not read; use exclusions instead', ['filter']);
  const place = { file, line: document.lineOf([]), lineOf: document.lineOf };
  const fallback = index === 0 ? file : `${file}#${index + 1}`;
  return 'correlation' in value
    ? { ...place, ...readCorrelation(value, fallback) }
    : { ...place, ...readDetectionRule(value, fallback) };
}

function readDetectionRule(value: unknown, fallback: string) {
  const parsed = valid(DetectionDocument, value);
  const { product, service, category } = parsed.logsource;
  readDetection(parsed.detection, anyPlaceholder);
  readSearches(parsed.yagura);
  return {
    kind: 'detection' as const,
    ...headOf(parsed, fallback),
    logsource: { product: product ?? null, service: service ?? null, category: category ?? null },
    detection: parsed.detection,
  };
}

function readCorrelation(value: unknown, fallback: string) {
  const parsed = valid(CorrelationDocument, value);
  readSearches(parsed.yagura);
  return {
    kind: 'correlation' as const,
    ...headOf(parsed, fallback),
    correlation: parsed.correlation,
    generate: parsed.correlation.generate ?? parsed.generate ?? false,
  };
}

function headOf(parsed: z.infer<typeof DetectionDocument | typeof CorrelationDocument>, fallback: string) {
  return {
    id: parsed.id ?? parsed.name ?? fallback,
    name: parsed.name ?? null,
    title: parsed.title,
    level: parsed.level ?? null,
    tags: parsed.tags ?? [],
    extras: parsed.yagura,
  };
}

/** The searches in our own block, for their errors. */
function readSearches({ exclusions, severity }: RuleExtras): void {
  for (const [index, search] of exclusions.entries())
    readSearch(search, anyPlaceholder, ['yagura', 'exclusions', index]);
  for (const [index, { when }] of (Array.isArray(severity) ? severity : []).entries())
    if (when) readSearch(when, anyPlaceholder, ['yagura', 'severity', index, 'when']);
}

function valid<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // A misspelt key is also a missing one; what stands in the file is easier to find.
  const issue = issues.find((one) => one.code === 'unrecognized_keys') ?? issues[0];
  if (!issue) throw new RuleFlaw('the document is no rule');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new RuleFlaw(describeIssue(issue), [...issue.path, ...unknown]);
}

/** As much as can be told of a document that is no rule. */
function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, title } = value as { id?: unknown; title?: unknown };
  return [id, title].find((one) => typeof one === 'string') ?? null;
}
