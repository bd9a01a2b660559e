import { grouped, plural } from './count.ts';

const reasons: Readonly<Record<string, string>> = {
  'bad-json': 'not valid JSON',
  'unknown-shape': 'of a shape that no source knows',
  'invalid-field': 'with a missing or wrong field',
  'too-deep': 'nested too deeply',
  'too-large': 'too large',
  'source-not-allowed': 'from a source that the queue may not carry',
  'account-not-allowed': 'from an account that the queue may not carry',
  'bucket-not-allowed': 'in a bucket that is not in the configuration',
  'unreadable-records': 'files with records that CloudTrail would not write',
  'object-denied': 'files that we may not read',
  'object-missing': 'files that are not there',
  'object-archived': 'files that lie in an archive',
  'object-unreachable': 'files that S3 did not give out',
  'object-broken': 'files that are damaged',
  'object-too-large': 'files too large for a log',
  'object-no-log': 'files without records',
  'refused-by-store': 'refused by the database',
  'internal-error': 'failed through an error of ours',
};

/** The one card a day about what nobody could read. */
export const intake = {
  headline: (count: number, date: string) =>
    `${plural(count, 'event', 'events')} of ${date} ${count === 1 ? 'was' : 'were'} not understood`,
  nothing: (date: string) => `Every event of ${date} was understood`,
  reason: (code: string) => (Object.hasOwn(reasons, code) ? (reasons[code] ?? code) : code),
  count: (count: number, reason: string, queue: string) => `${grouped(count)} ${reason} (queue ${queue})`,
  examples: 'For example:',
  kept: 'No card was made of them. They are kept; after a fix, "yagura replay" takes them in again.',
  deadLetters: (queue: string, depth: number, age: string | null) =>
    `The dead letter queue of ${queue} holds ${plural(depth, 'message', 'messages')}${age === null ? '' : `, the oldest for ${age}`}. See the log for why, then redrive them in the SQS console.`,
};

/** The card that stands for many. */
export const storm = {
  headline: (count: number, duration: string) =>
    `${plural(count, 'more case', 'more cases')} in ${duration}, folded into this card`,
  over: (count: number, duration: string) =>
    `The storm is over: ${plural(count, 'case', 'cases')} in ${duration}`,
  count: (name: string, count: number) => `${name} ${grouped(count)}`,
  sources: 'from',
  types: 'types',
  accounts: 'accounts',
  others: 'others',
  list: (label: string, entries: readonly string[]) => `${label}: ${entries.join(' · ')}`,
  kept: 'Each has its case, and whatever is Critical or High has a card of its own.',
  freed: (count: number) =>
    count === 1
      ? '1 of them has a card of its own now.'
      : `${grouped(count)} of them have cards of their own now.`,
  show: 'Show',
};

/** What one owner should know when the working day begins. */
export const digest = {
  headline: (name: string | null, parts: readonly string[]) =>
    `${name ?? 'Belongs to nobody'}: ${parts.join(', ')}`,
  overdue: (count: number) => `${grouped(count)} overdue`,
  dueTomorrow: (count: number) => `${grouped(count)} due by the next working day`,
  waiting: (count: number) => `${grouped(count)} new since the last working hours`,
  suppressions: (count: number) => `${plural(count, 'suppression ends', 'suppressions end')}`,
  titles: {
    overdue: 'Overdue',
    dueTomorrow: 'Due by the next working day',
    waiting: 'New since the last working hours',
    suppressions: 'Suppressions that end by the next working day',
  },
  suppression: (label: string, until: string, reason: string) => `${label} · until ${until} · ${reason}`,
  rest: (count: number) => `and ${grouped(count)} more`,
  /** Before a command that lists the rest. */
  all: 'All of them: ',
};

/** What people decided not to see for a while. */
export const suppression = {
  headline: (label: string, until: string) => `${label} keeps alerts quiet until ${until}`,
  over: {
    expired: (label: string) => `${label} has ended: its time was up`,
    idle: (label: string) => `${label} has ended: nothing matched it any more`,
    lifted: (label: string, name: string | null) =>
      name === null ? `${label} was lifted` : `${label} was lifted by ${name}`,
  },
  scope: (match: string) => `Scope: ${match}`,
  everything: 'everything',
  onlyCase: (label: string) => `what ${label} is about, and nothing else`,
  upTo: (severity: string) => `up to ${severity}; whatever is worse is shown`,
  by: (name: string, reason: string) => `${name}: ${reason}`,
  idle: (duration: string) => `ends early after ${duration} without a match`,
  hits: (count: number) =>
    count === 0 ? 'nothing has matched yet' : `${plural(count, 'match', 'matches')} so far`,
  matched: (count: number) =>
    count === 0 ? 'nothing ever matched' : `${plural(count, 'match', 'matches')} in all`,
  stillOpen: (count: number, labels: readonly string[], more: number) =>
    `${count === 1 ? '1 case is' : `${grouped(count)} cases are`} still open: ${labels.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`,
  nothingOpen: 'Nothing that it kept quiet is still open.',
  lift: 'Lift',
};

/** A message of its own for a case that nobody took. */
export const escalation = {
  waits: (label: string, waited: string) => `${label} has waited for ${waited}, and nobody has it`,
  taken: (label: string, name: string) => `${label}: ${name} has it now`,
  over: (label: string) => `${label} needs nobody any more`,
  openCard: 'Open its card',
};

/** What is wrong with the configuration file. */
export const config = {
  broken: (file: string) => `${file} has a mistake, so what was in force before stays in force`,
  mended: (file: string) => `${file} is in order again`,
  since: (at: string) => `since ${at}`,
  span: (from: string, to: string) => `from ${from} to ${to}`,
  restart: (keys: readonly string[]) =>
    `Changed, but only in force after a restart: ${keys.join(', ')}. Everything else applies already.`,
  rulesBroken: (count: number) =>
    `${plural(count, 'rule does', 'rules do')} not run; the others do. /sec rules lists them`,
  rulesMended: 'All rules run again',
  restartNeeded: (file: string) => `${file} has changes that wait for a restart`,
};
