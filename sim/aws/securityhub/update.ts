import { type Document, listOf, textAt } from '../document.ts';
import { CommonFailure, type Input } from '../service.ts';
import type { FindingKey } from './findings.ts';

/** What BatchUpdateFindings takes, each with its limits (Security Hub API reference). RecordState is not among them. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  FindingIdentifiers: (value) => listOf(value, 100)?.every(isKey) ?? false,
  Note: (value) => within(textAt(value, 'Text'), 512) && within(textAt(value, 'UpdatedBy'), 512),
  Severity: (value) => [...labels.keys(), undefined].includes(textAt(value, 'Label')),
  VerificationState: oneOf('UNKNOWN', 'TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN_POSITIVE'),
  Confidence: percentage,
  Criticality: percentage,
  Types: (value) => listOf(value, 50) !== null,
  UserDefinedFields: (value) =>
    Object.keys(value as object).length <= 50 &&
    Object.entries(value as object).every(([key, text]) => within(key, 128) && within(text, 1_024)),
  Workflow: (value) => oneOf('NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED')(textAt(value, 'Status')),
  RelatedFindings: (value) => listOf(value, 10)?.every(isKey) ?? false,
};

/** Severity's label and the number that goes with it (Security Hub user guide, ASFF). */
const labels: ReadonlyMap<string | undefined, number> = new Map([
  ['INFORMATIONAL', 0],
  ['LOW', 1],
  ['MEDIUM', 40],
  ['HIGH', 70],
  ['CRITICAL', 90],
]);

/** Refuses what the service would; answers with whom it is about. */
export function checkedUpdate(input: Input): readonly FindingKey[] {
  for (const [name, value] of Object.entries({ FindingIdentifiers: undefined, ...input })) {
    if (!(checks[name]?.(value) ?? false)) throw new CommonFailure('invalid', `Invalid parameter: ${name}`);
  }
  return input['FindingIdentifiers'] as readonly FindingKey[];
}

/** The finding after the update. Its UpdatedAt is the product's and stays (API reference, BatchUpdateFindings). */
export function updated(finding: Document, update: Input, now: number): Document {
  const { FindingIdentifiers: _which, Note, Severity, ...fields } = update;
  const note = Note !== undefined && {
    Note: { ...(Note as object), UpdatedAt: new Date(now).toISOString() },
  };
  const label = textAt(Severity, 'Label');
  const severity = Severity !== undefined && {
    Severity: {
      ...(finding['Severity'] as object | undefined),
      ...(Severity as object),
      ...(label !== undefined && { Normalized: labels.get(label) }),
    },
  };
  return { ...finding, ...fields, ...note, ...severity };
}

function isKey(value: unknown): boolean {
  return within(textAt(value, 'Id'), 512) && within(textAt(value, 'ProductArn'), 2_048);
}

function within(text: unknown, most: number): boolean {
  return typeof text === 'string' && text.length >= 1 && text.length <= most;
}

function percentage(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
}

function oneOf(...allowed: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && allowed.includes(value);
}
