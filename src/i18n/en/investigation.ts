/** What CloudTrail knows of somebody, or of something. */
export const investigation = {
  button: 'Investigate',
  headline: (v: { who: string; account: string }) => `CloudTrail of ${v.who} in ${v.account}`,
  span: (v: { from: string; to: string }) => `${v.from} – ${v.to}`,
  nothing: 'No call is known.',
  total: (v: { total: string; notable: string; denied: string }) =>
    `${v.total} calls: ${v.notable} that changed something or were denied (${v.denied} denied), the rest only read.`,
  chain: (v: { who: string; role: string; session: string; identity: string | null }) =>
    `${v.who} took the role ${v.role} as ${v.session}${v.identity === null ? '' : ` (source identity ${v.identity})`}`,
  call: (v: { service: string; api: string; resource: string | null }) =>
    `${v.service} ${v.api}${v.resource === null ? '' : ` ${v.resource}`}`,
  failed: (v: { code: string; denied: boolean }) => (v.denied ? `denied (${v.code})` : `failed (${v.code})`),
  more: (v: { count: string }) => `and ${v.count} more of these`,
  open: 'Event',
  reads: (v: { list: string }) => `Only read: ${v.list}`,
  addresses: (v: { list: string }) => `From: ${v.list}`,
  agents: (v: { list: string }) => `With: ${v.list}`,
  counted: (v: { name: string; count: string }) => `${v.name} (${v.count})`,
  seen: (v: { name: string; count: string; first: string; last: string }) =>
    `${v.name} (${v.count}, ${v.first}–${v.last})`,
  between: ', ',
  cut: 'There was more than is read at once; the oldest is missing.',
  trouble: (v: { region: string; why: 'denied' | 'throttled' | 'away' | 'no-way-in' }) =>
    ({
      denied: `${v.region} was not asked: AWS denies it.`,
      throttled: `${v.region} was not asked to the end: AWS is throttling.`,
      away: `${v.region} was not asked to the end: AWS does not answer.`,
      'no-way-in': `${v.region} was not asked: the configuration has no role to read there, or it cannot be taken.`,
    })[v.why],
  complete: (v: { until: string }) => `Complete until ${v.until}; management events only.`,
  again: (v: { at: string }) => `Asked again at ${v.at}.`,
  audited: 'This read was recorded with your name.',
  whoseHistory: 'Whose history?',
  whichAccount: (v: { account: string | null }) =>
    v.account === null ? 'In which account?' : `No account ${v.account} is configured.`,
  asked: (v: { label: string }) =>
    `CloudTrail is being read for ${v.label}. The timeline comes into the card’s thread.`,
  underWay: (v: { label: string }) =>
    `CloudTrail is being read for ${v.label} already; the timeline is in the card’s thread.`,
  nobody: (v: { label: string }) =>
    `${v.label} names no key, person or resource that CloudTrail could be searched for.`,
};
