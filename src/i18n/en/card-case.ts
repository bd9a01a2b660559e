import { grouped, plural } from './count.ts';

/** Who has a case, whose it is and what happens to it next. People are names, or marks that become mentions. */
export const people = {
  nobody: 'Nobody has this yet',
  taken: (name: string, since: string | null, until: string | null) =>
    `${name} has this${since === null ? '' : ` since ${since}`}${until === null ? '' : `, until ${until}`}`,
  /** Given to them by somebody else, or theirs until their time was up. */
  asked: (name: string) => `Nobody has this; ${name} is asked to`,
  /** On a closed card. */
  hadIt: (name: string) => `${name} had it`,
  owner: (name: string) => `owner ${name}`,
  unowned: 'unowned account',
  calling: (names: readonly string[]) => `calling ${names.join(' ')}`,
  callsWait: (at: string) => `people are called from ${at}`,
  nobodyToCall: 'nobody can be called: neither an owner nor anybody on call is configured',
  escalates: (at: string) => `escalates ${at}`,
};

/** What makes one case of several findings, and what stands beside it. */
export const group = {
  headline: (headline: string, others: number, alike: boolean) =>
    `${headline}, and ${grouped(others)} more${alike ? ' like it' : ''}`,
  /** `place` null: in several accounts. */
  vulnerabilities: (count: number, place: string | null) =>
    `${plural(count, 'known vulnerability', 'known vulnerabilities')} in ${place ?? 'several accounts'}`,
  severity: (count: number, severity: string) => `${grouped(count)} ${severity}`,
  counts: (total: number, bySeverity: readonly string[], over: number) =>
    [
      plural(total, 'finding', 'findings'),
      bySeverity.length === 0 ? '' : `: ${bySeverity.join(', ')}`,
      over === 0 ? '' : `; ${grouped(over)} ${over === 1 ? 'is' : 'are'} over`,
    ].join(''),
  madeOf: (counts: string) => `With it: ${counts}`,
  rest: (count: number, command: string) => `and ${grouped(count)} more: ${command}`,
  related: (labels: readonly string[], more: number) =>
    more > 0
      ? `Related: ${labels.join(', ')} and ${grouped(more)} more`
      : `Related: ${labels.join(labels.length === 2 ? ' and ' : ', ')}`,
};

/** A case that is not shown although it is not over. */
export const quiet = {
  headline: 'Kept quiet',
  suppression: (label: string) => `by ${label}`,
  suppressionUntil: (label: string, until: string, author: string, reason: string) =>
    `until ${until} by ${label} (${author}: ${reason})`,
  policy: (policy: string, action: string) => `by the policy ${policy}: ${action}`,
  actions: {
    notify: 'counted for the summary',
    accept: 'accepted',
    disable: 'the control is to be disabled',
  },
  folded: 'Went into another case',
  foldedInto: (label: string) => `Part of ${label} now`,
};
