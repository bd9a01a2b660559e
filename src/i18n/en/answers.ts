import type { CaseState } from '../../finding/case.ts';
import type { Outcome, ReasonCode } from '../../finding/ledger.ts';
import { acts } from './answers-acts.ts';
import { audit } from './answers-audit.ts';
import { checks } from './answers-checks.ts';
import { decisions } from './answers-decisions.ts';
import { leases } from './answers-leases.ts';
import { runbooks } from './answers-runbooks.ts';
import { onCall, policies, rules, sec } from './answers-sec.ts';
import { suppressions } from './answers-suppressions.ts';
import { bulk } from './bulk.ts';
import { home } from './home.ts';
import { more } from './more.ts';
import { question } from './question.ts';
import { roleNames } from './roles.ts';

/** What was asked for: `visible` where nobody said a state. */
type StateWord = CaseState | 'visible' | 'all';

const outcomes: Record<Outcome, string> = {
  posted: 'posted',
  closed: 'closed',
  merged: 'merged',
  suppressed: 'suppressed',
  duplicate: 'duplicate',
  dropped: 'dropped',
  quarantined: 'quarantined',
};

const reasons: Record<ReasonCode, string> = {
  new: 'nobody had seen it before, so a case was opened',
  reopened: 'it came back after its case was closed, so the same case was opened again',
  'severity-raised': 'its severity rose',
  'resource-kind-added': 'a new kind of resource joined it',
  'happened-again': 'it happened again after a silence, so its case was said anew',
  'no-longer-quiet': 'nothing keeps it quiet any more, so it is shown',
  unconfirmed: 'somebody said that it was done, but it still fails, so its case is open again',
  'exception-outgrown': 'it became worse than what was accepted, so its case was opened again',
  grouped: 'a policy makes one case of findings like it, so it joined that case',
  inhibited: 'an attack sequence names it as one of its signals, so it joined that case',
  flapping: 'it comes and goes, so its case only counts it until it stays calm',
  suppression: 'a suppression keeps it quiet',
  excepted: 'people accept it until its review; it is counted and not shown',
  'policy-notify': 'a policy only counts it for the summaries',
  'policy-accept': 'a policy accepts it; it is counted and not shown',
  'policy-disable': 'a policy wants this control disabled; it is counted and not shown',
  fixed: 'every copy now passes, so the case was closed as fixed',
  gone: 'it was archived at its source, so the case was closed (not called fixed)',
  updated: 'it brought the known case up to date',
  stale: 'it was older than what was already known, so nothing changed',
  'own-echo': 'it was only the echo of what Yagura wrote there itself',
  baseline: 'it was there before Yagura was, so its case was opened without a card of its own',
  'record-added': 'one more copy of a known finding; it went into the same case',
  unverifiable: 'nobody can evaluate it at present; the case stays as it is and says so',
  'still-failing-elsewhere': 'this copy ended, but another copy still fails, so the case stays open',
  'seen-while-closed': 'it changed, but its case is closed and stays closed',
  'external-reversed': 'the decision made at its source was taken back, so its case was opened again',
  'external-decision':
    'somebody suppressed or resolved it at the source; it is listed, but no card is posted',
  identical: 'it says exactly what was already known',
  'rule-staged': 'its rule is staged: what it matches is counted and not shown yet',
  'below-threshold': 'its rule asks for more of them within its window before it says anything',
  'rule-matches': 'rules match records of the file',
  'matched-before': 'this very event came before, and its rule has counted it',
  'unknown-and-closed': 'it was over before we first heard of it, so there is nothing to show',
  'unknown-and-unverifiable':
    'nobody could evaluate it and it was never seen before, so there is nothing to show',
  'no-finding': 'it was understood; there is no finding in it',
  'no-log-file': 'the file that it points to is no log file of CloudTrail (a digest, for instance)',
  'test-message': 'it was a test message of AWS',
  pointer: 'it only points to a file; the content is elsewhere',
  'bad-json': 'it is not valid JSON',
  'unknown-shape': 'no source knows this kind of message',
  'invalid-field': 'a field that we need is missing or has the wrong type',
  'too-deep': 'it is nested too deeply',
  'too-large': 'it is too large',
  'source-not-allowed': 'this queue may not carry that source',
  'account-not-allowed': 'this queue may not speak about that account',
  'bucket-not-allowed':
    'the bucket is not in the configuration; if it is yours, add it to aws.buckets and replay the message',
  'unreadable-records': 'some records of the file are not what CloudTrail writes; the others were read',
  'object-denied':
    'we may not read the file: allow s3:GetObject and, for its key, kms:Decrypt, then replay the message. S3 also says so of a file that is gone, where we may not list the bucket',
  'object-missing': 'the file is not there; see whether a lifecycle rule deletes it too early',
  'object-archived': 'the file is in an archive: restore it, then replay the message',
  'object-unreachable': 'S3 could not be reached or kept throttling; replay the message once it is well',
  'object-broken': 'the file is damaged or ends in the middle; compare it with its digest',
  'object-too-large': 'the file is larger, or unpacks to more, than any log file of CloudTrail',
  'object-no-log': 'the file holds no records of CloudTrail',
  'refused-by-store': 'the database refused it',
  'internal-error': 'an error of ours; please tell whoever runs Yagura',
};

