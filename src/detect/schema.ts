import { z } from 'zod';
import { type Severity, severityOfWord } from '../finding/severity.ts';
import { parseTimespan } from './timespan.ts';

/*
 * What is read of a rule's document. Keys that Sigma knows and we do not use, and the authors' own, are passed over:
 * a flaw in a description must not switch a detection off. Our own block is strict, so that a misspelt key is found.
 */

const line = (limit: number) => z.string().trim().min(1).max(limit);

const severity = z
  .string()
  .transform((word, context): Severity => {
    const known = severityOfWord(word);
    if (known) return known;
    context.addIssue('expected informational, low, medium, high or critical');
    return z.NEVER;
  })
  .pipe(z.custom<Severity>());

const timespan = z
  .string()
  .transform((text, context): number => {
    const ms = parseTimespan(text);
    if (ms !== null) return ms;
    context.addIssue('expected a time such as 30s, 15m, 4h or 7d');
    return z.NEVER;
  })
  .pipe(z.number());

/** A search, as in `detection`; what is in it is read when the rule is compiled. */
const search = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).min(1)]);

/** What happened and what to do first, each a sentence in which `{field}` stands for the event's own value. */
const sentences = z.strictObject({ says: line(1_000), first: line(1_000) });
export const RuleText = z.strictObject({ en: sentences, ja: sentences });
export type RuleText = z.infer<typeof RuleText>;

const ruleTest = z
  .strictObject({
    name: line(200),
    event: z.record(z.string(), z.unknown()).optional(),
    /** Several, in the order in which they happen: for correlations. */
    events: z.array(z.record(z.string(), z.unknown())).min(1).max(10_000).optional(),
    /** A file beside the rule's: JSON, ndjson or a CloudTrail file, packed or not. */
    file: line(1_000).optional(),
    match: z.boolean(),
  })
  .refine(
    ({ event, events, file }) => [event, events, file].filter((one) => one !== undefined).length === 1,
    'expected exactly one of event, events and file',
  );

const yagura = z.strictObject({
  /** One severity instead of the level, or cases: the first whose `when` matches, else the level. */
  severity: z
    .union([
      severity,
      z
        .array(z.strictObject({ is: severity, when: search.optional() }))
        .min(1)
        .max(20),
    ])
    .optional(),
  /** Fields whose values make two matches one alert; by default who did it. */
  dedup: z.array(line(300)).max(10).optional(),
  window: timespan.default(3_600_000),
  threshold: z.int().min(1).max(1_000_000).default(1),
  exclusions: z.array(search).max(1_000).default([]),
  text: RuleText.optional(),
  tests: z.array(ruleTest).max(1_000).default([]),
});
export type RuleExtras = z.infer<typeof yagura>;

const header = {
  title: line(500),
  id: line(200).optional(),
  name: line(200).nullish(),
  status: z.string().optional(),
  level: severity.optional(),
  tags: z.array(z.string().max(200)).max(200).nullish(),
  yagura: yagura.prefault({}),
};

const label = z.string().trim().toLowerCase().min(1).max(200).nullish();

export const DetectionDocument = z.object({
  ...header,
  logsource: z
    .object({ product: label, service: label, category: label })
    .refine(
      ({ product, service, category }) => product ?? service ?? category,
      'expected a product, a service or a category',
    ),
  detection: z.record(z.string(), z.unknown()),
});

const bound = z.number().min(0).max(1e9);
const fieldList = z.union([line(300).transform((one) => [one]), z.array(line(300)).min(1).max(20)]);

export const CorrelationDocument = z.object({
  ...header,
  generate: z.boolean().optional(),
  correlation: z
    .object({
      type: z.enum(['event_count', 'value_count', 'temporal', 'temporal_ordered']),
      rules: z.union([line(200).transform((one) => [one]), z.array(line(200)).min(1).max(50)]),
      'group-by': z.union([line(300).transform((one) => [one]), z.array(line(300)).max(20)]).nullish(),
      timespan,
      condition: z
        .strictObject({
          field: fieldList.optional(),
          ...{ gt: bound.optional(), gte: bound.optional(), eq: bound.optional() },
          ...{ lt: bound.optional(), lte: bound.optional() },
        })
        .refine(
          ({ gt, gte, lt, lte, eq }) => [gt, gte, lt, lte, eq].some((one) => one !== undefined),
          'expected one of gt, gte, lt, lte and eq with a number',
        )
        .optional(),
      aliases: z.record(line(300), z.record(line(200), line(300))).optional(),
      generate: z.boolean().optional(),
    })
    .refine(
      ({ type, condition }) => condition !== undefined || type.startsWith('temporal'),
      'the key condition is missing',
    )
    .refine(
      ({ type, condition }) => type !== 'value_count' || condition?.field !== undefined,
      'a value_count needs condition.field: the field whose values are counted',
    ),
});
export type CorrelationDocument = z.infer<typeof CorrelationDocument>;

/** The first issue as half a sentence. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `the key ${[key, issue.keys[0]].filter(Boolean).join('.')} is not known; check its spelling`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `the key ${key} is missing`;
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find((one) => one.path.length > 0);
    if (inner) return describeIssue({ ...inner, path: [...issue.path, ...inner.path] });
  }
  return `the value of ${key || 'the document'} is wrong: ${issue.message.replace(/^Invalid input: /, '')}`;
}
