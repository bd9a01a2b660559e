import { roleNames } from './roles.ts';

/** What people decide about a case, and what comes of it: forms and answers. Plain text in, plain text out. */
export const decisions = {
  typed: 'Something is missing, or more than I understand. Nothing was changed.',
  done: {
    title: 'Done',
    submit: 'Done',
    about: (v: { label: string }) => `${v.label}: is it done?`,
    checked: (v: { name: string; at: string }) => `Looked at the resource at ${v.at} (${v.name}):`,
    before: (v: { facts: string }) => `Before: ${v.facts}`,
    now: (v: { facts: string }) => `Now: ${v.facts}`,
    holds: 'It is as it should be: Done closes the case.',
    fails: 'It is not fixed yet: Done leaves the case open.',
    unknown: 'Nobody can tell at once: the case waits for the next evaluation, at most 25 hours.',
    sinceAck: (v: { at: string; count: string }) =>
      `Seen again since somebody took it, last at ${v.at}, ${v.count} times in all.`,
    quietSinceAck: 'Nothing new since somebody took it.',
    what: 'What was it?',
    fixed: 'It is fixed',
    handled: 'Real, and dealt with',
    benign: 'Real, but harmless',
    'false-positive': 'A false alarm',
    duplicate: 'The same as another case',
    which: 'Which case, if it is the same as another',
    note: 'What others should know',
    choose: 'Say what it was.',
    whichOne: 'Name a case such as Y12.',
    resolved: (v: { label: string }) => `${v.label} is closed.`,
    resolvedNext: 'If it happens again, the same card is open again.',
    verifying: (v: { label: string; until: string }) =>
      `${v.label} waits for the next evaluation. Without one it is open again ${v.until}.`,
    stillThere: (v: { label: string; facts: string }) => `${v.label} stays open: ${v.facts}`,
    stillThereNext: 'The resource was looked at and is not fixed yet. Nothing else was changed.',
    closedBy: (v: { label: string; who: string; at: string }) => `${v.who} closed ${v.label} at ${v.at}.`,
    closed: (v: { label: string }) => `${v.label} is closed already.`,
    saidBy: (v: { label: string; who: string; at: string }) =>
      `${v.who} said at ${v.at} that ${v.label} is done.`,
    needsDisposition: (v: { label: string }) => `What happened cannot be fixed: say what ${v.label} was.`,
    noOther: 'Name another case that tells the same. Nothing was changed.',
  },
  reopen: {
    done: (v: { label: string }) => `${v.label} is open again.`,
    next: 'People are called as for any other.',
    already: (v: { label: string }) => `${v.label} is open. Nothing was changed.`,
    notClosed: (v: { label: string }) =>
      `${v.label} is kept quiet or accepted: end the suppression or the exception instead. Nothing was changed.`,
    folded: (v: { label: string }) => `The findings of ${v.label} are in another case. Nothing was changed.`,
  },
  note: {
    title: 'Note',
    submit: 'Write',
    label: (v: { label: string }) => `Into the thread of ${v.label}`,
    hint: 'Everybody in the channel can read it, under your name.',
    done: (v: { label: string }) => `Your note stands in the thread of ${v.label} in a moment.`,
    noText: (v: { limit: string }) => `Write something, at most ${v.limit} characters.`,
    noThread: (v: { label: string }) =>
      `${v.label} was never shown, so there is no thread. Nothing was changed.`,
  },
  due: {
    title: 'Deadline',
    submit: 'Set',
    day: 'Until the end of',
    dayHint: 'Empty: no deadline any more.',
    why: 'Why',
    set: (v: { label: string; at: string }) => `${v.label} is due ${v.at}.`,
    removed: (v: { label: string }) => `${v.label} has no deadline any more.`,
    already: (v: { label: string }) => `That is the deadline of ${v.label} already. Nothing was changed.`,
    past: 'This day is over.',
  },
  sample: {
    marked: (v: { label: string }) => `${v.label} is a test: nobody is called for it.`,
    markedAlready: (v: { label: string }) => `${v.label} is a test already. Nothing was changed.`,
    unmarked: (v: { label: string }) => `${v.label} is no test: people are called as for any other.`,
    notMarked: (v: { label: string }) => `Nobody said that ${v.label} is a test. Nothing was changed.`,
    tooSevere: (v: { label: string; needs: keyof typeof roleNames }) =>
      `${v.label} is Critical. To call it a test needs the role “${roleNames[v.needs]}”. Nothing was changed.`,
  },
  exception: {
    title: 'Exception',
    submit: 'Ask for approval',
    about: (v: { label: string }) => `Accept ${v.label} for a while?`,
    means:
      'Somebody else has to approve. Until the review nobody is called for it; then it comes back by itself. If it becomes worse, it is shown.',
    until: 'Review on',
    why: 'Why it is intended',
    whyHint: 'Everybody can read it. Whoever approves decides by it.',
    choose: 'Choose a day.',
    asked: (v: { label: string }) => `Your request stands in the thread of ${v.label}.`,
    askedNext: (v: { until: string }) => `An approver decides there; it waits until ${v.until}.`,
    askedBefore: (v: { label: string; who: string; at: string }) =>
      `${v.who} asked for it at ${v.at} already, in the thread of ${v.label}. Nothing was changed.`,
    ended: (v: { label: string }) => `The exception has ended: ${v.label} is open again.`,
    notExcepted: (v: { label: string }) => `${v.label} is not accepted, so there is nothing to end.`,
  },
  approval: {
    needed: (v: { reasons: string }) => `This needs an approver: ${v.reasons}.`,
    submit: 'Ask for approval',
    truth: (v: { count: string }) =>
      v.count === '1'
        ? 'One of them was real: people closed it as handled.'
        : `${v.count} of them were real: people closed them as handled.`,
    granted: (v: { label: string; until: string }) => `Granted: ${v.label} is accepted until ${v.until}.`,
    suppressed: (v: { label: string; until: string }) =>
      `Granted: ${v.label} keeps it quiet until ${v.until}.`,
    refused: 'Refused. Everything stays as it is.',
    withdrawn: 'Withdrawn. Everything stays as it is.',
    own: 'You asked for this yourself, so somebody else has to decide. Nothing was changed.',
    notYours: (v: { who: string }) => `${v.who} asked for this, not you. Nothing was changed.`,
    tooLong: (v: { most: string; role: keyof typeof roleNames }) =>
      `At most ${v.most} with the role “${roleNames[v.role]}”; somebody with a greater one has to decide. Nothing was changed.`,
    superseded: 'The case is over, has become worse or no longer offers this, so it has to be asked anew.',
    none: 'There is no such request.',
    over: {
      granted: (v: { who: string; at: string }) => `${v.who} granted it at ${v.at}. Nothing was changed.`,
      refused: (v: { who: string; at: string }) => `${v.who} refused it at ${v.at}. Nothing was changed.`,
      withdrawn: (v: { who: string; at: string }) => `${v.who} withdrew it at ${v.at}. Nothing was changed.`,
      expired: (v: { at: string }) =>
        `Nobody decided until ${v.at}, so it has expired. It can be asked anew.`,
      superseded: (v: { at: string }) =>
        `It was no longer to be decided at ${v.at}: its case is over or has changed.`,
    },
  },
  noReason: (v: { limit: string }) => `Say why, in at most ${v.limit} characters.`,
  past: 'That time is over. Nothing was changed.',
};
