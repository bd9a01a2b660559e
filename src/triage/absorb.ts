import { moved, totalCount } from '../finding/tally.ts';
import { grown, left, seen } from './case-life.ts';
import type { Desk } from './desk.ts';

/**
 * A signal that came before its attack sequence folds into it: the one card tells it all. What somebody has, what is
 * shared with other findings, what is quiet, and what is worse than the sequence stays where it is.
 */
export function absorb(desk: Desk, signal: string, into: string): void {
  const folder = desk.folder(signal);
  const { standing } = folder;
  const own = folder.caseKey === signal ? desk.caseOf(folder) : null;
  const story = desk.caseAt(into);
  if (!folder.view || !standing || !own || !story) return;
  const stays = own.state !== 'open' || totalCount(own.tally) > 1 || own.sample !== story.sample;
  const after = seen(story, moved(story.tally, null, standing), folder.view);
  if (stays || after.severity !== story.severity) return;
  const { now } = desk.context;
  desk.change(left(own, moved(own.tally, standing, null), story, now), null);
  desk.change(grown(story, after, null, desk.context).change, folder.view.lastSeen);
  desk.move(folder, into);
}
