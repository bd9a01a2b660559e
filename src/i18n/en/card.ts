import { auditAnchor } from './card-audit.ts';
import { group, people, quiet } from './card-case.ts';
import { config, digest, escalation, intake, storm, suppression } from './card-channel.ts';
import { decisions } from './card-decisions.ts';
import { lease } from './card-lease.ts';
import { leaseWeek } from './card-lease-week.ts';
import { notice } from './card-notices.ts';
import { question } from './card-question.ts';
import { response } from './card-response.ts';
import { rule } from './card-rule.ts';
import { story } from './card-story.ts';
import { grouped } from './count.ts';
import { investigation } from './investigation.ts';
import { match } from './match.ts';
import { picture } from './picture.ts';
import { regions } from './regions.ts';

/** A day or a time as numbers, already in the channel's zone. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `14:02`. */
  readonly time: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const card = {
  question,
  leaseWeek,
  response,
  severity: {
    Critical: 'Critical',
    High: 'High',
    Medium: 'Medium',
    Low: 'Low',
    Informational: 'Informational',
  },
  rule,
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
  /** `days`: how long people have had from its opening; said where it is a day or more. */
  due: (date: string, days: number | null) =>
    days === null ? `due ${date}` : `due ${date} (within ${days === 1 ? 'a day' : `${grouped(days)} days`})`,
  overdue: (date: string) => `overdue since ${date}`,
  reopened: (times: number) =>
    times === 1 ? 'came back once' : times === 2 ? 'came back twice' : `came back ${grouped(times)} times`,
  flapping: 'comes and goes, so it is only counted until it stays calm',
  unverifiable: 'cannot be verified at present, which does not mean that it is fixed',
  links: { console: 'Console', remediation: 'How to fix', detector: 'Detector' },
  /** Instead of a card that cannot be drawn. */
  undrawn: (what: string) => `${what} has something to say, but it could not be drawn; the log says why`,
  elsewhere: (label: string, host: string) => `${label} (${host})`,
  acts: {
    acknowledge: 'Acknowledge',
    release: 'Give back',
    takeOn: 'I’ll do it',
    assign: 'Assign…',
    suppress: 'Suppress…',
    done: 'Done…',
    due: 'Deadline…',
    note: 'Note…',
    exception: 'It’s intended…',
    reopen: 'Reopen',
    endException: 'End the exception',
    markSample: 'It is a test',
    unmarkSample: 'It is no test',
    rawEvent: 'Raw event',
    copyIds: 'Copy ids',
    more: 'More…',
  },
  people,
  group,
  quiet,
  decisions,
  notice,
  intake,
  storm,
  digest,
  suppression,
  escalation,
  config,
  investigation,
  picture,
  auditAnchor,
  lease,
  story,
  match,
};
