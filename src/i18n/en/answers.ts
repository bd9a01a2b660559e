import type { Outcome, ReasonCode } from '../../finding/ledger.ts';

type CaseStateWord = 'open' | 'resolved' | 'external' | 'all';

const roleNames = { viewer: 'viewer', responder: 'responder', approver: 'approver', admin: 'admin' };

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
  fixed: 'every copy now passes, so the case was closed as fixed',
  gone: 'it was archived at its source, so the case was closed (not called fixed)',
  updated: 'it brought the known case up to date',
  stale: 'it was older than what was already known, so nothing changed',
  'record-added': 'one more copy of a known finding; it went into the same case',
  unverifiable: 'nobody can evaluate it at present; the case stays as it is and says so',
  'still-failing-elsewhere': 'this copy ended, but another copy still fails, so the case stays open',
  'seen-while-closed': 'it changed, but its case is closed and stays closed',
  'external-reversed': 'the decision made at its source was taken back, so its case was opened again',
  'external-decision':
    'somebody suppressed or resolved it at the source; it is listed, but no card is posted',
  identical: 'it says exactly what was already known',
  'unknown-and-closed': 'it was over before we first heard of it, so there is nothing to show',
  'unknown-and-unverifiable':
    'nobody could evaluate it and it was never seen before, so there is nothing to show',
  'no-finding': 'it was understood; there is no finding in it',
  'test-message': 'it was a test message of AWS',
  pointer: 'it only points to a file; the content is elsewhere',
  'bad-json': 'it is not valid JSON',
  'unknown-shape': 'no source knows this kind of message',
  'invalid-field': 'a field that we need is missing or has the wrong type',
  'too-deep': 'it is nested too deeply',
  'too-large': 'it is too large',
  'source-not-allowed': 'this queue may not carry that source',
  'account-not-allowed': 'this queue may not speak about that account',
  'refused-by-store': 'the database refused it',
  'internal-error': 'an error of ours; please tell whoever runs Yagura',
};

const states: Record<Exclude<CaseStateWord, 'all'>, string> = {
  open: 'open',
  resolved: 'resolved',
  external: 'decided at the source',
};

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
    staleButton: 'This button is too old to be understood. Please run the command again.',
  },

  modal: { close: 'Close', loading: 'One moment…' },

  help: {
    heading: 'What I understand',
    needs: (v: { role: keyof typeof roleNames }) => `for: ${roleNames[v.role]}`,
    next: 'Slash commands do not work in threads; use the channel.',
    unknownCommand: (v: { word: string }) => `“${v.word}” is no word here.`,
    didYouMean: 'Did you mean ',
    list: 'All commands: ',
  },

  manifest: { description: 'AWS security alerts as cards that people can trust' },

  sec: {
    summary: 'Lists all commands',
    hint: 'help',
    usage: [{ form: '/sec help', does: 'lists all commands' }],
  },

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
      { form: '/secfind state:all', does: 'open (as long as you say nothing), resolved, external, all' },
      { form: '/secfind assignee:me', does: 'me, none or @somebody' },
      { form: '/secfind since:24h', does: 'last seen in 30m, 24h, 7d, 2w or since 2026-11-01' },
      { form: '/secfind overdue unowned', does: 'past its deadline; nobody has it' },
      { form: '/secfind Y12', does: 'shows one case' },
      { form: '/secfind why <id or ARN>', does: 'what arrived, what was decided and where its card is' },
      { form: '/secfind why', does: 'what arrived in the last 24 hours, by outcome' },
    ],
    result: (v: { count: string; state: CaseStateWord; critical: string | null }) => {
      const said = v.state === 'all' ? `${v.count} ${cases(v.count)}` : `${v.count} ${states[v.state]}`;
      return v.critical === null ? said : `${said}, ${v.critical} Critical`;
    },
    page: (v: { page: string; pages: string }) => `page ${v.page} of ${v.pages}`,
    none: (v: { state: CaseStateWord }) =>
      v.state === 'open'
        ? 'No open case matches.'
        : v.state === 'all'
          ? 'No case matches.'
          : `No case ${states[v.state]} matches.`,
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
    card: {
      none: 'It has no card.',
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
