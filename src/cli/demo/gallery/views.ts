import type { Case } from '../../../finding/case.ts';
import type { FindingKind, Link } from '../../../finding/finding.ts';
import type { CaseView, FindingView } from '../../../finding/view.ts';
import { controlled, region, sceneOf } from './scenes.ts';

/** When somebody looks at the gallery: 22 November 2026, 14:31 in Tokyo. */
export const now = Date.UTC(2026, 10, 22, 5, 31);
export const minute = 60_000;
const day = 24 * 60 * minute;

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

/** A case about some findings, of which the first is the worst. */
export function caseOf(
  findings: FindingView | readonly [FindingView, ...FindingView[]],
  changes: Partial<Case> = {},
): CaseView {
  const all = 'identity' in findings ? ([findings] as const) : findings;
  const [{ identity, severity, kind }] = all;
  const opened: Record<FindingKind, number> = {
    threat: 1042,
    control: 1050,
    vulnerability: 1061,
    data: 1070,
    other: 1083,
  };
  return {
    case: {
      id: opened[kind],
      key: identity,
      state: 'open',
      resolution: null,
      unverifiable: false,
      severity,
      openedAt: now - 29 * minute,
      closedAt: null,
      reopened: 0,
      channel: 'sec-alerts',
      assignee: null,
      dueAt: null,
      ...changes,
    },
    findings: all,
  };
}

/** A type that a pattern of the catalogue stands for: `Trojan:EC2/Example` for `Trojan:*`. */
export function typeLike(pattern: string): string {
  const [purpose = '', rest = pattern] = pattern.includes(':') ? pattern.split(':') : ['*', pattern];
  const [service = '', name = '*'] = rest.includes('/') ? rest.split('/') : ['*', rest];
  const filled = (text: string, whole: string) => (text === '*' ? whole : text.replaceAll('*', ''));
  const anywhere = /Container|^MaliciousFile$/.test(name) ? 'Kubernetes' : 'EC2';
  return `${filled(purpose, 'Discovery')}:${filled(service, anywhere)}/${filled(name, 'Example')}`;
}
