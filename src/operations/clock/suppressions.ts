import type { SuppressionCardData } from '../../finding/card-data.ts';
import { type Case, type CaseState, isClosed, isVisible } from '../../finding/case.ts';
import type { BatchChanges } from '../../finding/change.ts';
import { type Suppression, suppressionLabel } from '../../finding/suppression.ts';
import type { ActTransaction, CaseInHand } from '../../store/ports/transactions.ts';
import type { Store } from '../../store/store.ts';
import type { TriageContext } from '../../triage/context.ts';
import { knowingEnough } from '../../triage/known.ts';
import { hide, knownOf, redecide } from '../../triage/redecide.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { auditByClock, auditChangedCases } from '../audited.ts';
import { contextOf } from '../deciding.ts';
import { putSuppressionCard, putSuppressionEnd, suppressionCardKey } from '../suppression-card.ts';
import type { Ticked } from './ticked.ts';

const endedAtOnce = 50;
const lookedThroughAtOnce = 500;
const shownAtOnce = 200;
const mostLive = 1_000;
const mostNamed = 10;
const hourMs = 3_600_000;

type Stores = Pick<Store, 'act' | 'cards' | 'suppressions'>;

/**
 * Ends suppressions whose time has come; hides what a new one covers and shows anew what an ended one kept quiet, in
 * chunks; and once an hour lets the cards say how often each matched, and looks for what was decided by one just as it
 * ended.
 */
export function createSuppressionKeeper(store: Stores) {
  let countedInHour: number | null = null;
  return async (rules: TriageRules, now: number): Promise<Ticked> => {
    const ended = await endThoseDue(store, now);
    const looked = await lookThrough(store, rules, now);
    const hour = Math.floor(now / hourMs);
    if (countedInHour !== hour) await store.suppressions.sweepAgain();
    if (countedInHour !== null && countedInHour !== hour) await countHits(store, now);
    countedInHour = hour;
    return { changed: ended > 0 || looked > 0, more: ended === endedAtOnce || looked > 0 };
  };
}

/** Its end, or the end for want of matches. What it kept quiet is looked through afterwards. */
async function endThoseDue(store: Stores, now: number): Promise<number> {
  const due = await store.suppressions.ending(now, endedAtOnce);
  for (const { id } of due)
    await store.act(async (transaction) => {
      const suppression = await transaction.suppressionById(id);
      const how = suppression && endOf(suppression, now);
      if (!how) return;
      await transaction.endSuppression(id, { how, at: now, by: null });
      await putSuppressionCard(transaction, suppression, now);
      const note = { act: 'suppression-end', outcome: 'done', target: suppressionLabel(id) } as const;
      auditByClock(transaction, now, {
        ...note,
        before: { ended: null },
        after: { ended: { how, at: now } },
      });
    });
  return due.length;
}

/** Null: not yet, since somebody lifted it meanwhile or something matched it again. */
function endOf({ ended, until, idle, createdAt, lastHitAt }: Suppression, now: number) {
  if (ended !== null) return null;
  if (until <= now) return 'expired';
  return idle !== null && (lastHitAt ?? createdAt) + idle <= now ? 'idle' : null;
}

/** One chunk of one suppression; how many cases were looked at. */
async function lookThrough(store: Stores, rules: TriageRules, now: number): Promise<number> {
  const [waiting] = await store.suppressions.sweeping(1);
  if (waiting === undefined) return 0;
  const { suppression, after } = waiting;
  const left = suppression.ended === null ? null : await leftSoFar(store, suppression);
  return store.act(async (transaction) => {
    const cases =
      left === null
        ? await transaction.visibleAfter(after, lookedThroughAtOnce)
        : await transaction.quietBy(suppression.id, shownAtOnce);
    // Locked after its cases, as an intake batch does it. One that ended meanwhile hides nothing: the next tick shows.
    const present = await transaction.suppressionById(suppression.id);
    if (left === null && present?.ended !== null) return cases.length;
    const context = await contextOf(transaction, rules, now);
    const next =
      left === null
        ? await hideChunk(transaction, suppression, cases, context)
        : await showChunk(transaction, suppression, cases, left, context);
    await transaction.suppressionSwept(suppression.id, next);
    const because = { suppression: suppressionLabel(suppression.id) };
    auditChangedCases(transaction, now, ({ state }) => said(state), because);
    return cases.length;
  });
}

