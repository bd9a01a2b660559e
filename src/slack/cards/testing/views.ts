import type { Case } from '../../../finding/case.ts';
import { emptyTally, moved } from '../../../finding/tally.ts';
import type { CaseView, FindingView } from '../../../finding/view.ts';
import type { CardPayload } from '../payload.ts';

/** 22 November 2026, 14:02 in Tokyo. */
export const start = Date.UTC(2026, 10, 22, 5, 2);
const minute = 60_000;

const mining: FindingView = {
  identity: 'guardduty:32b1',
  kind: 'threat',
  type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
  title:
    'The EC2 instance i-0abc123 is querying a domain name that is associated with Bitcoin-related activity.',
  description:
    'EC2 instance i-0abc123 is querying a domain name that is associated with Bitcoin-related activity.',
  severity: 'Critical',
  account: { id: '111122223333', name: 'payments-prod' },
  region: 'ap-northeast-1',
  resources: [{ type: 'Instance', id: 'i-0abc123', name: 'web-7' }],
  firstSeen: start,
  lastSeen: start + 29 * minute,
  count: 12,
  sample: false,
  standards: [],
  compliance: [],
  product: 'GuardDuty',
  sources: ['guardduty', 'securityhub', 'securityhub-v2'],
  links: [{ kind: 'console', url: 'https://ap-northeast-1.console.aws.amazon.com/guardduty/home' }],
  facts: { domain: 'pool.example.net', instanceType: 't3.large' },
  state: 'active',
  unverifiable: false,
};

const publicBucket: FindingView = {
  identity: 'control:111122223333:ap-northeast-1:S3.2:invoices-archive',
  kind: 'control',
  type: 'S3.2',
  title: 'S3 general purpose buckets should block public read access',
  description: 'This control checks whether an S3 general purpose bucket permits public read access.',
  severity: 'High',
  account: { id: '111122223333', name: 'billing-prod' },
  region: 'ap-northeast-1',
  resources: [{ type: 'AwsS3Bucket', id: 'arn:aws:s3:::invoices-archive' }],
  firstSeen: start,
  lastSeen: start,
  count: 1,
  sample: false,
  standards: ['CIS 1.4.0', 'FSBP'],
  compliance: ['failed'],
  product: 'Security Hub',
  sources: ['securityhub', 'securityhub-v2'],
  links: [{ kind: 'remediation', url: 'https://docs.aws.amazon.com/console/securityhub/S3.2/remediation' }],
  facts: {},
  state: 'active',
  unverifiable: false,
};

const sequence: FindingView = {
  ...mining,
  identity: 'guardduty:seq',
  type: 'AttackSequence:IAM/CompromisedCredentials',
  resources: ['AKIAEXAMPLE1', 'i-0abc123', 'invoices', 'ledger', 'web'].map((id) => ({
    type: 'Resource',
    id,
  })),
  principal: 'deployer',
  remoteAddress: '198.51.100.7',
  facts: {},
  links: [],
  sources: ['guardduty'],
};

const doorEntry: FindingView = {
  ...mining,
  identity: 'custom:fluentd|door-7',
  kind: 'other',
  type: 'door-entry',
  title: 'Door 7 was forced',
  description: 'The sensor of door 7 reports an opening without a badge.',
  severity: 'Medium',
  account: { id: 'none' },
  region: 'none',
  resources: [],
  count: 1,
  lastSeen: start,
  product: 'fluentd',
  sources: ['custom'],
  links: [],
  facts: {},
};

export const findings = { mining, publicBucket, sequence, doorEntry };

const opened: Omit<Case, 'key' | 'severity' | 'tally' | 'sample'> = {
  id: 1042,
  state: 'open',
  resolution: null,
  foldedInto: null,
  quiet: null,
  verifying: null,
  exception: null,
  unverifiable: false,
  shown: true,
  sampleBy: null,
  openedAt: start,
  closedAt: null,
  closedBy: null,
  handledAt: null,
  reopened: 0,
  reopenTimes: [],
  flapping: false,
  channel: 'sec-alerts',
  policy: null,
  owner: null,
  unowned: false,
  mentions: [],
  mentionAt: null,
  assignee: null,
  acknowledgedAt: null,
  acknowledgedUntil: null,
  dueAt: null,
  escalation: null,
  nextAt: null,
};

/** A case about one finding; it has the finding's severity unless told otherwise. */
export function caseOf(finding: FindingView, changes: Partial<Case> = {}): CaseView {
  return groupOf([finding], { key: finding.identity, ...changes });
}

/** A case about several findings, the worst first; its tally counts them unless told otherwise. */
export function groupOf(
  findings: readonly [FindingView, ...FindingView[]],
  changes: Partial<Case> = {},
): CaseView {
  const { severity, sample } = findings[0];
  const tally = findings.reduce((sum, one) => moved(sum, null, one), emptyTally);
  return {
    case: { ...opened, key: 'group:by-type:example', severity, sample, tally, ...changes },
    findings,
    related: { cases: [], total: 0 },
    foldedInto: null,
  };
}

/** What a person reads, line by line; links as `[label]`, mentions as `<id>`, buttons as `( label )`, the menu as `( ⋯ )`. */
export function readCard(
  payload: Pick<CardPayload, 'blocks'> & { attachments?: CardPayload['attachments'] },
): string[] {
  const blocks = [...payload.blocks, ...(payload.attachments ?? []).flatMap((one) => one.blocks)];
  return blocks.map((block) => readNode(block)).flatMap((text) => text.split('\n'));
}

function readNode(node: unknown): string {
  if (Array.isArray(node)) return node.map(readNode).join('');
  if (typeof node !== 'object' || node === null) return '';
  const { type, text, elements, accessory, user_id, usergroup_id } = node as Record<string, unknown>;
  if (type === 'user') return `<${String(user_id)}>`;
  if (type === 'usergroup') return `<${String(usergroup_id)}>`;
  if (type === 'link') return `[${String(text).replace('\u00A0', ' ')}]`;
  if (type === 'button') return `( ${readNode(text)} )`;
  if (type === 'overflow') return '( ⋯ )';
  const own = typeof text === 'string' ? text : readNode(text);
  return `${own}${readNode(elements)}${accessory === undefined ? '' : ` ${readNode(accessory)}`}`;
}
