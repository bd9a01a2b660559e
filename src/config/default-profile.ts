import type { Match } from '../finding/match.ts';
import type { Policy, PolicyAction } from '../finding/policy.ts';

const day = 86_400_000;

interface Line {
  readonly name: string;
  readonly match: Match;
  readonly then: PolicyAction;
  readonly due?: number;
  readonly escalate?: boolean;
  readonly groupBy?: Policy['groupBy'];
}

/**
 * What a new team starts with, asked after its own policies. A card is for what somebody has to do something about;
 * what has a deadline calls people by that, and not in the night. What no line names is shown.
 */
const lines: readonly Line[] = [
  // Our own word that a source looks broken, and events that the team itself chose to send.
  { name: 'own-events', match: { source: ['yagura', 'custom'] }, then: 'track' },

  // Somebody may be at work in the account: every threat is looked at, at once …
  {
    name: 'threats',
    match: { kind: ['threat'], severity: ['Critical', 'High', 'Medium'] },
    then: 'track',
  },
  // … but what GuardDuty calls Low is suspicious and was stopped before it did harm.
  { name: 'threats-low', match: { kind: ['threat'] }, then: 'notify' },

  // Critical controls are open doors. They are mended within a week, and somebody is called to shut them.
  {
    name: 'controls-critical',
    match: { kind: ['control'], severity: ['Critical'] },
    then: 'track',
    due: 7 * day,
  },
  {
    name: 'controls-high',
    match: { kind: ['control'], severity: ['High'] },
    then: 'track',
    due: 14 * day,
    escalate: false,
  },
  // A detector or a trail that is off is why nothing is seen: worth a card, though AWS calls it Medium.
  {
    name: 'controls-required-service',
    match: { kind: ['control'], controlClass: ['required-service'], severity: ['Medium'] },
    then: 'track',
    due: 14 * day,
    escalate: false,
  },
  // Good practice without an attacker in sight; as single cards they would drown the tracked ones.
  {
    name: 'controls-unused',
    match: { kind: ['control'], controlClass: ['unused'], severity: ['Medium', 'Low'] },
    then: 'notify',
  },
  {
    name: 'controls-availability',
    match: { kind: ['control'], controlClass: ['availability'], severity: ['Medium', 'Low'] },
    then: 'notify',
  },
  {
    name: 'controls-encryption',
    match: {
      kind: ['control'],
      controlClass: ['encryption-at-rest', 'encryption-in-transit'],
      severity: ['Medium', 'Low'],
    },
    then: 'notify',
  },
  {
    name: 'controls-logging',
    match: { kind: ['control'], controlClass: ['logging'], severity: ['Medium', 'Low'] },
    then: 'notify',
  },
  { name: 'controls-medium-low', match: { kind: ['control'], severity: ['Medium', 'Low'] }, then: 'notify' },
  { name: 'controls-informational', match: { kind: ['control'] }, then: 'accept' },

  // Known flaws come by the hundred: one card an account and region, which somebody plans, and nobody is woken for.
  {
    name: 'vulnerabilities-critical',
    match: { kind: ['vulnerability'], severity: ['Critical'] },
    then: 'track',
    due: 7 * day,
    escalate: false,
    groupBy: ['account', 'region'],
  },
  {
    name: 'vulnerabilities-high',
    match: { kind: ['vulnerability'], severity: ['High'] },
    then: 'track',
    due: 30 * day,
    escalate: false,
    groupBy: ['account', 'region'],
  },
  // Watched as a trend, not as a count to bring to zero.
  { name: 'vulnerabilities-lower', match: { kind: ['vulnerability'] }, then: 'notify' },

  // Macie: where personal data lies, or who may read it.
  {
    name: 'data',
    match: { kind: ['data'], severity: ['Critical', 'High'] },
    then: 'track',
    due: 14 * day,
    escalate: false,
  },
  { name: 'data-lower', match: { kind: ['data'] }, then: 'notify' },

  // Config rules, Access Analyzer, partners: shown from Medium up.
  { name: 'others-low', match: { kind: ['other'], severity: ['Low', 'Informational'] }, then: 'notify' },
];

export const defaultProfile: readonly Policy[] = lines.map((line, at) => ({
  name: `default.${line.name}`,
  place: `default profile ${at + 1}`,
  match: line.match,
  then: line.then,
  due: line.due ?? null,
  escalate: line.escalate ?? true,
  groupBy: line.groupBy ?? [],
  channel: null,
  owner: null,
  mention: null,
}));
