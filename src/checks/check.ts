import type { Ask } from '../aws/ask.ts';
import type { CheckName, CheckReading, CheckSubject } from '../finding/check.ts';
import type { Resource } from '../finding/finding.ts';
import type { FindingView } from '../finding/view.ts';

/** What AWS answered. */
export type Reading = Pick<CheckReading, 'holds' | 'facts'>;

/** As much of a finding as tells what to look at. */
export type CheckedFinding = Pick<
  FindingView,
  'kind' | 'type' | 'product' | 'account' | 'region' | 'resources' | 'facts'
>;

/** One question to AWS about one resource: a file here and one line in the registry. It changes nothing. */
export interface Check {
  readonly name: CheckName;
  /** What to look at for this finding; null: it says nothing about such a finding. `globally`: the Region of IAM. */
  appliesTo(finding: CheckedFinding, globally: string): CheckSubject | null;
  /** Throws where AWS does not tell: that is never an answer. */
  read(ask: Ask, subject: CheckSubject): Promise<Reading>;
}

/** The one resource of these types; null where there is none, or more than one: then one reading would not be all. */
export function onlyOne(finding: CheckedFinding, types: readonly string[]): Resource | null {
  const [first, second] = finding.resources.filter(({ type }) => types.includes(type));
  return first === undefined || second !== undefined ? null : first;
}

/** `sg-0abc` of its ARN; an id that is none stays as it is. */
export function lastPart({ id }: Resource): string {
  return id.startsWith('arn:') ? id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) : id;
}

/** A rule of ours matched such a call. */
export function wasCalled({ facts }: CheckedFinding, apis: readonly string[]): boolean {
  return facts['service'] !== undefined && apis.includes(facts['api'] ?? '');
}

/** AWS says by this name that what was asked about is not there. */
export function isNamed(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** What is gone harms nobody. */
export const gone: Reading = { holds: true, facts: { gone: true } };
