import { roleNames } from './roles.ts';

/** Answers about keeping things quiet for a while. Plain text in, plain text out. */
export const suppressions = {
  summary: 'Keeps a case, and what is like it, quiet for a while',
  hint: 'Y12 | Y12 for 2h because … | help',
  usage: [
    {
      form: '/secsuppress Y12',
      does: 'asks how much, how long and why, and shows what it would hide before anything is saved',
    },
    { form: '/secsuppress Y12 for 2h because …', does: 'keeps just this case quiet, without asking' },
  ],
  title: 'Suppress',
  submit: 'Keep quiet',
  about: (v: { label: string; type: string }) => `${v.label} · ${v.type}`,
  limit: (v: { severity: string }) =>
    `Whatever is or becomes worse than ${v.severity} is shown all the same.`,
  scope: 'How much',
  scopes: {
    finding: (v: { about: string }) =>
      v.about === '1' ? 'Only this finding' : `Only these ${v.about} findings`,
    resource: (v: { about: string }) => `This type on ${v.about}`,
    account: (v: { about: string }) => `This type anywhere in ${v.about}`,
    tag: (v: { about: string }) => `This type where ${v.about}`,
    principal: (v: { about: string }) => `This type by ${v.about}`,
    address: (v: { about: string }) => `This type from ${v.about}`,
  },
  howLong: 'How long',
  orUntil: 'Or until the end of',
  idle: 'End early',
  idleOption: (v: { span: string }) => `after ${v.span} without a match`,
  why: 'Why',
  whyHint: 'Everybody can read it. Others decide by it whether this may go on.',
  preview: {
    of: (v: { scope: string }) => `Preview: ${v.scope}`,
    now: (v: { count: string; parts: string | null }) =>
      v.parts === null ? `Hides now: ${v.count}` : `Hides now: ${v.count} (${v.parts})`,
    month: (v: { count: string; parts: string | null }) =>
      v.parts === null
        ? `Would have hidden in the last 30 days: ${v.count}`
        : `Would have hidden in the last 30 days: ${v.count} (${v.parts})`,
    critical: (v: { count: string }) =>
      v.count === '1' ? 'One of them is Critical!' : `${v.count} of them are Critical!`,
    part: (v: { count: string; severity: string }) => `${v.count} ${v.severity}`,
    spared: (v: { count: string }) => `${v.count} in its scope are worse and stay in sight.`,
    incomplete: 'There was too much to look at all of it; there may be more.',
    example: (v: { severity: string; label: string | null; title: string; account: string }) =>
      [v.severity, v.label, v.title, v.account].filter((part) => part !== null).join(' · '),
  },
  wrong: {
    scope: 'Choose how much.',
    howLong: 'Choose how long, or a day.',
    past: 'This day is over.',
    why: 'Say why, in a few words.',
    tooLong: (v: { limit: string }) => `At most ${v.limit} characters.`,
  },
  done: (v: { label: string; until: string }) => `${v.label} keeps it quiet until ${v.until}.`,
  /** While the clock looks through the other cases. */
  working: 'This case is quiet now; others in its scope follow within seconds.',
  onlyThis: 'This case is quiet now.',
  notAll:
    'This case also has findings that are not in the scope, so it stays in sight; others follow within seconds.',
  next: (v: { label: string }) => `End it: /sec lift ${v.label} · all: /sec suppressions`,
  already: (v: { label: string; who: string; until: string }) =>
    `${v.label} does this already: ${v.who} made it, and it goes on until ${v.until}. Nothing was changed.`,
  tooLong: (v: { most: string; role: keyof typeof roleNames }) =>
    `At most ${v.most} with the role “${roleNames[v.role]}”. Nothing was changed; press the button again for another time.`,
  past: 'The end lies in the past. Nothing was changed.',
  noScope: (v: { label: string }) =>
    `${v.label} has changed meanwhile, and no longer offers what you chose. Nothing was changed; press the button again.`,

  lifted: (v: { label: string }) => `${v.label} has ended.`,
  liftedNext: 'Whatever it kept quiet and is still open is shown again within seconds.',
  noSuch: (v: { label: string }) => `There is no suppression ${v.label}.`,
  over: {
    expired: (v: { label: string; at: string }) => `${v.label} ended at ${v.at}: its time was up.`,
    idle: (v: { label: string; at: string }) => `${v.label} ended at ${v.at}: nothing matched it any more.`,
    lifted: (v: { label: string; at: string; who: string | null }) =>
      v.who === null ? `${v.label} was lifted at ${v.at}.` : `${v.who} lifted ${v.label} at ${v.at}.`,
  },
  all: 'All: ',

  list: (v: { count: string }) =>
    v.count === '0'
      ? 'Nothing is suppressed.'
      : v.count === '1'
        ? '1 suppression'
        : `${v.count} suppressions`,
  listNext: 'Make one: /secsuppress Y12, or the button on a card',
  listMore: (v: { count: string }) => `and ${v.count} more`,
  entry: (v: { label: string; until: string }) => `${v.label} until ${v.until}`,
  upTo: (v: { severity: string }) => `up to ${v.severity}`,
  by: (v: { who: string; reason: string }) => `${v.who}: ${v.reason}`,
  hits: (v: { count: string }) =>
    v.count === '0' ? 'never matched' : v.count === '1' ? 'matched once' : `matched ${v.count} times`,
  idleAfter: (v: { span: string }) => `ends early after ${v.span} without a match`,
  lift: (v: { label: string }) => `Lift ${v.label}`,
  whichOne: (v: { word: string | null }) =>
    v.word === null ? 'Which suppression?' : `“${v.word}” is no suppression. They are written S12.`,
};
