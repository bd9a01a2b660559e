import { roleNames } from './roles.ts';

/** Runbooks, and security groups that bear our tag and are not ours. */
export const runbooks = {
  none: 'No runbook may be started here; whoever runs Yagura can allow some under leases.runbooks.',
  list: 'These may be started',
  needs: (v: { role: keyof typeof roleNames }) => `for: ${roleNames[v.role]}`,
  unclear: 'Something is missing, or more than I understand. Nothing was started.',
  noAccount: (v: { account: string }) => `No account here is called “${v.account}”. Nothing was started.`,
  unknown: (v: { name: string }) => `No runbook “${v.name}” may be started. These may:`,
  notThere: (v: { account: string }) =>
    `The configuration lets nothing be done in ${v.account}. Nothing was started.`,
  dryRunOnly: 'This deployment only shows plans. Nothing was started.',
  noReason: (v: { most: string }) => `Say why, in at most ${v.most} characters. Nothing was started.`,
  flawed: 'Nothing was started. What was filled in does not fit:',
  problem: {
    unknown: 'the runbook knows no such parameter',
    missing: 'is needed',
    'not-a-choice': 'is none of what may be chosen',
    'no-number': 'is no number',
    'no-boolean': 'is neither true nor false',
    'no-instance': 'is no id of an instance',
    unfit: 'does not have the form that is asked for',
    'too-long': 'is too long',
  },
  started: (v: { name: string }) => `${v.name} is about to start.`,
  next: 'A card in the channel follows it to its end.',
  removing: (v: { group: string }) =>
    `${v.group} is taken off and deleted at the next look at AWS; its card says when.`,
  strayAlready: (v: { group: string }) =>
    `${v.group} is gone, or somebody wanted it gone before. Nothing was changed.`,
  noStray: (v: { group: string }) =>
    `${v.group} is not among the groups that were reported here. Nothing was changed.`,
};
