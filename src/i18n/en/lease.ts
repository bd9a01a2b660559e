/** Temporary changes to AWS: what is said of them outside Slack. */
export const lease = {
  kind: {
    'security-group': 'temporary access',
    isolate: 'an isolation',
    'access-key': 'a key that is switched off',
  },
  page: {
    /** What ought to have ended and did not; `why` is one of `trouble`. */
    stuck: (said: { label: string; kind: string; subject: string; why: string }) =>
      `Still open! ${said.label}, ${said.kind} on ${said.subject}, ought to have ended: ${said.why}`,
    /** What cuts something off and could not be done. */
    undone: (said: { label: string; kind: string; subject: string; why: string }) =>
      `Not done! ${said.label}, ${said.kind} on ${said.subject}: ${said.why}`,
    review: (said: { label: string; kind: string; subject: string }) =>
      `Is it still to be? ${said.label}, ${said.kind} on ${said.subject}`,
    resolve: (label: string) => `${label} needs nobody any more`,
  },
  /** Why a step could not be done. `detail` is a code of AWS's, or an id. */
  trouble: {
    denied: (detail: string) => `AWS does not let us (${detail})`,
    'in-use': (detail: string) => `something else uses its group (${detail})`,
    'only-group': (detail: string) =>
      `the interface ${detail} would be left without a group; give it another one`,
    full: (detail: string) => `the interface has no room for one more group (${detail})`,
    away: (detail: string) => `AWS does not answer (${detail})`,
    'not-yet': (detail: string) => `AWS does not show yet what was done (${detail})`,
    foreign: (detail: string) => `a group of that name is there, and it is not ours (${detail})`,
    gone: (detail: string) => `it is no longer there (${detail})`,
    refused: (detail: string) => `AWS refuses it (${detail})`,
  },
};
