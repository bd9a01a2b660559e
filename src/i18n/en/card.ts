import { regions } from './regions.ts';

const plural = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;
const grouped = (count: number) => count.toLocaleString('en-US');

/** A day or a time as numbers, already in the channel's zone. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `14:02`. */
  readonly time: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const reasons: Readonly<Record<string, string>> = {
  'bad-json': 'not valid JSON',
  'unknown-shape': 'of a shape that no source knows',
  'invalid-field': 'with a missing or wrong field',
  'too-deep': 'nested too deeply',
  'too-large': 'too large',
  'source-not-allowed': 'from a source that the queue may not carry',
  'account-not-allowed': 'from an account that the queue may not carry',
  'refused-by-store': 'refused by the database',
  'internal-error': 'failed through an error of ours',
};

export const card = {
  severity: {
    Critical: 'Critical',
    High: 'High',
    Medium: 'Medium',
    Low: 'Low',
    Informational: 'Informational',
  },
  sample: 'sample',
  closed: 'Closed',
  external: 'Set aside in AWS',
  resolution: {
    fixed: (after: string) => `fixed after ${after}`,
    gone: (after: string) => `gone at its source after ${after}, which need not mean fixed`,
    external: (after: string) => `decided by somebody in AWS after ${after}`,
  },
  region: (code: string): string =>
    Object.hasOwn(regions, code) ? regions[code as keyof typeof regions] : code,
  outsideAws: 'outside AWS',
  doors: {
    guardduty: 'GuardDuty',
    securityhub: 'Security Hub',
    'securityhub-v2': 'Security Hub V2',
    macie: 'Macie',
    cloudtrail: 'CloudTrail',
    custom: 'custom event',
    yagura: 'Yagura',
  },
  via: (doors: readonly string[]) => `via ${doors.join(', ')}`,
  productVia: (product: string, doors: readonly string[]) => `${product} via ${doors.join(', ')}`,
  alsoVia: (product: string, doors: readonly string[]) => `${product}, also via ${doors.join(', ')}`,
  inStandards: (control: string, standards: readonly string[]) =>
    standards.length === 0 ? control : `${control} in ${standards.join(', ')}`,
  date: (moment: Moment, withYear: boolean) =>
    `${moment.day} ${months[moment.month - 1] ?? moment.month}${withYear ? ` ${moment.year}` : ''}`,
  dateTime: (date: string, time: string) => `${date} ${time}`,
  span: (first: string, last: string, sameDay: boolean) =>
    sameDay ? `${first}–${last}` : `${first} – ${last}`,
  since: (first: string, last: string | null) =>
    last === null ? `since ${first}` : `since ${first}, last seen ${last}`,
  times: (span: string, count: number) => (count > 1 ? `${span}, ${grouped(count)} times` : span),
  duration: (minutes: number): string => {
    if (minutes < 1) return 'less than a minute';
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 48 * 60)
      return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    return `${grouped(Math.floor(minutes / 1440))} days`;
  },
  thisAccount: (id: string) => `account ${id}`,
  noResource: 'something',
  noUser: 'somebody',
  andMore: (count: number) => `and ${grouped(count)} more`,
  moreFindings: (count: number) => `and ${plural(count, 'more finding', 'more findings')}`,
  by: (principal: string) => `by ${principal}`,
  from: (address: string) => `from ${address}`,
  says: (product: string, words: string) => `${product} says: ${words}`,
  first: (step: string) => `First: ${step}`,
  fix: (step: string) => `Fix: ${step}`,
  advice: (product: string, words: string) => `${product} advises: ${words}`,
  /** Before a sentence about the finding, in the answer about one case. */
  notes: {
    why: 'Why it matters:',
    harmless: 'What usually makes it harmless:',
    breaks: 'What may break:',
  },
  nobody: 'Nobody has this yet',
  /** After the name of a person, which Slack draws. */
  somebody: ' has this',
  due: (date: string) => `due ${date}`,
  reopened: (times: number) =>
    times === 1 ? 'came back once' : times === 2 ? 'came back twice' : `came back ${grouped(times)} times`,
  unverifiable: 'cannot be verified at present, which does not mean that it is fixed',
  links: { console: 'Console', remediation: 'How to fix', detector: 'Detector' },
  elsewhere: (label: string, host: string) => `${label} (${host})`,
  rawEvent: 'Raw event',
  notice: {
    reopened: (times: number) => `It came back${times > 1 ? `, for the ${ordinal(times)} time` : ''}.`,
    'external-reversed': 'Somebody took back the decision made in AWS: it is open again.',
    'severity-raised': (from: string, to: string) => `Severity raised: ${from} → ${to}.`,
    closed: {
      fixed: 'Closed: every check passes now.',
      gone: 'Closed: archived or gone at its source. That need not mean fixed.',
      external: 'Set aside: somebody suppressed or resolved it in AWS.',
    },
    'resource-kind-added': (kinds: string) => `The attack reached another kind of resource: ${kinds}.`,
  },
  intake: {
    headline: (count: number, date: string) =>
      `${plural(count, 'event', 'events')} of ${date} ${count === 1 ? 'was' : 'were'} not understood`,
    nothing: (date: string) => `Every event of ${date} was understood`,
    reason: (code: string) => (Object.hasOwn(reasons, code) ? (reasons[code] ?? code) : code),
    count: (count: number, reason: string, queue: string) => `${grouped(count)} ${reason} (queue ${queue})`,
    examples: 'For example:',
    kept: 'No card was made of them. They are kept; after a fix, "yagura replay" takes them in again.',
    deadLetters: (queue: string, depth: number, age: string | null) =>
      `The dead letter queue of ${queue} holds ${plural(depth, 'message', 'messages')}${age === null ? '' : `, the oldest for ${age}`}. See the log for why, then redrive them in the SQS console.`,
  },
};

function ordinal(count: number): string {
  const tail = count % 100;
  const ending = tail >= 11 && tail <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${grouped(count)}${ending}`;
}