const states: Record<CaseState, string> = {
  open: 'open',
  acknowledged: 'acknowledged',
  verifying: 'being verified',
  suppressed: 'kept quiet',
  excepted: 'accepted',
  resolved: 'resolved',
  external: 'decided at the source',
};

const asked: Record<Exclude<StateWord, 'all'>, string> = { ...states, visible: 'open' };

/** A count that stops: 1,000 and more reads `1,000+`. */
const cases = (count: string) => (count === '1' ? 'case' : 'cases');

/** Answers to commands, modals, refusals and help. Plain text in, plain text out. */
export const answers = {
  locale: 'en',
  between: ', ',

  outcomes,
  reasons,
  states,

  refusal: {
    needs: (v: { role: keyof typeof roleNames }) => `This needs the role “${roleNames[v.role]}”.`,
    needsThere: (v: { label: string; role: keyof typeof roleNames }) =>
      `${v.label} needs the role “${roleNames[v.role]}” in every account that it is about, and yours holds elsewhere.`,
    membersOnly: 'This is for full members of this workspace.',
    holders: 'These have it: ',
    holdersAreMembers: 'Every full member of the alert channels has it.',
    nobody: 'Nobody has it yet; whoever runs Yagura can grant it in its configuration, under roles.',
    why: {
      'no-role': 'You do not have it, so nothing was done.',
      'not-member': 'You are not in an alert channel. Join one and try again.',
      guest: 'Guests do not get answers here.',
      deactivated: 'This account is deactivated.',
      stranger: 'Only members of this workspace get answers here.',
      bot: 'Bots do not get answers here.',
      unknown: 'Slack does not know this account.',
      'slack-unreachable':
        'Slack did not say who you are, so nothing was done. Please try again in a minute.',
    },
  },

  failure: {
    said: (v: { id: string }) =>
      `Something went wrong on our side. Nothing was changed. Please try again; if it stays, give the operator the id ${v.id}.`,
    away: (v: { id: string }) =>
      `The database or Slack does not answer at present, so I cannot look. Nothing was changed, and no alert is lost. Please try again in a minute; the id for the operator is ${v.id}.`,
    modalTooLate:
      'Slack did not open the window in time. Nothing was changed. Please press the button again.',
    noCard: 'This message is no card of a case. Use the menu of a card, or of a message in its thread.',
    staleButton:
      'This button is too old to be understood. Nothing was changed. Please use the card as it is now, or run the command again.',
  },

  modal: { close: 'Close', cancel: 'Cancel', loading: 'One moment…' },

  shortcuts: {
    acknowledge: 'Acknowledge',
    assign: 'Assign…',
    suppress: 'Suppress…',
    done: 'Done…',
    note: 'Note…',
    description: 'About the case whose card this is',
  },

  mention: { openHere: 'This needs a few words more. Press here:' },

  span: {
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h`,
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  },

  acts,
  decisions,
  checks,
  suppressions,
  leases,
  onCall,
  policies,
  rules,

  help: {
    heading: 'What I understand',
    needs: (v: { role: keyof typeof roleNames }) => `for: ${roleNames[v.role]}`,
    next: 'Slash commands do not work in threads; use the channel.',
    unknownCommand: (v: { word: string }) => `“${v.word}” is no word here.`,
    didYouMean: 'Did you mean ',
    list: 'All commands: ',
  },

  manifest: { description: 'AWS security alerts as cards that people can trust' },

  sec,
  home,
  more,
  bulk,
  runbooks,
  audit,
  question,

  find: {
    summary: 'Finds cases and tells why something is here or not',
    hint: '[words] [severity:high account:prod since:24h …] | Y12 | why <id> | help',
    usage: [
      { form: '/secfind', does: 'open cases, the worst first' },
      { form: '/secfind web-7 "public bucket"', does: 'cases with these words; quotes keep words together' },
      { form: '/secfind severity:critical,high', does: 'also medium, low, informational' },
      {
        form: '/secfind account:prod region:ap-northeast-1',
        does: 'an account’s id or name (prod-* too), a region (tokyo too)',
      },
      {
        form: '/secfind type:*BitcoinTool* control:EC2.19',
        does: 'a finding’s type, a Security Hub control',
      },
      { form: '/secfind resource:i-0abc* source:guardduty', does: 'a resource’s id or ARN, who reported it' },
      {
        form: '/secfind state:all',
        does: 'open and acknowledged (as long as you say nothing); also suppressed, resolved, external, all',
      },
      { form: '/secfind assignee:me', does: 'me, none or @somebody' },
      { form: '/secfind since:24h', does: 'last seen in 30m, 24h, 7d, 2w or since 2026-11-01' },
      { form: '/secfind overdue unowned', does: 'past its deadline; nobody has it, and it is nobody’s' },
      { form: '/secfind Y12', does: 'shows one case' },
      { form: '/secfind why <id or ARN>', does: 'what arrived, what was decided and where its card is' },
      { form: '/secfind why', does: 'what arrived in the last 24 hours, by outcome' },
    ],
    result: (v: { count: string; state: StateWord; critical: string | null }) => {
      const said = v.state === 'all' ? `${v.count} ${cases(v.count)}` : `${v.count} ${asked[v.state]}`;
      return v.critical === null ? said : `${said}, ${v.critical} Critical`;
    },
    page: (v: { page: string; pages: string }) => `page ${v.page} of ${v.pages}`,
    none: (v: { state: StateWord }) =>
      v.state === 'open' || v.state === 'visible'
        ? 'No open case matches.'
        : v.state === 'all'
          ? 'No case matches.'
          : `No case ${asked[v.state]} matches.`,
    noneAtAll: 'There is no open case.',
    wider: 'A wider question: ',
    previous: 'Previous',
    nextPage: 'Next',
    share: 'Share in the channel',
    next: (v: { example: string }) =>
      `Show one: /secfind ${v.example} · why something is here or not: /secfind why <id or ARN> · all words: /secfind help`,
    noSuchCase: (v: { label: string }) => `There is no case ${v.label}.`,
    allCases: 'All cases: ',
    openCard: 'Open the card in Slack',
    noCard: 'Its card is not in Slack yet.',
    nobody: 'nobody has it',
    unverifiable: 'unverifiable',
    sharedBy: 'shared by ',
    shared: 'Shared in this channel.',
    shareElsewhere:
      'Lists are shared in the alert channels only, where everybody may see them. Nothing was posted.',
    shareNothing: 'Nothing matches any more, so nothing was posted.',
    due: (v: { at: string }) => `due ${v.at}`,
    overdue: (v: { at: string }) => `overdue since ${v.at}`,
    inStorm: (v: { count: string }) => `${v.count} folded ${cases(v.count)}`,
    stormEmpty: 'Nothing is folded any more: each of them has a card of its own, or is closed.',
  },

  problem: {
    unknownWord: (v: { word: string }) => `“${v.word}:” is no word here.`,
    unknownValue: (v: { word: string; value: string }) => `“${v.value}” is no value of “${v.word}:”.`,
    noValue: (v: { word: string }) => `“${v.word}:” needs a value.`,
    tooLong: (v: { limit: string }) =>
      `This is too long; ${v.limit} characters are the limit. Nothing was looked up.`,
    didYouMean: 'Did you mean ',
    questionMark: '?',
    possible: 'Possible: ',
    example: 'For example: ',
    quote: 'To look for the words as they stand, put them in quotes: ',
  },

  why: {
    nothing: (v: { word: string }) => `Nothing in the ledger is known as “${v.word}”.`,
    nothingHelp:
      'It did not arrive, or arrived longer ago than is kept. Ask with a case id (Y12), a finding’s id or ARN, or a resource’s id or ARN.',
    counts: 'What arrived in the last 24 h: ',
    found: (v: { count: string }) => (v.count === '1' ? '1 finding' : `${v.count} findings`),
    foundMore: 'There may be more; ask with a finding’s own id to see just one.',
    inLine: (v: { total: string; sum: string }) => `Last 24 hours: ${v.total} in = ${v.sum}`,
    part: (v: { count: string; outcome: string }) => `${v.count} ${v.outcome}`,
    noneArrived: 'Nothing arrived in the last 24 hours.',
    countsNext: 'What became of one thing: /secfind why <id or ARN>',
    doors: (v: { doors: string }) => `came through ${v.doors}`,
    noCase: 'No case was opened for it.',
    caseIs: (v: { label: string; state: string }) => `Case ${v.label} is ${v.state}.`,
    arrived: (v: { count: string }) =>
      v.count === '1' ? 'It arrived once:' : `It arrived ${v.count} times, newest first:`,
    neverArrived: 'The rows about its arrival are no longer kept.',
    older: (v: { count: string }) => `and ${v.count} earlier`,
    row: (v: { at: string; source: string | null; queue: string; outcome: string; reason: string }) =>
      `${v.at} · ${v.source ?? 'not understood'} by queue ${v.queue} → ${v.outcome}: ${v.reason}`,
    detail: (v: { detail: string }) => ` (${v.detail})`,
    rule: (v: { rule: string }) => `by ${v.rule}`,
    stages: (v: { at: string }) => `How it was decided at ${v.at}:`,
    policy: (v: { name: string; place: string }) => `The policy ${v.name} decided about it: ${v.place}.`,
    stage: (v: { stage: string; answer: string }) => `${v.stage}: ${v.answer}`,
    quietBy: (v: { label: string; until: string; who: string; reason: string }) =>
      `${v.label} keeps it quiet until ${v.until} (${v.who}: ${v.reason}).`,
    unsaid: (v: { count: string }) =>
      v.count === '1'
        ? '1 line of its thread waits to be sent.'
        : `${v.count} lines of its thread wait to be sent.`,
    card: {
      none: 'It has no card.',
      folded: 'It has no card of its own: a storm card stands for it.',
      waiting: (v: { since: string }) => `Its card waits to be posted since ${v.since}.`,
      unconfirmed: (v: { since: string }) =>
        `Its card was sent at ${v.since}; Slack has not confirmed it yet, so the channel is being checked.`,
      shown: 'Its card is in Slack and up to date.',
      editing: (v: { since: string }) => `Its card is in Slack; a change waits to be shown since ${v.since}.`,
      gone: 'Its card was deleted by hand. It is posted anew when something important changes.',
    },
    next: (v: { label: string | null }) =>
      `${v.label === null ? '' : `Show the case: /secfind ${v.label} · `}counts of the last 24 hours: /secfind why`,
  },

  raw: {
    title: 'Raw event',
    about: (v: { label: string }) => `What arrived for ${v.label}, as it came.`,
    audited: 'This read was recorded with your name.',
    none: (v: { label: string }) =>
      `The raw event of ${v.label} is no longer kept. What was read from it is still on the card.`,
    cut: (v: { shown: string; total: string }) =>
      `Only the first ${v.shown} of ${v.total} characters fit here; the rest was cut.`,
  },
};
