import type { RuleWords } from '../../finding/finding.ts';

/** What one call was, as far as its record tells. Plain and already cut; null where it does not. */
export interface CallValues {
  /** The person, with the role in brackets; or a role, a service, root. */
  readonly who: string | null;
  /** `StopLogging` */
  readonly call: string;
  /** `cloudtrail` */
  readonly service: string | null;
  readonly resource: string | null;
  readonly address: string | null;
  /** `AccessDenied`; null: AWS did it. */
  readonly error: string | null;
  /** AWS said that they may not, rather than that it cannot be done. */
  readonly refused: boolean;
}

/** Cards of what rules found in CloudTrail. */
export const rule = {
  /** What the rule itself says, in this language. */
  own: (words: RuleWords, part: 'says' | 'first') => words.en[part],
  sentence: (v: CallValues) =>
    [
      `${v.who ?? 'Somebody'} called ${v.call}${v.service === null ? '' : ` of ${v.service}`}`,
      v.resource === null ? '' : ` on ${v.resource}`,
      v.address === null ? '' : ` from ${v.address}`,
      v.error === null ? ', and AWS allowed it.' : '.',
    ].join(''),
  failed: (error: string, refused: boolean) =>
    refused ? `AWS refused it (${error}).` : `It failed (${error}).`,
  agent: (agent: string) => `with ${agent}`,
  browser: 'a browser',
};
