import type { CaseDraft, CaseState, Exception } from '../../finding/case.ts';
import type { Finding, RecordStatus } from '../../finding/finding.ts';
import type { Policy, PolicyAction } from '../../finding/policy.ts';
import type { Suppression } from '../../finding/suppression.ts';
import { emptyTally } from '../../finding/tally.ts';
import { type FindingView, viewOf } from '../../finding/view.ts';
import type { TriageContext } from '../context.ts';
import type { ArrivedFinding } from '../fold.ts';
import { plainSettings } from '../plain-settings.ts';
import { compileTriage } from '../rules.ts';
import type { TriageSettings } from '../settings.ts';

/** A Monday, 14:00 in Tokyo. */
export const now = Date.UTC(2026, 10, 9, 5, 0, 0);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const controlStatus: RecordStatus = { archived: false, compliance: 'failed', workflow: 'new' };

/** A failing control on one security group; `status` over FAILED and NEW. */
export function record(
  more: Partial<Omit<Finding, 'status'>> & { status?: Partial<RecordStatus> } = {},
): Finding {
  return {
    identity: 'control:111122223333:ap-northeast-1:EC2.19:sg-1',
    recordKey: 'securityhub:fsbp',
    source: 'securityhub',
    product: 'Security Hub',
    id: 'arn:fsbp',
    kind: 'control',
    type: 'EC2.19',
    title: 'Security groups should not allow unrestricted access to ports with high risk',
    description: '',
    severity: 'High',
    account: { id: '111122223333' },
    region: 'ap-northeast-1',
    resources: [{ type: 'AwsEc2SecurityGroup', id: 'sg-1' }],
    firstSeen: 1,
    lastSeen: 2,
    updatedAt: 10,
    count: 1,
    sample: false,
    standards: ['FSBP'],
    links: [],
    facts: {},
    ...more,
    status: { ...controlStatus, ...more.status },
  };
}

/** A newer copy of a finding that has passed. */
export const passed = (finding: Finding, updatedAt: number): Finding => ({
  ...finding,
  updatedAt,
  status: { archived: false, compliance: 'passed', workflow: null },
});

/** GuardDuty's own copy of a finding, by its id. */
export function threat(id: string, more: Partial<Finding> = {}): Finding {
  return record({
    identity: `guardduty:${id}`,
    recordKey: `guardduty:${id}`,
    source: 'guardduty',
    product: 'GuardDuty',
    id,
    kind: 'threat',
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    title: 'An instance asks for a mining pool',
    resources: [{ type: 'Instance', id: `i-${id}` }],
    standards: [],
    status: { archived: false, compliance: null, workflow: null },
    ...more,
  });
}

export function arrival(finding: Finding, number = 0): ArrivedFinding {
  return { finding, messageId: `m-${number}`, path: '' };
}

export function view(more: Parameters<typeof record>[0] = {}): FindingView {
  return viewOf([record(more)]);
}

const exception: Exception = {
  since: now - day,
  until: now + 30 * day,
  severity: 'High',
  by: 'UCAROL',
  approver: 'UBOB',
  reason: 'a jump host',
};

/** A case with one finding, as its state would leave it. */
export function caseIn(state: CaseState, more: Partial<CaseDraft> = {}): CaseDraft & { readonly id: number } {
  const isOver = state === 'resolved' || state === 'external';
  const active = { ...emptyTally, active: { ...emptyTally.active, High: 1 } };
  return {
    key: 'control:111122223333:ap-northeast-1:EC2.19:sg-1',
    state,
    resolution: state === 'external' ? 'external' : isOver ? 'fixed' : null,
    foldedInto: null,
    quiet: state === 'suppressed' ? { by: 'policy', policy: 'quiet', action: 'notify' } : null,
    verifying: state === 'verifying' ? { since: now - hour, until: now + day, by: 'UCAROL' } : null,
    exception: state === 'excepted' ? exception : null,
    unverifiable: false,
    severity: 'High',
    tally: isOver ? { ...emptyTally, [state === 'external' ? 'external' : 'fixed']: 1 } : active,
    sample: false,
    sampleBy: null,
    shown: true,
    openedAt: now - day,
    closedAt: isOver ? now - hour : null,
    closedBy: null,
    handledAt: null,
    reopened: 0,
    reopenTimes: [],
    flapping: false,
    channel: 'sec-alerts',
    policy: null,
    owner: null,
    unowned: true,
    mentions: [],
    mentionAt: null,
    assignee: state === 'acknowledged' ? 'UCAROL' : null,
    acknowledgedAt: state === 'acknowledged' ? now - hour : null,
    acknowledgedUntil: state === 'acknowledged' ? now + hour : null,
    dueAt: null,
    escalation: null,
    nextAt: null,
    ...more,
    id: more.id ?? 7,
  };
}

export function policy(name: string, action: PolicyAction = 'track', more: Partial<Policy> = {}): Policy {
  return {
    name,
    place: 'policies.1 in yagura.yaml line 3',
    match: {},
    then: action,
    due: null,
    escalate: true,
    groupBy: [],
    channel: null,
    owner: null,
    mention: null,
    ...more,
  };
}

export function suppressionOf(more: Partial<Suppression> = {}): Suppression {
  return {
    id: 12,
    match: {},
    matcherVersion: 1,
    severity: 'High',
    reason: 'known',
    author: 'UCAROL',
    approver: null,
    caseId: null,
    channel: 'sec-alerts',
    createdAt: now - day,
    until: now + day,
    idle: null,
    hits: 0,
    lastHitAt: null,
    ended: null,
    remindedAt: null,
    ...more,
  };
}

export function contextWith(
  settings: Partial<TriageSettings> = {},
  more: Partial<Omit<TriageContext, 'rules'>> = {},
): TriageContext {
  const rules = compileTriage({ ...plainSettings, ...settings });
  return { now, rules, suppressions: [], overrides: [], ...more };
}
