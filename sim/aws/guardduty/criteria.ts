import { type Document, valuesAt } from '../document.ts';
import { CommonFailure } from '../service.ts';

type Compare = (found: string | number, wanted: unknown) => boolean;

const equals: Compare = (found, wanted) => (wanted as unknown[]).map(String).includes(String(found));
const above: Compare = (found, wanted) => Number(found) > Number(wanted);
const below: Compare = (found, wanted) => Number(found) < Number(wanted);

/** Under its two names each (GuardDuty API reference, Condition). */
const conditions: Readonly<Record<string, Compare>> = {
  ...{ eq: equals, equals, neq: not(equals), notEquals: not(equals) },
  ...{ gt: above, greaterThan: above, gte: not(below), greaterThanOrEqual: not(below) },
  ...{ lt: below, lessThan: below, lte: not(above), lessThanOrEqual: not(above) },
};

/** Fields that hold a time, which criteria say in milliseconds since 1970. */
const times = new Set(['updatedAt', 'createdAt']);

/** Which findings are asked for: every criterion must hold. */
export function criteriaTest(given: unknown): (finding: Document) => boolean {
  const criterion = (given ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const tests = Object.entries(criterion).flatMap(([field, wanted]) =>
    Object.entries(wanted).map(([name, value]) => fieldTest(field, conditions[name], value)),
  );
  return (finding) => tests.every((holds) => holds(finding));
}

function fieldTest(field: string, compare: Compare | undefined, wanted: unknown) {
  if (!compare) throw new CommonFailure('invalid', `The request is rejected: no such condition on ${field}.`);
  return (finding: Document) =>
    valuesAt(finding, field).some((value) =>
      compare(times.has(field) ? Date.parse(String(value)) : (value as string | number), wanted),
    );
}

/** By one attribute, ascending unless it says DESC. */
export function sortedBy(findings: readonly Document[], criteria: unknown): readonly Document[] {
  const { attributeName, orderBy } = (criteria ?? {}) as { attributeName?: string; orderBy?: string };
  if (attributeName === undefined) return findings;
  const key = (finding: Document) => valuesAt(finding, attributeName)[0] as string | number;
  const sorted = findings.toSorted((one, other) =>
    key(one) < key(other) ? -1 : Number(key(one) > key(other)),
  );
  return orderBy === 'DESC' ? sorted.toReversed() : sorted;
}

function not(compare: Compare): Compare {
  return (found, wanted) => !compare(found, wanted);
}
