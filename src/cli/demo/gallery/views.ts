import type { Case } from '../../../finding/case.ts';
import type { FindingKind, Link } from '../../../finding/finding.ts';
import type { Severity } from '../../../finding/severity.ts';
import { emptyTally, moved } from '../../../finding/tally.ts';
import type { CaseView, FindingView } from '../../../finding/view.ts';
import { controlled, region, sceneOf } from './scenes.ts';

/** When somebody looks at the gallery: 22 November 2026, 14:31 in Tokyo. */
export const now = Date.UTC(2026, 10, 22, 5, 31);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const base: Omit<FindingView, 'identity' | 'kind' | 'type' | 'title' | 'product' | 'sources'> = {
  description: '',
  severity: 'High',
  account: { id: '111122223333', name: 'payments-prod' },
  region,
  resources: [],
  firstSeen: now - 29 * minute,
  lastSeen: now,
  count: 12,
  sample: false,
  standards: [],
  compliance: [],
  links: [],
  facts: {},
  state: 'active',
  unverifiable: false,
};

const link = (kind: Link['kind'], url: string): Link => ({ kind, url });
const guardDutyConsole = link('console', `https://${region}.console.aws.amazon.com/guardduty/home`);

/** A finding of GuardDuty, set in a scene that fits its type. */
export function threat(type: string, changes: Partial<FindingView> = {}): FindingView {
  return {
    ...base,
    identity: `guardduty:${type}`,
    kind: 'threat',
    type,
    title: type,
    product: 'GuardDuty',
    sources: ['guardduty'],
    links: [guardDutyConsole],
    ...sceneOf(type),
    ...changes,
  };
}

/** A failed control of Security Hub on the kind of thing that it is about. */
export function control(id: string, changes: Partial<FindingView> = {}): FindingView {
  return {
    ...base,
    identity: `control:111122223333:${region}:${id}`,
    kind: 'control',
    type: id,
    title: id,
    account: { id: '444455556666', name: 'billing-prod' },
    resources: [controlled(id)],
    firstSeen: now - 19 * day,
    count: 1,
    standards: ['CIS 1.4.0', 'FSBP'],
    product: 'Security Hub',
    sources: ['securityhub', 'securityhub-v2'],
    links: [
      link('console', `https://${region}.console.aws.amazon.com/securityhub/home`),
      link('remediation', `https://docs.aws.amazon.com/console/securityhub/${id}/remediation`),
    ],
    ...changes,
  };
}

/** A vulnerability that Inspector found on a machine. */
export function vulnerability(cve: string, name: string, severity: Severity): FindingView {
  return {
    ...base,
    identity: `asff:inspector|${cve}`,
    kind: 'vulnerability',
    type: 'Software and Configuration Checks/Vulnerabilities/CVE',
    title: `${cve} - ${name}`,
    severity,
    account: { id: '444455556666', name: 'billing-prod' },
    resources: [{ type: 'AwsEc2Instance', id: 'i-0fedcba9876543210', name: 'batch-3' }],
    count: 1,
    product: 'Inspector',
    sources: ['securityhub'],
    facts: { cve, package: name, packageVersion: '1.2.3', fixedIn: '1.2.9' },
  };
}

/** A case about one finding. */
export function caseOf(finding: FindingView, changes: Partial<Case> = {}): CaseView {
  return groupOf([finding], { key: finding.identity, ...changes });
}

/** A case about several findings, of which the first is the worst; its tally counts them unless told otherwise. */
export function groupOf(
  findings: readonly [FindingView, ...FindingView[]],
  changes: Partial<Case> = {},
): CaseView {
  const [{ severity, sample, kind }] = findings;
  const tally = findings.reduce((sum, one) => moved(sum, null, one), emptyTally);
  return {
    case: { ...opened, id: numbers[kind], key: 'group:example', severity, sample, tally, ...changes },
    findings,
    related: { cases: [], total: 0 },
    foldedInto: null,
  };
}

const numbers: Readonly<Record<FindingKind, number>> = {
  threat: 1042,
  control: 1050,
  vulnerability: 1061,
  data: 1070,
  other: 1083,
};

const opened: Omit<Case, 'id' | 'key' | 'severity' | 'sample' | 'tally'> = {
  state: 'open',
  resolution: null,
  foldedInto: null,
  quiet: null,
  verifying: null,
  exception: null,
  unverifiable: false,
  shown: true,
  sampleBy: null,
  openedAt: now - 29 * minute,
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

/** A type that a pattern of the catalogue stands for: `Trojan:EC2/Example` for `Trojan:*`. */
export function typeLike(pattern: string): string {
  const [purpose = '', rest = pattern] = pattern.includes(':') ? pattern.split(':') : ['*', pattern];
  const [service = '', name = '*'] = rest.includes('/') ? rest.split('/') : ['*', rest];
  const filled = (text: string, whole: string) => (text === '*' ? whole : text.replaceAll('*', ''));
  const anywhere = /Container|^MaliciousFile$/.test(name) ? 'Kubernetes' : 'EC2';
  return `${filled(purpose, 'Discovery')}:${filled(service, anywhere)}/${filled(name, 'Example')}`;
}
