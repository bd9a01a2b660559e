import { type Case, isVisible } from '../finding/case.ts';
import type { BatchChanges, Known, KnownFinding } from '../finding/change.ts';
import { severityRank } from '../finding/severity.ts';
import type { Suppression } from '../finding/suppression.ts';
import { type Standing, totalCount } from '../finding/tally.ts';
import { viewOf } from '../finding/view.ts';
import { notice } from './case-change.ts';
import { closed, quietened } from './case-life.ts';
import type { TriageContext } from './context.ts';
import { decideAnew } from './decide.ts';
import { Desk } from './desk.ts';
import { settle } from './fold.ts';
import { compileSuppressions } from './suppressing.ts';

/** A case with what its findings are made of, as the store hands it over. */
export interface CaseInHand {
  readonly case: Case;
  readonly findings: readonly KnownFinding[];
}

/** What is known by having these cases in hand; to begin `knowingEnough` with. */
export function knownOf(inHand: readonly CaseInHand[]): Known {
  return {
    findings: new Map(inHand.flatMap(({ findings }) => findings.map((one) => [one.identity, one]))),
    cases: new Map(inHand.map((one) => [one.case.key, one.case])),
    covers: new Map(),
  };
}

/**
 * Decides quiet cases anew, as if what still fails in them had just come: for the end of a suppression, which is no
 * longer among `context.suppressions`. Afterwards none of these cases is kept quiet by it. What nobody can evaluate
 * was failing when it was last seen, so it counts. To be called through `knowingEnough`.
 */
export function redecide(
  quiet: readonly CaseInHand[],
  known: Known,
  context: TriageContext,
): { readonly changes: BatchChanges; readonly missing: readonly string[] } {
  const desk = new Desk(known, context);
  for (const { case: inHand, findings } of quiet) {
    const failing = findings.filter((one) => isFailing(desk.folder(one.identity).standing));
    // Whatever the case was opened for comes first: an attack sequence, before the signals that it tells of.
    const own = ({ identity }: KnownFinding) => Number(identity === inHand.key);
    for (const { identity } of failing.toSorted((one, other) => own(other) - own(one)))
      decideOneAnew(desk, identity);
    const left = desk.caseAt(inHand.key);
    // Nothing in it fails any more, whatever its counts say.
    if (failing.length === 0 && left?.state === 'suppressed')
      desk.change(closed(left, 'gone', context.now), null);
  }
  return { changes: desk.changes(), missing: [...desk.missing] };
}

function decideOneAnew(desk: Desk, identity: string): void {
  const folder = desk.folder(identity);
  const current = desk.caseOf(folder);
  const [incoming] = folder.records.values();
  // The first of a group to be shown brings all of it back.
  if (!folder.view || !incoming || current?.state !== 'suppressed') return;
  const { view } = folder;
  const situation = { incoming, held: incoming, view, before: folder.standing, current, around: desk };
  settle(desk, folder, { ...decideAnew(situation), hit: null }, null);
}

/**
 * Keeps a visible case quiet that a new suppression covers with everything that fails in it. Null: it does not, it is
 * too severe, or there are more findings in it than we have at hand.
 */
export function hide(
  { case: current, findings }: CaseInHand,
  suppression: Suppression,
  context: TriageContext,
): BatchChanges | null {
  if (!isVisible(current.state) || totalCount(current.tally) > findings.length) return null;
  const views = findings.flatMap(({ records }) => (records.length > 0 ? [viewOf(records)] : []));
  const failing = views.filter(isFailing);
  if (failing.length === 0 || severityRank(current.severity) > severityRank(suppression.severity))
    return null;
  const ask = compileSuppressions({ ...context, suppressions: [suppression] });
  if (!failing.every((view) => ask(view).is === 'suppressed')) return null;
  const desk = new Desk(knownOf([]), context);
  const silent = quietened(current, { by: 'suppression', suppression: suppression.id });
  const { id, author, until, reason } = suppression;
  const said = notice('suppressed', context.now, { suppression: id, by: author, until, reason });
  desk.change({ ...silent, notices: [said] }, null);
  for (const _ of failing) desk.hit(suppression.id);
  return desk.changes();
}

function isFailing(standing: Standing | null): boolean {
  return standing?.state === 'active' || standing?.state === 'unverifiable';
}