/** What becoming of this state is called in the audit log. */
function said(state: CaseState): string {
  if (isVisible(state)) return 'show';
  return isClosed(state) ? 'close' : 'hide';
}

/** Answers where to go on; null: it is done. */
async function hideChunk(
  transaction: ActTransaction,
  suppression: Suppression,
  visible: readonly CaseInHand[],
  context: TriageContext,
): Promise<number | null> {
  const hidden = visible.flatMap((one) => hide(one, suppression, context) ?? []);
  if (hidden.length > 0) await transaction.save(together(hidden), context.now);
  return visible.length < lookedThroughAtOnce ? null : (visible.at(-1)?.case.id ?? null);
}

type StillOpen = SuppressionCardData['stillOpen'];

/** What earlier chunks found; its card keeps it, so that a killed process goes on counting where it was. */
async function leftSoFar({ cards }: Stores, suppression: Suppression): Promise<StillOpen> {
  const data = (await cards.byKey(suppressionCardKey(suppression)))?.data as SuppressionCardData | null;
  return data?.stillOpen ?? { total: 0, caseIds: [] };
}

/** What is still there is decided as if it had just come: shown, or kept quiet by something else. */
async function showChunk(
  transaction: ActTransaction,
  suppression: Suppression,
  quiet: readonly CaseInHand[],
  left: StillOpen,
  context: TriageContext,
): Promise<number | null> {
  const changed = quiet.length > 0 ? await decideAgain(transaction, quiet, context) : [];
  // Several may have come back into one case, which an earlier chunk may have named.
  const open = changed.filter((one) => isVisible(one.state) && !left.caseIds.includes(one.id));
  const caseIds = [...left.caseIds, ...open.map((one) => one.id)].slice(0, mostNamed);
  const stillOpen = { total: left.total + open.length, caseIds };
  await putSuppressionCard(transaction, suppression, context.now, { stillOpen });
  // Those that were decided are no longer quiet by it; looking at the same ones again would be a circle.
  if (quiet.length === shownAtOnce && changed.length > 0) return 0;
  // The announcement may be weeks up in the channel.
  await putSuppressionEnd(transaction, suppression, context.now, { stillOpen });
  return null;
}

/** The cases that changed by it, as they are now. */
async function decideAgain(
  transaction: ActTransaction,
  quiet: readonly CaseInHand[],
  context: TriageContext,
): Promise<Case[]> {
  const identities = quiet.flatMap(({ findings }) => findings.map((one) => one.identity));
  const inHand = knownOf(quiet);
  // Attack sequences that came meanwhile may name them.
  const { findings, cases, covers } = await transaction.load(identities);
  const { changes } = await knowingEnough(
    { findings, covers, cases: new Map([...cases, ...inHand.cases]) },
    (known) => redecide(quiet, known, context),
    (keys) => transaction.casesByKey(keys),
  );
  await transaction.save(changes, context.now);
  return [...(await transaction.casesByKey(changes.cases.map((change) => change.case.key))).values()];
}

function together(all: readonly BatchChanges[]): BatchChanges {
  const hits = new Map<number, number>();
  for (const [id, count] of all.flatMap((one) => [...one.hits])) hits.set(id, (hits.get(id) ?? 0) + count);
  return {
    findings: all.flatMap((one) => one.findings),
    cases: all.flatMap((one) => one.cases),
    hits,
  };
}

/** A count that grows with every finding would edit its card all day; an edit that changes nothing costs no call. */
async function countHits(store: Stores, now: number): Promise<void> {
  const live = await store.suppressions.list({ live: true, limit: mostLive });
  const hit = live.filter(({ lastHitAt }) => lastHitAt !== null && lastHitAt > now - 2 * hourMs);
  if (hit.length === 0) return;
  await store.act(async (transaction) => {
    for (const suppression of hit) await putSuppressionCard(transaction, suppression, now);
  });
}
