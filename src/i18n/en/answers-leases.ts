import type { LeaseState } from '../../finding/lease-state.ts';
import { roleNames } from './roles.ts';

/** `limit`: what would be allowed; null: nothing would. */
interface Limited {
  readonly value: string;
  readonly limit: string | null;
}

const states: Record<LeaseState, string> = {
  requested: 'waits for an approver',
  approved: 'is about to begin',
  attaching: 'is being done',
  active: 'is active',
  ending: 'is being taken back',
  ended: 'has ended',
  refused: 'was refused or taken back',
  expired: 'was not approved in time',
  failed: 'could not be done',
};

/** Answers and windows about leases. Plain text in, plain text out. */
export const leases = {
  summary: 'Lends access for a while, and cuts instances off',
  hint: 'attach web-7 ssh from me for 2h because … | isolate web-7 | list | help',
  usage: [
    {
      form: '/secsg attach db-2 5432 from 198.51.100.7 for 2h because …',
      does: 'asks to be let in: an instance, interface, private address or Name; a port, a range or ssh, rdp, https, psql; from an address, me, sg-… or pl-…',
    },
    { form: '/secsg attach', does: 'the same, in a window' },
    {
      form: '/secsg isolate web-7',
      does: 'shows what it would come to, then asks to cut the instance off; also of a case: Y12',
    },
    { form: '/secsg dry-run attach …', does: 'shows the exact plan, and changes nothing' },
    { form: '/secsg break-glass attach …', does: 'begins at once without an approver, said loudly' },
    { form: '/secsg detach L12', does: 'you are done: it is closed now' },
    { form: '/secsg extend L12 for 1h because …', does: 'a later end' },
    { form: '/secsg release L12', does: 'lets an isolated instance go, or switches a key on again' },
    { form: '/secsg me 198.51.100.7', does: 'the address that “me” stands for; without one, shows it' },
    {
      form: '/secsg run patch in prod ap-northeast-1 Key=value because …',
      does: 'starts a runbook of the allow-list; alone, lists them',
    },
    { form: '/secsg inventory', does: 'security groups that want looking at, as CSV and XLSX' },
    { form: '/secsg list', does: 'what is lent and cut off at present' },
  ],

  problem: {
    word: (v: { word: string }) => `“${v.word}” is nothing that I can do here.`,
    target: (v: { word: string }) => `“${v.word}” is no name of an instance.`,
    port: (v: { word: string }) => `“${v.word}” is no port, no range of ports and no name of one.`,
    from: (v: { word: string }) => `After the port comes “from”, not “${v.word}”.`,
    source: (v: { word: string }) => `“${v.word}” is no address, network, group or prefix list.`,
    for: (v: { word: string }) => `“for” and a time were expected, not “${v.word}”.`,
    span: (v: { word: string }) => `“${v.word}” is no length of time.`,
    because: (v: { word: string }) => `“because” and a reason were expected, not “${v.word}”.`,
    reason: 'Say why, in a few words.',
    which: (v: { word: string | null }) =>
      v.word === null ? 'Which lease?' : `“${v.word}” is no lease. They are written L12.`,
    address: (v: { word: string }) => `“${v.word}” is no single address.`,
    tooLong: (v: { most: string }) => `At most ${v.most} characters.`,
  },

  off: 'No leases are configured here; whoever runs Yagura can add them under leases.',
  dryRunOnly: 'Here plans are only shown: leases.dryRun is on. Nothing was changed.',
  nothingDone: 'Nothing was done.',
  me: (v: { cidr: string }) => `“me” stands for ${v.cidr}.`,
  meSet: (v: { cidr: string }) => `From now on “me” stands for ${v.cidr}.`,
  meUnknown: 'I do not know your address.',
  meHow: 'Tell me once: ',
  found: {
    none: (v: { word: string }) =>
      `No instance is known as “${v.word}” in the accounts that leases may touch.`,
    many: (v: { word: string; count: string }) =>
      `“${v.word}” may be ${v.count} instances; say which, by its id:`,
    one: (v: { id: string; account: string; region: string }) => `${v.id} in ${v.account}, ${v.region}`,
    missed: (v: { places: string }) => `These did not answer, so it may be there: ${v.places}`,
  },
  trouble: (v: { why: string }) => `AWS could not be looked at: ${v.why}. Nothing was changed.`,

  requested: (v: { label: string; what: string }) => `${v.label} is asked for: ${v.what}.`,
  requestedNext: (v: { until: string; count: number }) =>
    v.count === 1
      ? `Nothing is changed before somebody else approves it, until ${v.until} at the latest.`
      : `Nothing is changed before ${v.count} others approve it, until ${v.until} at the latest.`,
  begun: (v: { label: string; what: string }) => `${v.label} begins now: ${v.what}.`,
  begunNext: 'Its card says when it is done.',
  already: (v: { label: string; state: LeaseState }) =>
    `${v.label} is the same, and ${states[v.state]}. Nothing was changed.`,
  isolated: (v: { label: string }) =>
    `The instance is cut off by ${v.label}, or is to be: nothing is attached to it. Nothing was changed.`,
  noBreakGlass: (v: { needs: keyof typeof roleNames | null }) =>
    v.needs === null
      ? 'Here nothing begins without an approver. Nothing was changed; ask without break-glass.'
      : `To break the glass needs the role “${roleNames[v.needs]}”. Nothing was changed.`,
  guards: {
    'account-not-allowed': (v: Limited) => `Leases may not touch the account ${v.value}.`,
    'role-too-small': (v: { limit: keyof typeof roleNames }) =>
      `In this account that needs the role “${roleNames[v.limit]}”.`,
    'protocol-not-allowed': (v: Limited) => `${v.value} is not allowed; allowed: ${v.limit ?? ''}.`,
    'port-not-allowed': (v: Limited) => `Port ${v.value} is not allowed; allowed: ${v.limit ?? ''}.`,
    'no-network': (v: Limited) => `“${v.value}” is no network.`,
    'open-to-world': (v: Limited) => `${v.value} is everybody: only an admin may let everybody in.`,
    'too-wide': (v: Limited) => `${v.value} is too wide; ${v.limit ?? ''} or narrower is allowed.`,
    'too-long': (v: Limited) => `${v.value} is too long; with your role ${v.limit ?? ''} is the most.`,
    'no-duration': (v: Limited) => `It needs an end; with your role ${v.limit ?? ''} is the most.`,
  },
  obstacles: {
    'no-instance': (v: Limited) => `The instance ${v.value} is not there.`,
    'instance-gone': (v: Limited) => `The instance ${v.value} is terminated.`,
    ambiguous: (v: Limited) => `${v.value} may be several.`,
    'no-interface': (v: Limited) => `It has no interface ${v.value}.`,
    'managed-interface': (v: Limited) =>
      `${v.value} is managed by an AWS service, which alone may change it.`,
    'interface-full': (v: Limited) =>
      `${v.value} has ${v.limit ?? ''} groups, as many as it may: take one off, or ask AWS for more.`,
    'other-vpc': (v: Limited) => `${v.value} is not in ${v.limit ?? ''}, where the instance is.`,
    'no-source-group': (v: Limited) => `The group ${v.value} is not there.`,
    'no-prefix-list': (v: Limited) => `The prefix list ${v.value} is not there.`,
    'wide-prefix-list': (v: Limited) => `${v.limit ?? ''} holds ${v.value}, which is wider than allowed.`,
    'too-many-rules': (v: Limited) => `It would be ${v.value} rules; a group takes ${v.limit ?? ''}.`,
    isolated: (v: Limited) => `${v.value} is isolated.`,
    'no-key': (v: Limited) => `The key ${v.value} is not there, or is the root user’s.`,
    'key-inactive': (v: Limited) => `The key ${v.value} is off already.`,
    'no-role': (v: Limited) => `${v.value} has no role whose sessions could be denied.`,
    'forensic-group-missing': (v: Limited) =>
      `The configured forensic group ${v.value} is not in ${v.limit ?? ''}.`,
  },

  noLease: (v: { label: string }) => `There is no lease ${v.label}.`,
  allLeases: 'All: ',
  notNow: (v: { label: string; state: LeaseState }) => `${v.label} ${states[v.state]}. Nothing was changed.`,
  own: (v: { label: string }) => `${v.label} is your own request: somebody else has to decide about it.`,
  notYours: (v: { label: string; needs: keyof typeof roleNames }) =>
    `${v.label} needs the role “${roleNames[v.needs]}” in its account. Nothing was changed.`,
  tooLate: (v: { label: string }) => `The time of ${v.label} to be approved is over. Nothing was changed.`,
  planChanged: 'AWS has changed since this was asked for. This is what would be done now; please look again.',
  approved: (v: { label: string; left: number }) =>
    v.left === 0
      ? `You approved ${v.label}: it begins now.`
      : v.left === 1
        ? `You approved ${v.label}; one more has to.`
        : `You approved ${v.label}; ${v.left} more have to.`,
  approvedAlready: (v: { label: string }) => `You approved ${v.label} before; others have to as well.`,
  refused: (v: { label: string }) => `You refused ${v.label}; its card says why.`,
  withdrawn: (v: { label: string }) => `You took ${v.label} back.`,
  notOwn: (v: { label: string; who: string }) =>
    `${v.label} was asked for by ${v.who}, who alone can take it back.`,
  ending: (v: { label: string }) => `${v.label} is being taken back; its card says when that is verified.`,
  endsAlready: (v: { label: string }) => `${v.label} is being taken back already.`,
  endless: (v: { label: string }) => `${v.label} has no end that could be later: a person lets it go.`,
  extended: (v: { label: string; until: string }) => `${v.label} goes on until ${v.until}.`,
  extendAsked: (v: { label: string; until: string }) =>
    `That is longer than your role may have ${v.label}: an approver is asked for ${v.until}. Until then its end stays.`,
  tooLongForAll: (v: { label: string }) => `Nobody may have ${v.label} for so long. Nothing was changed.`,
  noExtension: (v: { label: string }) => `Nobody asks for that end of ${v.label} any more.`,
  kept: (v: { label: string; until: string }) => `${v.label} ends at ${v.until}, as before.`,
  noDrift: (v: { label: string }) => `Nothing in AWS differs from what ${v.label} made. Nothing was changed.`,
  puttingRight: (v: { label: string }) =>
    `${v.label} is being put right; its card says when that is verified.`,

  dryRun: {
    heading: 'Dry run: nothing was changed, and nothing was asked for.',
    permissions: 'May the role do it? AWS says:',
    allowed: {
      yes: (v: { api: string }) => `${v.api}: yes`,
      no: (v: { api: string }) => `${v.api}: no`,
      unknown: (v: { api: string }) => `${v.api}: it cannot be asked without doing it`,
    },
  },

  form: {
    attachTitle: 'Lend access',
    isolateTitle: 'Cut an instance off',
    keyTitle: 'Switch a key off',
    respondTitle: 'Respond',
    approveTitle: 'Approve',
    refuseTitle: 'Refuse',
    extendTitle: 'Extend',
    releaseTitle: 'Undo',
    extensionTitle: 'A later end',
    target: 'To what',
    targetHint: 'i-…, eni-…, a private address, or the Name of an instance',
    port: 'Which port',
    portHint: '22, 8000-8010, 53/udp, or ssh, rdp, https, psql',
    source: 'From where',
    sourceHint: 'An address or network, me, sg-… or pl-…',
    howLong: 'For how long',
    howLongHint: '30m, 2h, 1d',
    why: 'Why',
    whyHint: 'Everybody can read it; approvers decide by it.',
    how: 'How',
    hows: {
      ask: 'Ask for it',
      'dry-run': 'Dry run: only show what would be done',
      'break-glass': 'Break-glass: begin now without an approver, said loudly',
    },
    submit: 'Go on',
    about: (v: { target: string; account: string; region: string }) =>
      `${v.target} · ${v.account} · ${v.region}`,
    looked: 'As AWS is at this moment:',
    always:
      'Standby and taking it out of target groups come first wherever they apply, since health checks would end the evidence.',
    ticks: 'Also',
    ticked: {
      snapshot: 'Snapshots of its volumes, as evidence',
      tag: 'A tag that says so',
      cut: 'Cut open connections',
      cutHint: 'Price: for a moment everybody may reach the instance.',
      revokeSessions: 'Deny older sessions of its role',
      revokeSessionsHint: (v: { role: string }) =>
        `Hits every user of ${v.role}; the instance gets fresh ones.`,
      stop: 'Stop the instance',
      stopHint: 'What is in memory is lost.',
    },
    keyAbout: (v: { key: string; user: string }) => `The key ${v.key} of ${v.user}`,
    keyNext: 'It is switched off and never deleted; a person can switch it on again.',
    offers: 'What to do',
    offer: {
      isolate: (v: { target: string }) => `Cut ${v.target} off`,
      key: (v: { key: string }) => `Switch the key ${v.key} off`,
    },
    noOffers: (v: { label: string }) =>
      `${v.label} names no instance and no long-lived access key that could be acted on here.`,
    approve: 'Approve',
    approveNext: 'When AWS has changed meanwhile, it is shown again and not done.',
    refuse: 'Refuse',
    extend: 'Extend',
    longer: 'For how much longer',
    endsNow: (v: { label: string; at: string }) => `${v.label} ends at ${v.at}.`,
    release: 'Undo it',
    releases: {
      isolate: (v: { target: string }) =>
        `${v.target} gets back the groups that it had, with what others changed meanwhile, and is put back into service. Snapshots stay.`,
      'access-key': (v: { key: string; user: string }) => `The key ${v.key} of ${v.user} works again.`,
    },
    decide: 'Decide',
    decisions: { grant: 'Let it go on', keep: 'Leave its end as it is' },
    choose: 'Choose one.',
  },

  inventory: {
    none: 'No security group wants looking at.',
    heading: (v: { count: string }) => `Security groups that want looking at: ${v.count}`,
    kind: {
      unused: (v: { count: string }) => `${v.count} attached to nothing`,
      'open-to-world': (v: { count: string }) => `${v.count} open to the world`,
      duplicate: (v: { count: string }) => `${v.count} with the rules of another one`,
      'at-limit': (v: { count: string }) => `${v.count} interfaces with no room for another`,
    },
    finding: {
      unused: 'attached to nothing',
      'open-to-world': 'open to the world',
      duplicate: 'same rules as',
      'at-limit': 'no room for another group',
    },
    missed: (v: { count: string }) => `Places that did not answer: ${v.count}`,
    comment: (v: { count: string }) => `The security groups that want looking at: ${v.count}.`,
    next: 'All of it, as CSV and XLSX, is in your messages with Yagura.',
  },

  list: {
    none: 'Nothing is lent, and nothing is cut off.',
    heading: (v: { count: string; waiting: string }) =>
      v.waiting === '0' ? `Leases: ${v.count}` : `Leases: ${v.count}, ${v.waiting} of them not approved yet`,
    entry: (v: { label: string; what: string; state: LeaseState }) =>
      `${v.label} · ${v.what} · ${states[v.state]}`,
    until: (v: { at: string }) => `until ${v.at}`,
    stuck: 'it is stuck; its card says why',
    drift: 'somebody changed it in AWS',
    next: 'You are done: /secsg detach L12 · more time: /secsg extend L12 for 1h because …',
  },
  home: (v: { count: string }) => (v.count === '0' ? 'No lease is running' : `Leases running: ${v.count}`),
};
