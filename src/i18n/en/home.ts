/** The Home tab: what a person would ask first, from the top. */
export const home = {
  title: (v: { name: string }) => `What is up, ${v.name}`,
  asOf: (v: { at: string }) =>
    `As of ${v.at}. It is drawn anew whenever you open this tab or press a button.`,
  refresh: 'Refresh',
  onCall: 'On call',
  approvals: (v: { count: string; own: string }) =>
    [
      ...(v.count === '0' ? [] : [`Waiting for your approval: ${v.count}`]),
      ...(v.own === '0' ? [] : [`Asked by you, waiting for others: ${v.own}`]),
    ].join(' · '),
  asks: (v: { who: string; reason: string }) => `${v.who} asks: ${v.reason}`,
  decideUntil: (v: { until: string }) => `Please decide until ${v.until}; afterwards nothing is done.`,
  waitsForOthers: (v: { until: string }) => `Waits for somebody else until ${v.until}.`,
  longer: (v: { what: string; until: string }) => `${v.what} · longer, until ${v.until}`,
  moreApprovals: (v: { count: string }) => `And ${v.count} more; their cards are in the channels.`,
  mine: (v: { count: string }) => (v.count === '0' ? 'Nothing is yours' : `Yours: ${v.count}`),
  mineEmpty: 'Take one in a channel with its button, or with /secack.',
  overdue: (v: { count: string }) => (v.count === '0' ? 'Nothing is overdue' : `Overdue: ${v.count}`),
  unowned: (v: { count: string }) =>
    v.count === '0' ? 'Nothing is without an owner' : `Nobody has it, and it is nobody’s: ${v.count}`,
  more: (v: { command: string }) => `All of them: ${v.command}`,
  quiet: (v: { count: string }) =>
    v.count === '0' ? 'Nothing is suppressed' : `Suppressed until …: ${v.count}`,
  week: 'The last seven days',
  numbers: (v: { posted: string; closed: string; suppressed: string; quarantined: string }) =>
    `${v.posted} posted · ${v.closed} closed · ${v.suppressed} kept quiet · ${v.quarantined} not understood`,
};
