import { type Document, valuesAt } from '../document.ts';
import { CommonFailure } from '../service.ts';

/** One condition on a text, as both APIs have them. */
export interface StringFilter {
  readonly Value?: string;
  readonly Comparison?: string;
}

export interface DateFilter {
  readonly Start?: string;
  readonly End?: string;
  readonly DateRange?: { readonly Value?: number; readonly Unit?: string };
}

/** Where in a finding an attribute of `AwsSecurityFindingFilters` is. */
const texts: Readonly<Record<string, string>> = {
  Id: 'Id',
  ProductArn: 'ProductArn',
  AwsAccountId: 'AwsAccountId',
  Region: 'Region',
  RecordState: 'RecordState',
  WorkflowStatus: 'Workflow.Status',
  SeverityLabel: 'Severity.Label',
  ComplianceStatus: 'Compliance.Status',
  ComplianceSecurityControlId: 'Compliance.SecurityControlId',
  ComplianceAssociatedStandardsId: 'Compliance.AssociatedStandards.StandardsId',
  GeneratorId: 'GeneratorId',
  ProductName: 'ProductName',
  ResourceId: 'Resources.Id',
  ResourceType: 'Resources.Type',
  Title: 'Title',
  Type: 'Types',
};
const dates: Readonly<Record<string, string>> = {
  UpdatedAt: 'UpdatedAt',
  CreatedAt: 'CreatedAt',
  FirstObservedAt: 'FirstObservedAt',
  LastObservedAt: 'LastObservedAt',
};

/** Which findings are asked for: attributes are joined by AND, the values of one by OR. Names are ASFF's. */
export function asffFilter(filters: Document, now: number): (finding: Document) => boolean {
  const attributes = Object.entries(filters);
  // Security Hub API reference, GetFindings: at most 10 attributes of 20 values.
  if (attributes.length > 10) throw invalid('Filters', 'at most 10 attributes');
  const tests = attributes.map(([name, values]) => {
    if (!Array.isArray(values) || values.length < 1 || values.length > 20)
      throw invalid(name, 'at most 20 values');
    const path = texts[name] ?? dates[name];
    if (path === undefined) throw invalid(name, 'an attribute that is simulated');
    return name in texts ? textTest(path, values) : dateTest(path, values, now);
  });
  return (finding) => tests.every((holds) => holds(finding));
}

/** Values that must be there are joined by OR, values that must not by AND. */
export function textTest(path: string, filters: readonly StringFilter[]): (finding: Document) => boolean {
  const conditions = filters.map(({ Value = '', Comparison = '' }) => {
    const compare = comparisons[Comparison.replace(/^(.*_)?NOT_/, '$1')];
    if (!compare || Value === '') throw invalid(path, 'a value and a comparison');
    return { negated: Comparison.includes('NOT_'), fits: (found: string) => compare(found, Value) };
  });
  return (finding) => {
    const found = valuesAt(finding, path).map(String);
    const wanted = conditions.filter(({ negated }) => !negated);
    return (
      (wanted.length === 0 || wanted.some(({ fits }) => found.some(fits))) &&
      conditions.filter(({ negated }) => negated).every(({ fits }) => !found.some(fits))
    );
  };
}

const comparisons: Readonly<Record<string, (found: string, value: string) => boolean>> = {
  EQUALS: (found, value) => found === value,
  PREFIX: (found, value) => found.startsWith(value),
  CONTAINS: (found, value) => found.includes(value),
};

const day = 24 * 60 * 60_000;

export function dateTest(
  path: string,
  filters: readonly DateFilter[],
  now: number,
): (finding: Document) => boolean {
  const spans = filters.map(({ Start, End, DateRange }) => {
    if (DateRange) return { from: now - (DateRange.Value ?? 0) * day, to: now };
    if (Start === undefined && End === undefined) throw invalid(path, 'a start, an end or a range');
    return {
      from: Start === undefined ? 0 : Date.parse(Start),
      to: End === undefined ? Number.POSITIVE_INFINITY : Date.parse(End),
    };
  });
  return (finding) =>
    valuesAt(finding, path).some((value) => {
      // OCSF counts milliseconds, ASFF writes ISO 8601.
      const at = typeof value === 'number' ? value : Date.parse(String(value));
      return spans.some(({ from, to }) => at >= from && at <= to);
    });
}

/** By an attribute's name or a field's path. */
export function sortedBy(findings: readonly Document[], criteria: unknown): readonly Document[] {
  const [first] = (criteria ?? []) as readonly { Field?: string; SortOrder?: string }[];
  if (first?.Field === undefined) return findings;
  const path = texts[first.Field] ?? dates[first.Field] ?? first.Field;
  const key = (finding: Document) => String(valuesAt(finding, path)[0] ?? '');
  const sorted = findings.toSorted((one, other) =>
    key(one) < key(other) ? -1 : Number(key(one) > key(other)),
  );
  return first.SortOrder === 'desc' ? sorted.toReversed() : sorted;
}

function invalid(name: string, expected: string): CommonFailure {
  return new CommonFailure('invalid', `Invalid parameter ${name}: expected ${expected}.`);
}
