import { grouped, ordinal } from './count.ts';

/** Where nobody knows who it was, a sentence begins with "somebody". */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines in a card's thread. */
export const notice = {
  reopened: (times: number) => `It came back${times > 1 ? `, for the ${ordinal(times)} time` : ''}.`,
  'external-reversed': 'Somebody took back the decision made in AWS: it is open again.',
  'severity-raised': (from: string, to: string) => `Severity raised: ${from} → ${to}.`,
  closed: {
    fixed: 'Closed: every check passes now.',
    gone: 'Closed: archived or gone at its source. That need not mean fixed.',
    external: 'Set aside: somebody suppressed or resolved it in AWS.',
  },
  'resource-kind-added': (kinds: string) => `The attack reached another kind of resource: ${kinds}.`,
  'happened-again': (times: number) =>
    `It happened again after a silence${times > 1 ? `, for the ${ordinal(times)} time` : ''}.`,
  flapping: (times: number | null) =>
    `It comes and goes${times === null ? '' : `, ${grouped(times)} times by now`}. Until it stays calm, this card only counts it and says nothing new.`,
  folded: (label: string | null) =>
    label === null
      ? 'It went into another case, which goes on with it.'
      : `It belongs to ${label}, which goes on with it.`,
  'shown-again': (label: string | null) =>
    label === null
      ? 'Nothing keeps it quiet any more, and it is still open.'
      : `${label} has ended, and it is still open.`,
  acknowledged: (name: string, until: string | null) =>
    `${capital(name)} has this${until === null ? '' : `, until ${until}`}.`,
  released: (name: string) => `${capital(name)} gave it back: nobody has it.`,
  takenFrom: (name: string, from: string) => `${capital(name)} took it from ${from}: nobody has it.`,
  'ack-lapsed': (name: string | null) =>
    name === null
      ? 'Time is up: nobody has it any more.'
      : `The time of ${name} is up: nobody has it any more.`,
  assigned: (name: string, to: string) => `${capital(name)} asked ${to} to take this.`,
  suppressed: (name: string | null, label: string | null, until: string | null) =>
    [
      name === null ? 'Kept quiet' : `${name} keeps this quiet`,
      until === null ? '' : ` until ${until}`,
      label === null ? '' : ` (${label})`,
    ].join(''),
  /** After what was said: why. */
  because: (said: string, reason: string) => (reason === '' ? `${said}.` : `${said}: ${reason}`),
  'page-unheard': (waited: string | null) =>
    `The pager ${waited === null ? 'does not answer' : `has not answered for ${waited}`}, so nobody was woken by it. Please take this.`,
  escalated: (waited: string | null) =>
    waited === null ? 'Nobody has taken this yet.' : `Nobody has taken this for ${waited}.`,
  'person-asked': (to: string, principal: string, until: string | null) =>
    `${capital(to)} was asked about “${principal}”${until === null ? '' : `; silence until ${until} calls people`}.`,
  'nobody-to-ask': (principal: string) =>
    `Nobody could be found to ask about “${principal}”. Please ask them yourselves.`,
  'person-said-yes': (name: string, principal: string) =>
    `${capital(name)} says that it was them (“${principal}”). That closes nothing: please look whether it is so.`,
  'person-said-no': (name: string, principal: string) =>
    `${capital(name)} says that it was NOT them (“${principal}”). Please take this now.`,
  'person-silent': (name: string, principal: string) =>
    `${capital(name)} was asked about “${principal}” and has not answered. Please take this.`,
  somebody: 'somebody',
};
