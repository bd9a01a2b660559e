/** Where nobody knows who it was, a sentence begins with "somebody". */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines in the threads of leases and runbooks: one an event, with when and who. */
export const story = {
  at: (v: { at: string; said: string }) => `${v.at} · ${v.said}`,
  /** In the thread of a case: what the line is about. */
  atAbout: (v: { at: string; label: string; what: string; said: string }) =>
    `${v.at} · ${v.label}, ${v.what} · ${v.said}`,
  'lease-asked': (v: { who: string; reason: string }) => `${capital(v.who)} asked for it: “${v.reason}”`,
  'lease-alone': (v: { who: string; reason: string }) =>
    `${capital(v.who)} began it alone, without an approver (break-glass): “${v.reason}”`,
  'lease-begun': (v: { who: string; reason: string }) =>
    `${capital(v.who)} began it; nobody has to approve: “${v.reason}”`,
  'lease-approved': (v: { who: string; left: number }) =>
    `${capital(v.who)} approved it${v.left === 0 ? '' : v.left === 1 ? '; one more has to' : `; ${v.left} more have to`}.`,
  'lease-refused': (v: { who: string; reason: string }) => `${capital(v.who)} refused it: “${v.reason}”`,
  'lease-withdrawn': (v: { who: string }) => `${capital(v.who)} took the request back.`,
  'lease-lapsed': 'Nobody approved it in time: nothing was done.',
  'lease-living': {
    'security-group': (v: { until: string }) => `Attached, and verified. It ends ${v.until}.`,
    isolate: (_: { until: string }) => 'Cut off, and verified. Connections that were open may go on.',
    'access-key': (_: { until: string }) => 'Switched off, and verified.',
  },
  'lease-again': 'Put right, and verified.',
  'lease-longer-asked': (v: { who: string; until: string; reason: string }) =>
    `${capital(v.who)} asks to have it until ${v.until}, which an approver decides: “${v.reason}”`,
  'lease-longer': (v: { who: string; until: string }) => `${capital(v.who)} moved its end to ${v.until}.`,
  'lease-not-longer': (v: { who: string }) => `${capital(v.who)} left its end as it was.`,
  'lease-drift': 'Somebody changed it in AWS. The card says what, and has a button that puts it right.',
  'lease-putting-right': (v: { who: string }) => `${capital(v.who)} has it put right.`,
  'lease-ending': (v: { because: string }) => `It ends: ${v.because}.`,
  'lease-ended': {
    'security-group': 'Detached, and verified. Sessions already open may continue.',
    isolate: 'Let go, and verified.',
    'access-key': 'Switched on again, and verified.',
  },
  'lease-failed': 'It could not be done, and nothing was changed. The card says why.',
  'run-started': (v: { who: string; name: string; reason: string }) =>
    `${capital(v.who)} started the runbook ${v.name}: “${v.reason}”`,
};
