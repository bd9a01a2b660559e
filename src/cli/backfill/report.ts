import type { Severity } from '../../finding/severity.ts';

/** What rules would have made of log files of the past. */
export interface Backfill {
  readonly files: number;
  readonly records: number;
  /** Records that a rule matched. */
  readonly matched: number;
  /** Messages in Slack. */
  readonly posts: number;
  /** The worst first, then the newest. */
  readonly cases: readonly {
    readonly severity: Severity;
    readonly title: string;
    readonly rule: string;
    readonly account: string;
    readonly who: string | null;
    readonly times: number;
    readonly from: string;
    readonly to: string;
    /** It would have a card; a policy may keep it quiet. */
    readonly shown: boolean;
  }[];
  /** Files that could not be read to their end, and why. */
  readonly unread: readonly string[];
}

const mostListed = 100;

/** For people: what would have been seen, then what could not be read. */
export function backfillText({ files, records, matched, posts, cases, unread }: Backfill): string {
  const rest = cases.length - mostListed;
  return [
    `${counted(files, 'file')}, ${counted(records, 'record')}; nothing was stored or sent.`,
    `${counted(matched, 'record')} matched a rule: ${counted(cases.length, 'case')}, ${counted(posts, 'post')} in Slack.`,
    ...(cases.length === 0 ? [] : ['']),
    ...cases.slice(0, mostListed).map(lineOf),
    ...(rest > 0 ? [`… and ${rest} more; --json lists all of them`] : []),
    ...(unread.length === 0 ? [] : ['', `${counted(unread.length, 'file')} could not be read to the end:`]),
    ...unread.slice(0, mostListed).map((one) => `  ${clean(one)}`),
  ].join('\n');
}

function lineOf(one: Backfill['cases'][number]): string {
  const { severity, title, account, who, times, from, to, shown } = one;
  const when =
    from.slice(0, 16) === to.slice(0, 16) ? from.slice(0, 16) : `${from.slice(0, 16)} – ${to.slice(0, 16)}`;
  const by = who === null ? '' : ` by ${who}`;
  const quiet = shown ? '' : ', kept quiet';
  return clean(
    `${severity.padEnd(13)} ${title}${by} in ${account}, ${counted(times, 'time')}, ${when}${quiet}`,
  );
}

/** What came from outside must not steer the terminal. */
function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
