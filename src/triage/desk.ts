import { type CaseDraft, isVisible } from '../finding/case.ts';
import type { BatchChanges, CaseChange, FindingChange, Known } from '../finding/change.ts';
import type { TriageContext } from './context.ts';
import { Folder } from './folder.ts';
import { withNextAt } from './passing.ts';
import type { Surroundings } from './stages/stage.ts';
import { type AskSuppressions, compileSuppressions } from './suppressing.ts';

/**
 * The present state while a batch is decided: what SQL knows, and on top of it what the batch did so far. So a batch of
 * many is the same as many batches of one.
 */
export class Desk implements Surroundings {
  readonly context: TriageContext;
  readonly suppressionOf: AskSuppressions;
  /** Keys of cases that a decision asked for and nobody knows. */
  readonly missing = new Set<string>();
  readonly #known: Known;
  readonly #folders = new Map<string, Folder>();
  readonly #changes = new Map<string, CaseChange>();
  readonly #covers = new Map<string, Set<string>>();
  readonly #hits = new Map<number, number>();

  constructor(known: Known, context: TriageContext) {
    this.#known = known;
    this.context = context;
    this.suppressionOf = compileSuppressions(context);
  }

  folder(identity: string): Folder {
    const open = this.#folders.get(identity);
    if (open) return open;
    const folder = new Folder(identity, this.#known.findings.get(identity));
    this.#folders.set(identity, folder);
    return folder;
  }

  caseAt(key: string): CaseDraft | null {
    const changed = this.#changes.get(key);
    if (changed) return changed.case;
    const known = this.#known.cases.get(key);
    if (known === undefined) this.missing.add(key);
    return known ?? null;
  }

  caseOf({ caseKey }: Folder): CaseDraft | null {
    return caseKey === null ? null : this.caseAt(caseKey);
  }

  /** Of several visible ones the oldest. */
  coverOf(identity: string): CaseDraft | null {
    const known = this.#known.covers.get(identity);
    const keys = [...(known === undefined ? [] : [known]), ...(this.#covers.get(identity) ?? [])];
    const cases = keys.flatMap((key) => this.caseAt(key) ?? []).filter((one) => isVisible(one.state));
    return cases.reduce<CaseDraft | null>(
      (first, one) => (first && ageOf(first) <= ageOf(one) ? first : one),
      null,
    );
  }

  /** From now on these findings belong to the story of that case. */
  cover(identities: readonly string[], key: string): void {
    for (const identity of identities) {
      this.#covers.set(identity, (this.#covers.get(identity) ?? new Set<string>()).add(key));
    }
  }

  move(folder: Folder, caseKey: string | null): void {
    if (folder.caseKey === caseKey) return;
    folder.caseKey = caseKey;
    folder.moved = true;
  }

  /** A post beats an edit; what is said in the thread adds up. */
  change(change: CaseChange, lastSeen: number | null): void {
    const { key } = change.case;
    const before = this.#changes.get(key);
    this.#changes.set(key, {
      case: withNextAt(change.case, this.context),
      lastSeen: latest(latest(before?.lastSeen ?? null, change.lastSeen), lastSeen),
      card: before?.card === 'post' ? 'post' : (change.card ?? before?.card ?? null),
      notices: [...(before?.notices ?? []), ...change.notices],
      page: change.page ?? before?.page ?? null,
      announce: change.announce ?? before?.announce ?? null,
    });
  }

  hit(suppression: number): void {
    this.#hits.set(suppression, (this.#hits.get(suppression) ?? 0) + 1);
  }

  changes(): BatchChanges {
    const findings = [...this.#folders.values()].flatMap((folder): FindingChange[] => {
      const { identity, changed: records, caseKey, moved } = folder;
      const { view } = records.length > 0 || moved ? folder : { view: null };
      return view ? [{ identity, records, view, caseKey }] : [];
    });
    return { findings, cases: [...this.#changes.values()], hits: this.#hits };
  }
}

/** What is not in SQL yet is the youngest. */
function ageOf({ id }: CaseDraft): number {
  return id ?? Number.MAX_SAFE_INTEGER;
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
