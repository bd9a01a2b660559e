import type { Finding, RecordStatus } from './finding.ts';

/** A word that we wrote about a service's own copy of a finding. */
export type MarkWord = 'NEW' | 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED' | 'ARCHIVED' | 'ACTIVE';

/** When we changed our mind about it; null: it is the last that we wrote. */
export interface Mark {
  readonly says: MarkWord;
  readonly until: number | null;
}

/** Our marks on the copies of one finding, by `recordKey`; each list has the last one at its end. */
export type Marks = ReadonlyMap<string, readonly Mark[]>;

/** EventBridge tries for a day to deliver an event. What is heard later is no echo of what we had changed by then. */
const echoMs = 86_400_000;
const mostMarks = 8;

/** What was written before it is no longer the last. */
export function marked(marks: readonly Mark[], says: MarkWord, now: number): readonly Mark[] {
  if (marks.at(-1)?.says === says && marks.at(-1)?.until === null) return marks;
  return [...ended(marks, now), { says, until: null }].slice(-mostMarks);
}

/** Nothing of it stands any more: whatever the service says from now on is somebody else's word. */
export function ended(marks: readonly Mark[], now: number): readonly Mark[] {
  return marks.map((mark) => (mark.until === null ? { ...mark, until: now } : mark));
}

/** What we wrote last and still stands, as far as we know; null: nothing. */
export function lastMark(marks: readonly Mark[]): MarkWord | null {
  const last = marks.at(-1);
  return last?.until === null ? last.says : null;
}

/**
 * The finding, with what in its status is our own word: it comes back to us as an event, maybe late, maybe after we
 * changed our mind, and is nobody's decision but the one that its case shows already.
 */
export function withOwnWords(finding: Finding, marks: Marks | undefined, now: number): Finding {
  if (marks === undefined || marks.size === 0) return finding;
  const { workflow, archived } = finding.status;
  const isFresh = ({ until }: Mark) => until === null || until > now - echoMs;
  const own = (marks.get(finding.recordKey) ?? []).filter(isFresh);
  const ours: ('workflow' | 'archived')[] = [];
  if (workflow !== null && own.some(({ says }) => says === workflow.toUpperCase())) ours.push('workflow');
  // What is archived in GuardDuty is archived in Security Hub's copy, too.
  const archivings = [...marks.values()].flat().filter(({ says }) => says === 'ARCHIVED');
  if (archived && archivings.some(isFresh)) ours.push('archived');
  if (ours.length === 0) return finding;
  const status: RecordStatus = { ...finding.status, ours };
  return { ...finding, status };
}

/** The same but for words of ours, and the same in effect: nothing happened there but what we did. */
export function isEcho(incoming: Finding, held: Finding): boolean {
  if (incoming.status.ours === undefined || incoming.status.compliance !== held.status.compliance)
    return false;
  if (incoming.updatedAt !== held.updatedAt || hasOwnSay(incoming) !== hasOwnSay(held)) return false;
  return JSON.stringify({ ...incoming, status: null }) === JSON.stringify({ ...held, status: null });
}

/** Somebody else set it aside or archived it. */
function hasOwnSay({ status: { archived, workflow, ours = [] } }: Finding): boolean {
  if (archived && !ours.includes('archived')) return true;
  return (workflow === 'suppressed' || workflow === 'resolved') && !ours.includes('workflow');
}
