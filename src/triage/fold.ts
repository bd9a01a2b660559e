import type { CaseDraft, NoticeDraft } from '../finding/case.ts';
import type { FindingChange, KnownFinding, RecordChange } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { type FindingView, viewOf } from '../finding/view.ts';
import { type Decision, decide } from './decide.ts';

/** A finding that arrived, and where its body lies. */
export interface ArrivedFinding {
  readonly finding: Finding;
  readonly messageId: string;
  readonly path: string;
}

/** What one batch did so far to one identity, in memory. */
interface Folding {
  records: Map<string, Finding>;
  changed: Map<string, RecordChange>;
  case: CaseDraft | null;
  caseBefore: CaseDraft | null;
  card: 'post' | 'edit' | null;
  notices: NoticeDraft[];
}

/**
 * Decides the arrived findings one after another, each on what the ones before it left behind, so that a batch
 * of many is the same as many batches of one. Decisions are in the order of the findings; changes hold each
 * identity once.
 */
export function fold(
  arrived: readonly ArrivedFinding[],
  known: ReadonlyMap<string, KnownFinding>,
  context: { readonly now: number; readonly route: (view: FindingView) => string },
): { decisions: Decision[]; changes: FindingChange[] } {
  const foldings = new Map<string, Folding>();
  const decisions = arrived.map((one) => {
    const { finding } = one;
    const folding = foldings.get(finding.identity) ?? begin(known.get(finding.identity));
    foldings.set(finding.identity, folding);
    const decision = decide({
      incoming: finding,
      held: folding.records.get(finding.recordKey) ?? null,
      recordsBefore: [...folding.records.values()],
      case: folding.case,
      ...context,
    });
    apply(folding, decision, one);
    return decision;
  });
  const changes = [...foldings].flatMap(([identity, folding]) =>
    folding.changed.size === 0 && folding.case === folding.caseBefore ? [] : [changeOf(identity, folding)],
  );
  return { decisions, changes };
}

function begin(known: KnownFinding | undefined): Folding {
  return {
    records: new Map(known?.records.map((record) => [record.recordKey, record])),
    changed: new Map(),
    case: known?.case ?? null,
    caseBefore: known?.case ?? null,
    card: null,
    notices: [],
  };
}

function apply(folding: Folding, decision: Decision, { finding, messageId, path }: ArrivedFinding): void {
  if (decision.keep) {
    folding.records.set(finding.recordKey, finding);
    folding.changed.set(finding.recordKey, { finding, messageId, path });
  }
  folding.case = decision.case;
  if (decision.card === 'post' || (decision.card === 'edit' && folding.card === null))
    folding.card = decision.card;
  folding.notices.push(...decision.notices);
}

function changeOf(identity: string, folding: Folding): FindingChange {
  return {
    identity,
    records: [...folding.changed.values()],
    view: viewOf([...folding.records.values()]),
    case: folding.case,
    card: folding.card,
    notices: folding.notices,
  };
}
