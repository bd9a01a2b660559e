import type { Case } from './case.ts';
import type {
  Compliance,
  Finding,
  FindingKind,
  Link,
  RecordStatus,
  Resource,
  RuleWords,
  SourceName,
} from './finding.ts';
import { sortResources } from './finding.ts';
import type { Severity } from './severity.ts';
import { worstSeverity } from './severity.ts';
import type { FindingState, RecordState } from './state.ts';
import type { Standing } from './tally.ts';

/** One finding as people see it: worked out from all of its records, whatever order they arrived in. */
export interface FindingView {
  readonly identity: string;
  readonly kind: FindingKind;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly account: { readonly id: string; readonly name?: string };
  readonly region: string;
  readonly resources: readonly Resource[];
  readonly principal?: string;
  readonly remoteAddress?: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly count: number;
  readonly sample: boolean;
  readonly standards: readonly string[];
  /** What the failing copies say, or all of them once nothing fails; without repeats. */
  readonly compliance: readonly Compliance[];
  /** The detector, as the most direct copy names it. */
  readonly product: string;
  /** The doors that copies of it came through, sorted by how direct they are. */
  readonly sources: readonly SourceName[];
  readonly remediation?: string;
  readonly links: readonly Link[];
  readonly facts: Readonly<Record<string, string>>;
  /** An attack sequence's: identities of the findings that any copy names as its signals; sorted. */
  readonly signals?: readonly string[];
  /** A rule's, where it brings words of its own. */
  readonly text?: RuleWords;
  readonly state: FindingState;
  /** Somebody still cannot evaluate it. */
  readonly unverifiable: boolean;
}

/** A case with the findings it stands for: all that a card shows. */
export interface CaseView {
  readonly case: Case;
  /** At least one, the worst first, at most ten; the case's tally counts all of them. */
  readonly findings: readonly FindingView[];
  /** Other cases that share who, which key, which instance or which address, within a day. */
  readonly related: { readonly cases: readonly RelatedCase[]; readonly total: number };
  /** Where its findings went; only for a case that was folded into another. */
  readonly foldedInto: number | null;
}

export interface RelatedCase {
  readonly id: number;
  readonly title: string;
  readonly severity: Severity;
}

/** PASSED and ARCHIVED are said first: Security Hub itself resolves the workflow of what passed. */
export function recordState(status: RecordStatus): RecordState {
  if (status.archived && !status.ours?.includes('archived')) return 'gone';
  if (status.compliance === 'passed') return 'passed';
  const isSetAside = status.workflow === 'suppressed' || status.workflow === 'resolved';
  if (isSetAside && !status.ours?.includes('workflow')) return 'external';
  if (status.compliance === 'warning' || status.compliance === 'not_available') return 'unverifiable';
  return 'active';
}

/**
 * One failing copy keeps the finding active. What nobody can evaluate is not healthy, so it comes before
 * every kind of closed. Fixed needs at least one PASSED; archived copies alone are gone, never fixed.
 */
export function findingState(records: readonly Finding[]): FindingState {
  const states = new Set(records.map((record) => recordState(record.status)));
  if (states.has('active')) return 'active';
  if (states.has('unverifiable')) return 'unverifiable';
  if (states.has('external')) return 'external';
  return states.has('passed') ? 'fixed' : 'gone';
}

/** What a case counts of a finding, without the rest of its view; null: there are no records. */
export function standingOf(records: readonly Finding[]): Standing | null {
  if (records.length === 0) return null;
  const state = findingState(records);
  const voices = state === 'active' ? records.filter(isActive) : records;
  return { state, severity: worstSeverity(voices.map((record) => record.severity)) };
}

function isActive({ status }: Finding): boolean {
  return recordState(status) === 'active';
}

// The most direct copy says most: the detector itself, then Security Hub's copy, then its OCSF copy.
const directness: Readonly<Record<SourceName, number>> = {
  yagura: 0,
  custom: 1,
  guardduty: 2,
  macie: 3,
  cloudtrail: 4,
  securityhub: 5,
  'securityhub-v2': 6,
};

function moreDirectFirst(a: Finding, b: Finding): number {
  return (
    directness[a.source] - directness[b.source] ||
    b.updatedAt - a.updatedAt ||
    (a.recordKey < b.recordKey ? -1 : 1)
  );
}

/** Same records in any order give the same view. Needs at least one record. */
export function viewOf(records: readonly Finding[]): FindingView {
  const ordered = records.length === 1 ? records : [...records].sort(moreDirectFirst);
  const active = ordered.filter(isActive);
  // What still fails speaks for the finding; once nothing fails, the last words known do.
  const voices = active.length > 0 ? active : ordered;
  const first = voices[0] ?? ordered[0];
  if (!first) throw new Error('a finding without records has no view');
  const name = ordered.find((record) => record.account.name !== undefined)?.account.name;
  const principal = ordered.find((record) => record.principal !== undefined)?.principal;
  const remoteAddress = ordered.find((record) => record.remoteAddress !== undefined)?.remoteAddress;
  const remediation = ordered.find((record) => record.remediation !== undefined)?.remediation;
  const signals = [...new Set(ordered.flatMap((record) => record.signals ?? []))].sort();
  return {
    identity: first.identity,
    kind: first.kind,
    type: first.type,
    title: first.title,
    description: first.description,
    severity: worstSeverity(voices.map((record) => record.severity)),
    account: name === undefined ? { id: first.account.id } : { id: first.account.id, name },
    region: first.region,
    resources: sortResources(first.resources),
    ...(principal === undefined ? {} : { principal }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    firstSeen: Math.min(...ordered.map((record) => record.firstSeen)),
    lastSeen: Math.max(...ordered.map((record) => record.lastSeen)),
    count: Math.max(...ordered.map((record) => record.count)),
    sample: ordered.some((record) => record.sample),
    standards: [...new Set(ordered.flatMap((record) => record.standards))].sort(),
    compliance: [...new Set(voices.flatMap(({ status }) => status.compliance ?? []))].sort(),
    product: first.product,
    sources: [...new Set(ordered.map((record) => record.source))],
    ...(remediation === undefined ? {} : { remediation }),
    links: linksOf(ordered),
    facts: Object.assign({}, ...[...ordered].reverse().map((record) => record.facts)),
    ...(signals.length === 0 ? {} : { signals }),
    ...(first.text === undefined ? {} : { text: first.text }),
    state: findingState(ordered),
    unverifiable: ordered.some((record) => recordState(record.status) === 'unverifiable'),
  };
}

/** One link of each kind, from the most direct copy that has it. */
function linksOf(ordered: readonly Finding[]): Link[] {
  const kinds: Link['kind'][] = ['console', 'remediation', 'detector'];
  return kinds.flatMap((kind) => {
    const link = ordered.flatMap((record) => record.links).find((one) => one.kind === kind);
    return link ? [link] : [];
  });
}
