import type { RunState } from '../../finding/runbook.ts';

const states: Record<RunState, string> = {
  starting: 'is about to start',
  running: 'runs',
  succeeded: 'has succeeded',
  failed: 'has failed',
  cancelled: 'was cancelled',
  'timed-out': 'took too long, and AWS gave it up',
};

/** Runs of runbooks, and security groups that bear our tag and are not ours. */
export const response = {
  run: (v: { name: string; state: RunState }) => `Runbook ${v.name} ${states[v.state]}`,
  runBy: (v: { who: string; at: string; reason: string }) => `${v.who} · ${v.at} · “${v.reason}”`,
  where: (v: { account: string; region: string }) => `${v.account} · ${v.region}`,
  execution: (v: { id: string }) => `Execution in AWS: ${v.id}`,
  output: 'What it put out stands in the thread.',
  step: (v: { step: string }) => `Step: ${v.step}`,
  undo: 'What it changed is for the document itself, or for you, to undo.',
  stray: (v: { group: string }) => `${v.group} bears our tag, and is none of ours`,
  strayIs: (v: { name: string; lease: string; deployment: string }) =>
    `“${v.name}”; its tags say lease ${v.lease} of deployment ${v.deployment}.`,
  strayWhy:
    'It was forged, is another deployment’s, or comes from before a database was restored. Nothing was done to it.',
  remove: 'Take it off and delete it',
  removing: (v: { who: string }) =>
    `${v.who} wants it gone: at the next look at AWS it is taken off everything and deleted.`,
  gone: (v: { group: string }) => `${v.group} is gone`,
  sure: 'Take it off and delete it?',
  sureText:
    'It is taken off every interface that has it, whoever put it there, and deleted. That cannot be undone.',
  sureYes: 'Delete',
  sureNo: 'Leave it',
};
