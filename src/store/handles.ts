import type { Finding } from '../finding/finding.ts';
import { deletePairs, insertRows, type Session } from './session.ts';
import { lastSegment } from './words.ts';

/** One finding's records before and after. */
interface HandlesChange {
  readonly identity: string;
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

/** Writes what a person may call each finding by; only what differs. */
export async function saveHandles(session: Session, changes: readonly HandlesChange[]): Promise<void> {
  const added: { handle: string; identity: string }[] = [];
  const removed: [string, string][] = [];
  for (const { identity, before, after } of changes) {
    const [had, has] = [new Set(before.flatMap(handlesOf)), new Set(after.flatMap(handlesOf))];
    for (const handle of has) if (!had.has(handle)) added.push({ handle, identity });
    for (const handle of had) if (!has.has(handle)) removed.push([handle, identity]);
  }
  await insertRows(session, 'finding_handles', added, 'on conflict (handle, identity) do nothing');
  await deletePairs(session, 'finding_handles', ['handle', 'identity'], removed);
}

function handlesOf({ id, resources }: Finding): string[] {
  const named = resources.flatMap((resource) => [resource.id, resource.arn ?? '', resource.name ?? '']);
  return [id, ...named].map(handleOf).filter(Boolean);
}

/**
 * How a word is kept and looked up: the last segment of an id or ARN, so that one row answers to the whole and to
 * its end; in lower case, and short enough for an index.
 */
export function handleOf(word: string): string {
  return lastSegment(word.trim())
    .slice(0, 200)
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase();
}
