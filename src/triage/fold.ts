import { isVisible } from '../finding/case.ts';
import type { BatchChanges, Known } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { withOwnWords } from '../finding/mark.ts';
import type { FindingView } from '../finding/view.ts';
import { absorb } from './absorb.ts';
import type { TriageContext } from './context.ts';
import { type Decided, decide } from './decide.ts';
import { Desk } from './desk.ts';
import type { Folder } from './folder.ts';
import { countDisturbance } from './source-health.ts';

/** A finding that arrived, and where its body lies. */
export interface ArrivedFinding {
  readonly finding: Finding;
  readonly messageId: string;
  readonly path: string;
}

export interface Folded {
  /** In the order of the findings. */
  readonly decisions: readonly Decided[];
  /** Each finding and each case once. */
  readonly changes: BatchChanges;
  /** Closures and doubts by place; see `source-health.ts`. */
  readonly disturbances: ReadonlyMap<string, number>;
  /** Keys of cases that have to be known too; with any of them the rest is not to be used. */
  readonly missing: readonly string[];
}

/**
 * Decides the arrived findings one after another, each on what the ones before it left behind, so that a batch of many
 * is the same as many batches of one. Pure.
 */
export function fold(arrived: readonly ArrivedFinding[], known: Known, context: TriageContext): Folded {
  const desk = new Desk(known, context);
  const disturbances = new Map<string, number>();
  const decisions = arrived.map((one) => {
    const folder = desk.folder(one.finding.identity);
    const before = folder.standing;
    const decided = decideOne(desk, folder, one, context.now);
    if (decided.keep && folder.view) {
      countDisturbance(disturbances, before, folder.view);
      tellStory(desk, folder, folder.view);
    }
    return decided;
  });
  return { decisions, changes: desk.changes(), disturbances, missing: [...desk.missing] };
}

/** The identities that a batch may concern: what arrived, and the signals of attack sequences among it. */
export function identitiesOf(arrived: readonly ArrivedFinding[]): string[] {
  return [...new Set(arrived.flatMap(({ finding }) => [finding.identity, ...(finding.signals ?? [])]))];
}

function decideOne(
  desk: Desk,
  folder: Folder,
  { finding: arrived, messageId, path }: ArrivedFinding,
  now: number,
): Decided {
  const finding = withOwnWords(arrived, folder.marks, now);
  let view: FindingView | null = null;
  const decided = decide({
    incoming: finding,
    held: folder.records.get(finding.recordKey) ?? null,
    // What is old or the same is never looked at as a whole.
    get view() {
      view ??= folder.viewWith(finding);
      return view;
    },
    before: folder.standing,
    current: desk.caseOf(folder),
    around: desk,
  });
  if (!decided.keep) return decided;
  view ??= folder.viewWith(finding);
  folder.put({ finding, messageId, path }, view);
  settle(desk, folder, decided, view.lastSeen);
  return decided;
}

/** What a decision says becomes the present state. */
export function settle(desk: Desk, folder: Folder, decided: Decided, lastSeen: number | null): void {
  for (const change of decided.changes) {
    desk.change(change, change.case.key === decided.caseKey ? lastSeen : null);
  }
  desk.move(folder, decided.caseKey);
  if (decided.hit !== null) desk.hit(decided.hit);
}

/** As long as it is visible, an attack sequence's case tells the story of all its signals. */
function tellStory(desk: Desk, folder: Folder, { identity, signals = [] }: FindingView): void {
  if (signals.length === 0 || folder.caseKey === null) return;
  desk.cover(signals, folder.caseKey);
  const story = desk.caseOf(folder);
  if (story === null || !isVisible(story.state)) return;
  for (const signal of signals) if (signal !== identity) absorb(desk, signal, folder.caseKey);
}
