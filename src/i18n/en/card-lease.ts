/** What all three kinds of leases are called by. `target`: an instance's name, a key's id. */
interface About {
  readonly label: string;
  readonly who: string;
  readonly target: string;
}
/** Access that is lent: `port` may be a range, `source` a network, a group or a prefix list. */
interface Access extends About {
  readonly port: string;
  readonly source: string;
}
interface Key extends About {
  readonly user: string;
}

/** The card of a lease: a temporary change to AWS. */
export const lease = {
  asked: {
    'security-group': (v: Access & { span: string }) =>
      `${v.label} · ${v.who} asks to reach ${v.target}:${v.port} from ${v.source} for ${v.span}`,
    isolate: (v: About) => `${v.label} · ${v.who} asks to cut ${v.target} off`,
    'access-key': (v: Key) => `${v.label} · ${v.who} asks to switch off the key ${v.target} of ${v.user}`,
  },
  begins: {
    'security-group': (v: Access) =>
      `${v.label} · ${v.who} is being let in to ${v.target}:${v.port} from ${v.source}`,
    isolate: (v: About) => `${v.label} · ${v.target} is being cut off`,
    'access-key': (v: Key) => `${v.label} · the key ${v.target} of ${v.user} is being switched off`,
  },
  lives: {
    'security-group': (v: Access & { left: string; until: string }) =>
      `${v.label} · ${v.who} may reach ${v.target}:${v.port} from ${v.source} for ${v.left} more (until ${v.until})`,
    isolate: (v: About & { since: string }) => `${v.label} · ${v.target} is cut off since ${v.since}`,
    'access-key': (v: Key & { since: string }) =>
      `${v.label} · the key ${v.target} of ${v.user} is off since ${v.since}`,
  },
  ending: {
    'security-group': (v: Access) => `${v.label} · ${v.target}:${v.port} is being closed for ${v.who}`,
    isolate: (v: About) => `${v.label} · ${v.target} is being let go`,
    'access-key': (v: Key) => `${v.label} · the key ${v.target} of ${v.user} is being switched on`,
  },
  ended: {
    'security-group': (v: { label: string; at: string; verified: string }) =>
      `${v.label} · detached ${v.at}, verified ${v.verified} · sessions already open may continue`,
    isolate: (v: { label: string; target: string; at: string; verified: string }) =>
      `${v.label} · ${v.target} let go ${v.at}, verified ${v.verified}`,
    'access-key': (v: { label: string; target: string; at: string; verified: string }) =>
      `${v.label} · the key ${v.target} is on again since ${v.at}, verified ${v.verified}`,
  },
  refused: (v: { label: string; who: string; reason: string }) =>
    `${v.label} · ${v.who} refused it: “${v.reason}”`,
  withdrawn: (v: { label: string; who: string }) => `${v.label} · ${v.who} took the request back`,
  expired: (v: { label: string }) => `${v.label} · nobody approved it in time, so nothing was done`,
  failed: (v: { label: string; why: string }) => `${v.label} · nothing was changed: ${v.why}`,

  what: {
    'security-group': (v: Access) => `${v.who} to ${v.target}:${v.port} from ${v.source}`,
    isolate: (v: About) => `the isolation of ${v.target}`,
    'access-key': (v: Key) => `switching off the key ${v.target} of ${v.user}`,
  },
  reason: (text: string) => `“${text}”`,
  askedAt: (v: { who: string; at: string }) => `${v.who} asked ${v.at}`,
  approvedBy: (names: readonly string[]) => `${names.join(', ')} approved`,
  noApproval: 'nobody had to approve',
  breakGlass: 'break-glass: nobody approved',
  waits: (v: { count: number; at: string }) =>
    v.count === 1 ? `waits for one approver until ${v.at}` : `waits for ${v.count} approvers until ${v.at}`,
  review: (v: { at: string }) => `people are asked at ${v.at} whether it is to stay`,
  longer: (v: { who: string; until: string; reason: string }) =>
    `${v.who} asks to have it until ${v.until}: “${v.reason}”`,
  because: {
    expired: 'its time was up',
    done: (who: string) => `${who} is done with it`,
    detached: (who: string) => `${who} ended it`,
    'cannot-attach': 'AWS let only a part of it be done, so that part was undone',
    isolated: 'the instance was isolated',
    orphan: 'something of it was left in AWS, and was taken away',
  },

  plan: {
    heading: 'What will be called, in this order:',
    steps: {
      group: (v: { vpc: string }) => `makes a group of its own in ${v.vpc}`,
      egress: 'takes every way out from that group',
      ingress: (v: { rule: string | null }) =>
        v.rule === null ? 'lets nobody into that group' : `lets ${v.rule} into that group`,
      failsafe: 'sets a schedule that closes the group even if Yagura is dead',
      attach: (v: { interfaces: string }) => `puts it beside the groups of ${v.interfaces}`,
      replace: (v: { interfaces: string; group: string | null }) =>
        `replaces all groups of ${v.interfaces} by ${v.group ?? 'that group'}; what was there is kept for the release`,
      standby: (v: { group: string }) => `puts it on standby in the Auto Scaling group ${v.group}`,
      deregister: (v: { count: number }) =>
        v.count === 1 ? 'takes it out of one target group' : `takes it out of ${v.count} target groups`,
      cut: 'lets everything in for a moment, then nothing, so that open connections are cut',
      sessions: (v: { role: string }) => `denies the sessions of the role ${v.role} that are older`,
      tag: 'tags the instance',
      snapshot: (v: { count: number }) =>
        v.count === 1 ? 'makes a snapshot of its volume' : `makes snapshots of its ${v.count} volumes`,
      stop: 'stops the instance',
      deactivate: (v: { user: string }) => `switches off the key of ${v.user}; it is not deleted`,
    },
  },
  done: {
    heading: (parts: readonly string[]) => `Done: ${parts.join(' · ')}`,
    standby: (v: { group: string }) => `standby in ${v.group}`,
    deregister: (v: { names: string }) => `out of ${v.names}`,
    attach: (v: { group: string }) => `all groups replaced by ${v.group}`,
    cut: 'open connections cut',
    sessions: (v: { role: string }) => `older sessions of ${v.role} denied`,
    tag: 'tagged',
    snapshot: 'snapshots made',
    stop: 'stopped',
  },
  survives: 'Connections that were open when it was cut off may go on.',
  around: {
    autoScaling: (v: { group: string }) =>
      `It is in the Auto Scaling group ${v.group}, which would replace it when it fails its checks: it goes on standby first.`,
    targets: (v: { names: string }) =>
      `It is registered in ${v.names}: it is taken out first, and put back on release.`,
    role: (v: { role: string }) =>
      `It has the role ${v.role}: whoever took its credentials can use them from elsewhere.`,
    interfaces: (v: { interfaces: string }) => `Its interfaces, all of which are cut off: ${v.interfaces}`,
    tracked: 'Connections that are open now may go on: AWS tracks them. Only “cut” ends them.',
    cutPrice: 'Open connections are cut; for that everybody may reach it for a moment.',
    sessions: (v: { role: string }) =>
      `Every user of ${v.role} is signed out, on other instances too; this instance gets fresh credentials, which hold.`,
    nothing: 'No Auto Scaling group, target group or role is concerned.',
  },

  drift: {
    'group-gone': (subject: string) => `its group ${subject} is gone`,
    'interface-gone': (subject: string) => `the interface ${subject} is gone`,
    detached: (subject: string) => `its group was taken off ${subject}`,
    'rules-edited': (subject: string) => `the rules of its group ${subject} were edited`,
    'group-added': (subject: string) => `${subject} was given another group`,
    'interface-added': (subject: string) => `the instance has a new interface ${subject}`,
    reactivated: (subject: string) => `the key ${subject} was switched on`,
  },
  driftIs: (v: { what: string }) => `Somebody changed it in AWS: ${v.what}`,
  troubleIs: (v: { why: string; times: number }) =>
    v.times === 1 ? `It does not get on: ${v.why}` : `It does not get on after ${v.times} tries: ${v.why}`,
  byHand: {
    'security-group': (v: { group: string; interfaces: string }) =>
      `By hand: take ${v.group} off ${v.interfaces} (EC2, network interfaces, change security groups), then delete it. Yagura goes on trying and sees it.`,
    isolate: (v: { group: string; interfaces: string }) =>
      `By hand: in EC2, network interfaces, change the security groups of ${v.interfaces}; the group of the isolation is ${v.group}. Yagura goes on trying and sees it.`,
    'access-key': (v: { user: string }) =>
      `By hand: in IAM, users, ${v.user}, security credentials. Yagura goes on trying and sees it.`,
  },
  unknownGroup: 'the group named yagura-…',

  alarm: {
    'break-glass': (v: { label: string; who: string; what: string }) =>
      `Break-glass! ${v.who} began ${v.label} alone: ${v.what}`,
    reminder: (v: { label: string; what: string; since: string }) =>
      `${v.label} waits for an approver since ${v.since}: ${v.what}`,
    review: (v: { label: string; what: string }) => `Is it still to be? ${v.label}, ${v.what}`,
    stuck: (v: { label: string; why: string }) => `${v.label} ought to have ended and has not: ${v.why}`,
    undone: (v: { label: string; why: string }) => `${v.label} could not be done: ${v.why}`,
    drift: (v: { label: string; what: string }) => `Somebody changed in AWS what ${v.label} made: ${v.what}`,
    over: (v: { label: string }) => `${v.label} needs nobody any more`,
  },

  acts: {
    approve: 'Approve…',
    refuse: 'Refuse…',
    withdraw: 'Take back',
    done: 'I’m done',
    extend: 'Extend…',
    release: 'Release…',
    reactivate: 'Switch on again…',
    putRight: 'Put right',
    decide: 'Decide…',
    respond: 'Respond…',
  },
};
