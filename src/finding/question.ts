import type { FindingView } from './view.ts';

/**
 * `wanted`: whom to ask is still to be found out. `asked`: it is with them. `yes`, `no`: they answered. `silent`: they
 * did not, in time. `nobody`: nobody could be found to ask.
 */
export const questionStates = ['wanted', 'asked', 'yes', 'no', 'silent', 'nobody'] as const;
export type QuestionState = (typeof questionStates)[number];

/** How somebody reads: `ja`, `Asia/Tokyo`; null: as everybody does here. */
export interface Reading {
  readonly language: string | null;
  readonly timeZone: string | null;
}

/** "Was this you?", asked of one person about one case. */
export interface Question {
  readonly caseId: number;
  readonly state: QuestionState;
  /** Who acted, as the finding names them; untrusted. */
  readonly principal: string;
  /** The credential itself is what leaked: somebody else than its owner is asked. */
  readonly leaked: boolean;
  /** Slack user id of whoever is asked; null: not found out yet, or nobody. */
  readonly askedOf: string | null;
  readonly reading: Reading;
  readonly askedAt: number | null;
  /** When silence becomes an answer. */
  readonly until: number | null;
  readonly answeredAt: number | null;
}

/** A person who may be behind a finding, as far as it tells. */
export interface Human {
  /** As the finding names them; with an address, where it has one. */
  readonly principal: string;
}

const address = /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9.-]{1,190}\.[a-z]{2,24}/i;

/** What acts of its own accord, however it is called: AWS itself, machines, and the anonymous. */
const noHuman = [
  /\.amazonaws\.com(\.cn)?$/i,
  /awsservicerole/i,
  /^(root|unknown|null|anonymous(_principal)?|system:.*|\d{12})$/i,
  /\bi-[0-9a-f]{8,17}\b/,
  /\bbotocore-session-\d+\b/,
];

/**
 * Who may be asked whether it was them; null: nobody. `never`: patterns of names that belong to programs, as the
 * configuration lists them. A name that is no address has to be mapped to somebody there, else nobody is asked.
 */
export function humanBehind(
  view: Pick<FindingView, 'principal' | 'facts'>,
  isProgram: (name: string) => boolean,
): Human | null {
  const { principal, facts } = view;
  if (principal === undefined || facts['userType'] === 'AWSService') return null;
  const session = facts['session'];
  const names = [principal, ...(session === undefined ? [] : [session])];
  if (names.some((name) => noHuman.some((pattern) => pattern.test(name)) || isProgram(name))) return null;
  return { principal: names.find((name) => addressIn(name) !== null) ?? principal };
}

/** An e-mail address in a name, in lower case; null: there is none. */
export function addressIn(name: string): string | null {
  return address.exec(name)?.[0].toLowerCase() ?? null;
}

/** Types that say that a credential is in the wrong hands: whoever holds it would answer. Source: GuardDuty user guide. */
const leaks = [
  /InstanceCredentialExfiltration/,
  /^CredentialAccess:IAMUser\/CompromisedCredentials/,
  /^AttackSequence:IAM\/CompromisedCredentials/,
  /ExposedAccessKey|LeakedCredential|AWS_RISK_CREDENTIALS_EXPOSED/i,
];

export function isLeak({ type }: Pick<FindingView, 'type'>): boolean {
  return leaks.some((pattern) => pattern.test(type));
}
