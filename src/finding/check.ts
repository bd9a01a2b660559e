/** What can be looked at in AWS itself, to see whether what a finding says still holds. */
export const checkNames = [
  'open-port',
  'public-bucket',
  'access-key',
  'user-mfa',
  'trail-logging',
  'shared-snapshot',
  'role-trust',
  'volume-encryption',
] as const;
export type CheckName = (typeof checkNames)[number];

/** What was looked at: one resource. */
export interface CheckSubject {
  readonly account: string;
  /** Where to ask; for global services, where AWS keeps them. */
  readonly region: string;
  /** What AWS calls it: `sg-…`, a bucket's name, an access key id, a user's name … */
  readonly id: string;
  /** What of it, where that is not all of it: a port. */
  readonly detail?: string;
}

/** As people call it: the resource, with its port where one was asked about. What else was asked, the facts say. */
export function subjectName({ id, detail }: CheckSubject): string {
  return detail !== undefined && /^\d{1,5}$/.test(detail) ? `${id} ${detail}` : id;
}

/** Why nothing could be said. */
export type CheckTrouble = 'denied' | 'throttled' | 'away' | 'late' | 'no-way-in';

/** What AWS says of one resource. Facts are values: the words for them are in the catalogue. */
export interface CheckReading {
  readonly check: CheckName;
  readonly subject: CheckSubject;
  /** true: it is as it should be. null: nobody can say; that is never taken as fixed. */
  readonly holds: boolean | null;
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** With `holds` null. */
  readonly trouble?: CheckTrouble;
}

/** What AWS says of a case at one moment. Plain data, which may cross threads and stand in SQL. */
export interface CheckResult {
  /** When it was asked. */
  readonly at: number;
  /** true: every active finding of the case was looked at, and all is as it should be. false: something is not. */
  readonly holds: boolean | null;
  readonly readings: readonly CheckReading[];
  /** Active findings of the case that nothing could be asked about. */
  readonly unasked: number;
}

/** Of several: one that fails decides; without a failure, one that nobody can say leaves it open. */
export function holdsInAll(
  readings: readonly Pick<CheckReading, 'holds'>[],
  unasked: number,
): boolean | null {
  if (readings.some(({ holds }) => holds === false)) return false;
  return unasked > 0 || readings.length === 0 || readings.some(({ holds }) => holds === null) ? null : true;
}
