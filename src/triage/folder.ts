import type { KnownFinding, RecordChange } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { Marks } from '../finding/mark.ts';
import type { Standing } from '../finding/tally.ts';
import { type FindingView, standingOf, viewOf } from '../finding/view.ts';

/** One finding on the desk: what is known of it, and what was changed. */
export class Folder {
  readonly identity: string;
  caseKey: string | null;
  /** It is in another case than it was. */
  moved = false;
  readonly marks: Marks | undefined;
  readonly #records: Map<string, Finding>;
  readonly #changed = new Map<string, RecordChange>();
  /** Null: there are no records; undefined: nobody asked yet. */
  #view: FindingView | null | undefined;

  constructor(identity: string, known: KnownFinding | undefined) {
    this.identity = identity;
    this.caseKey = known?.caseKey ?? null;
    this.marks = known?.marks;
    this.#records = new Map(known?.records.map((record) => [record.recordKey, record]));
  }

  get records(): ReadonlyMap<string, Finding> {
    return this.#records;
  }

  get changed(): readonly RecordChange[] {
    return [...this.#changed.values()];
  }

  get view(): FindingView | null {
    this.#view ??= this.#records.size === 0 ? null : viewOf([...this.#records.values()]);
    return this.#view;
  }

  /** The little of the view that most decisions ask of what was before; null: there are no records. */
  get standing(): Standing | null {
    return this.#view ?? standingOf([...this.#records.values()]);
  }

  /** What all records would say, this one included. */
  viewWith(record: Finding): FindingView {
    return viewOf([...new Map(this.#records).set(record.recordKey, record).values()]);
  }

  /** `view`: of all records, this one included. */
  put(change: RecordChange, view: FindingView): void {
    const { recordKey } = change.finding;
    this.#records.set(recordKey, change.finding);
    this.#changed.set(recordKey, change);
    this.#view = view;
  }
}
