import type { Case } from '../finding/case.ts';
import type { Known } from '../finding/change.ts';
import type { TriageContext } from './context.ts';
import { type ArrivedFinding, type Folded, fold, identitiesOf } from './fold.ts';
import { knowingEnough } from './known.ts';
import { placesOf, sourceHealthFindings } from './source-health.ts';

/** Whoever remembers what was decided before; SQL does, or `memory.ts`. */
export interface Knowledge {
  load(identities: readonly string[]): Promise<Known>;
  casesByKey(keys: readonly string[]): Promise<ReadonlyMap<string, Case>>;
  disturbances(places: readonly string[], since: number): Promise<ReadonlyMap<string, number>>;
}

/**
 * Decides a batch on all that is known. Where so much of it ended or became unverifiable at once that its source looks
 * broken, a finding of our own is decided with it; it has no place in the ledger, since it did not arrive.
 */
export async function judge(
  arrived: readonly ArrivedFinding[],
  knowledge: Knowledge,
  context: TriageContext,
): Promise<Folded> {
  const known = await knowledge.load(identitiesOf(arrived));
  const folded = await foldKnowing(arrived, known, knowledge, context);
  if (folded.disturbances.size === 0) return folded;

  const since = context.now - context.rules.settings.sourceHealth.within;
  const earlier = await knowledge.disturbances(placesOf(folded.disturbances), since);
  const own = sourceHealthFindings(folded.disturbances, earlier, context).map(ownArrival);
  if (own.length === 0) return folded;
  const alsoKnown = together(known, await knowledge.load(identitiesOf(own)));
  const both = await foldKnowing([...arrived, ...own], alsoKnown, knowledge, context);
  return { ...both, decisions: both.decisions.slice(0, arrived.length) };
}

function foldKnowing(
  arrived: readonly ArrivedFinding[],
  known: Known,
  knowledge: Knowledge,
  context: TriageContext,
): Promise<Folded> {
  return knowingEnough(
    known,
    (enough) => fold(arrived, enough, context),
    (keys) => knowledge.casesByKey(keys),
  );
}

/** No body stands behind what we say ourselves. */
function ownArrival(finding: ArrivedFinding['finding']): ArrivedFinding {
  return { finding, messageId: 'yagura', path: '' };
}

function together(one: Known, other: Known): Known {
  return {
    findings: new Map([...one.findings, ...other.findings]),
    cases: new Map([...one.cases, ...other.cases]),
    covers: new Map([...one.covers, ...other.covers]),
  };
}
