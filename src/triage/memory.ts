import { type Case, isVisible } from '../finding/case.ts';
import type { BatchChanges, Known, KnownFinding } from '../finding/change.ts';
import { severityRank } from '../finding/severity.ts';
import type { CaseView, FindingView } from '../finding/view.ts';
import type { Folded } from './fold.ts';
import type { Knowledge } from './judge.ts';

/** A remembered finding, as it is saved. */
interface Remembered extends KnownFinding {
  readonly view: FindingView;
}

/** What was decided, kept in memory as the store keeps it in SQL; for previews, replays and tests. */
export interface Memory extends Knowledge {
  /** The same without waiting. */
  known(identities: readonly string[]): Known;
  found(keys: readonly string[]): Map<string, Case>;
  /** Takes in what a batch came to, no earlier than the ones before it; new cases get the next ids. */
  remember(folded: Pick<Folded, 'changes' | 'disturbances'>, now: number): void;
  /** In the order of their ids. */
  cases(): readonly Case[];
  findings(): ReadonlyMap<string, Remembered>;
  /** What a card would show; null: there is no such case, or nothing in it. */
  view(id: number): CaseView | null;
}

export function createMemory(): Memory {
  const findings = new Map<string, Remembered>();
  const cases = new Map<string, Case>();
  /** Identity → keys of the cases of attack sequences that named it. */
  const naming = new Map<string, Set<string>>();
  const disturbances: { readonly place: string; readonly at: number; readonly count: number }[] = [];

  const known = (identities: readonly string[]): Known => {
    const asked = identities.map((identity): [string, KnownFinding] => [
      identity,
      findings.get(identity) ?? { identity, records: [], caseKey: null },
    ]);
    const covers = new Map(
      identities.flatMap((identity): [string, string][] => {
        const key = coverOf(naming.get(identity) ?? new Set(), cases);
        return key === null || key === identity ? [] : [[identity, key]];
      }),
    );
    const keys = new Set([...asked.flatMap(([, { caseKey }]) => caseKey ?? []), ...covers.values()]);
    return { findings: new Map(asked), cases: found([...keys]), covers };
  };
  const found = (keys: readonly string[]) =>
    new Map(
      keys.flatMap((key): [string, Case][] => {
        const one = cases.get(key);
        return one ? [[key, one]] : [];
      }),
    );
  const byId = () => [...cases.values()].sort((one, other) => one.id - other.id);

  return {
    known,
    found,
    load: async (identities) => known(identities),
    casesByKey: async (keys) => found(keys),
    async disturbances(places, since) {
      const counts = new Map(places.map((place) => [place, 0]));
      for (let last = disturbances.length - 1; last >= 0; last -= 1) {
        const one = disturbances[last];
        // What came before is older still; a month of it is not looked through for each batch.
        if (one === undefined || one.at <= since) break;
        const count = counts.get(one.place);
        if (count !== undefined) counts.set(one.place, count + one.count);
      }
      return counts;
    },
    remember({ changes, disturbances: here }, now) {
      rememberCases(changes, cases);
      for (const { identity, records, view, caseKey } of changes.findings) {
        const all = new Map(findings.get(identity)?.records.map((record) => [record.recordKey, record]));
        for (const { finding } of records) all.set(finding.recordKey, finding);
        findings.set(identity, { identity, records: [...all.values()], view, caseKey });
        for (const signal of caseKey === null ? [] : (view.signals ?? []))
          naming.set(signal, (naming.get(signal) ?? new Set<string>()).add(caseKey ?? ''));
      }
      for (const [place, count] of here) disturbances.push({ place, at: now, count });
    },
    cases: byId,
    findings: () => findings,
    view(id) {
      const shown = byId().find((one) => one.id === id);
      const inside = [...findings.values()]
        .filter((one) => one.caseKey === shown?.key)
        .map(({ view }) => view);
      if (!shown || inside.length === 0) return null;
      const into = shown.foldedInto === null ? undefined : cases.get(shown.foldedInto);
      return {
        case: shown,
        findings: inside.sort(worstFirst).slice(0, 10),
        related: { cases: [], total: 0 },
        foldedInto: into?.id ?? null,
      };
    },
  };
}

function rememberCases(changes: BatchChanges, cases: Map<string, Case>): void {
  for (const { case: draft } of changes.cases) {
    cases.set(draft.key, { ...draft, id: draft.id ?? cases.get(draft.key)?.id ?? cases.size + 1 });
  }
}

/** The oldest visible case of those that name a finding as a signal. */
function coverOf(named: ReadonlySet<string>, cases: ReadonlyMap<string, Case>): string | null {
  const visible = [...named].flatMap((key) => cases.get(key) ?? []).filter((one) => isVisible(one.state));
  return visible.sort((one, other) => one.id - other.id)[0]?.key ?? null;
}

function worstFirst(one: FindingView, other: FindingView): number {
  return (
    Number(other.state === 'active') - Number(one.state === 'active') ||
    severityRank(other.severity) - severityRank(one.severity) ||
    other.lastSeen - one.lastSeen ||
    (one.identity < other.identity ? -1 : 1)
  );
}
