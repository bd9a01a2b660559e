import { type Insertable, sql } from 'kysely';
import { severityRank } from '../finding/severity.ts';
import type { SavedCase } from './case-write.ts';
import type { CardDraft } from './ports/cards.ts';
import { insertRows, type Session } from './session.ts';
import type { CardColumns } from './tables/cases.ts';

/** A card that has something new to show. */
interface CardMark extends Omit<CardDraft, 'now' | 'material'> {
  readonly caseId: number | null;
  /** The case that it speaks of, beside that case's own card. */
  readonly about?: number;
}

// A message deleted by hand comes back with the next material change only.
const dirty = 'cards.wanted > cards.shown and (cards.gone = 0 or cards.material > cards.shown)';

/** What a mark does to a card that is there already. */
export const editAgain = `on conflict (key) do update set wanted = cards.wanted + 1,
  severity_rank = excluded.severity_rank,
  urgency = excluded.urgency,
  dirty_since = case when ${dirty} then cards.dirty_since else excluded.dirty_since end,
  changed_at = excluded.changed_at,
  data = excluded.data`;
const editAlone = `${editAgain}, storm = null`;
const postAgain = `${editAlone}, material = cards.wanted + 1`;

/** Makes cards dirty, and makes those that are missing. A card stays in the channel where it was born. */
export async function putCards(session: Session, cards: readonly CardDraft[]): Promise<void> {
  for (const { now, material, ...card } of cards)
    await mark(session, [{ ...card, caseId: null }], material ? postAgain : editAgain, now);
}

/**
 * Marks the cards of changed cases. An edit concerns only those that have a card, and what is kept quiet gets none.
 * Answers which of the cases have a card that is, or will be, a message of its own: a thread for notices.
 */
export async function markCaseCards(
  session: Session,
  changes: readonly SavedCase[],
  now: number,
): Promise<Set<number>> {
  const posts = changes.filter(isPost);
  const others = changes.filter(
    (change) => !isPost(change) && (change.card !== null || change.notices.length > 0),
  );
  const storms = await stormsOf(
    session,
    others.map((change) => caseKey(change.case.id)),
  );
  const edits = others.filter((change) => change.card !== null && storms.has(caseKey(change.case.id)));
  // Whoever takes a case out of the crowd wants to see it.
  const alone = edits.filter((change) => change.case.assignee !== null);
  await mark(session, posts.map(markOf), postAgain, now);
  await mark(session, alone.map(markOf), editAlone, now);
  await mark(session, edits.filter((change) => !alone.includes(change)).map(markOf), editAgain, now);
  const threads = others.filter(({ case: { id, assignee } }) => {
    const storm = storms.get(caseKey(id));
    return storm === null || (storm !== undefined && assignee !== null);
  });
  return new Set([...posts, ...threads].map((change) => change.case.id));
}

/** Messages of their own in the channel, for cases that nobody took. */
export async function putAnnouncements(
  session: Session,
  changes: readonly SavedCase[],
  now: number,
): Promise<void> {
  const cards = changes.flatMap(({ case: { id, channel, severity }, announce }): CardMark[] => {
    if (announce === null) return [];
    const { step, mentions } = announce;
    const key = `escalation:${id}:${step}:${now}`;
    const data = { caseId: id, step, mentions };
    return [{ key, caseId: null, about: id, channel, severity, data }];
  });
  await redrawAnnouncements(session, changes, now);
  await mark(session, cards, postAgain, now);
}

/** What was said of a case stays true: somebody may have taken it since. */
async function redrawAnnouncements(
  { db, dialect }: Session,
  changes: readonly SavedCase[],
  now: number,
): Promise<void> {
  const changed = changes.filter((change) => change.card !== null).map((change) => change.case.id);
  if (changed.length === 0) return;
  await db
    .updateTable('cards')
    .set(drawnAgain(now))
    .where('about', 'is not', null)
    .where(dialect.among('about', changed))
    .execute();
}

/** Cards that are there, for something beside the case that they show. */
export async function redraw({ db, dialect }: Session, keys: readonly string[], now: number): Promise<void> {
  if (keys.length === 0) return;
  await db.updateTable('cards').set(drawnAgain(now)).where(dialect.among('key', keys)).execute();
}

function drawnAgain(now: number) {
  return {
    wanted: sql<number>`wanted + 1`,
    dirty_since: sql<number>`case when ${sql.raw(dirty)} then dirty_since else ${now} end`,
    changed_at: now,
  };
}

function isPost({ card, case: { state } }: SavedCase): boolean {
  return card === 'post' && state !== 'suppressed';
}

export function caseKey(caseId: number): string {
  return `case:${caseId}`;
}

function markOf({ case: { id, channel, severity } }: SavedCase): CardMark {
  return { key: caseKey(id), caseId: id, channel, severity, data: null };
}

async function mark(
  session: Session,
  marks: readonly CardMark[],
  onConflict: string,
  now: number,
): Promise<void> {
  const rows = marks.map((one) => newCard(one, now)).sort((a, b) => (a.key < b.key ? -1 : 1));
  await insertRows(session, 'cards', rows, onConflict);
}

/** Keys of cards that are there → the storm that each is folded into. */
async function stormsOf(
  { db, dialect }: Session,
  keys: readonly string[],
): Promise<Map<string, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('cards')
    .select(['key', 'storm'])
    .where(dialect.among('key', keys))
    .execute();
  return new Map(rows.map((row) => [row.key, row.storm]));
}

export function newCard(mark: CardMark, now: number): Insertable<CardColumns> {
  return {
    key: mark.key,
    case_id: mark.caseId,
    about: mark.about ?? null,
    thread: mark.thread ?? null,
    channel: mark.channel,
    severity_rank: severityRank(mark.severity),
    urgency: urgencyOf(mark),
    wanted: 1,
    shown: 0,
    material: 1,
    gone: 0,
    created_at: now,
    dirty_since: now,
    changed_at: now,
    data: mark.data === null ? null : JSON.stringify(mark.data),
  };
}

/** See `CardColumns.urgency`. */
function urgencyOf({ severity, caseId }: CardMark): number {
  if (severity === 'Critical') return 4;
  if (severity === 'High') return 3;
  return caseId === null ? 2 : 1;
}
