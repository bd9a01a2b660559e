import type { StageName, StageWord } from '../../finding/ledger.ts';

const names: Record<StageName, string> = {
  duplicate: 'Seen before',
  identity: 'Identity',
  lifecycle: 'What changed',
  suppression: 'Suppressions',
  policy: 'Policy',
  grouping: 'Case',
  routing: 'Channel',
  due: 'Deadline',
};

const said: Record<StageWord, string> = {
  identical: 'exactly as known already',
  stale: 'older than what is known',
  'own-echo': 'the echo of what we wrote there ourselves',
  differs: 'not known like this',
  known: 'a known finding',
  unknown: 'a new finding',
  opens: 'it opens',
  'comes-back': 'it came back',
  stays: 'it goes on',
  worse: 'it became worse',
  wider: 'it reached another kind of resource',
  again: 'it happened again after a silence',
  unconfirmed: 'somebody said that it was done, but it still fails',
  closes: 'it ended',
  'set-aside': 'somebody set it aside at its source',
  'in-doubt': 'nobody can evaluate it at present',
  accepted: 'people accept it until its review',
  'nothing-to-open': 'there is nothing to open',
  'not-suppressed': 'none applies',
  suppressed: 'kept quiet',
  'too-severe': 'one applies, but this is worse than what it was made for',
  track: 'to be tracked until it is fixed',
  notify: 'only counted for the summary',
  accept: 'accepted',
  disable: 'the control is to be disabled',
  'no-policy': 'none applies, so it is shown',
  alone: 'a case of its own',
  grouped: 'one case with others of its kind',
  inhibited: 'part of an attack sequence',
  'default-channel': 'the default channel',
  'critical-channel': 'the channel for what is Critical',
  'account-channel': 'the channel of its account',
  'policy-channel': 'the channel that the policy names',
  'known-channel': 'where its card is already',
  'no-deadline': 'none',
  due: 'it has one',
};

/** How the triage asked and what it found, question by question; for `/secfind why`. */
export const stages = { names, said };
