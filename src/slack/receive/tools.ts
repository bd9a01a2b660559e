import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Repositories } from '../../store/store.ts';

/** What commands and actions work with. All of it only reads. */
export interface Tools {
  readonly store: Pick<Repositories, 'cases' | 'ledger' | 'cards'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The newest event that a case came from, as it arrived; null when its body is no longer kept. */
  rawEvent(caseId: number): Promise<unknown>;
  /** Somebody's name, for where a mention would ring them up; the id where Slack does not tell. Never throws. */
  nameOf(userId: string): Promise<string>;
  /** A message's address for people; null where the workspace's address is not known. */
  permalink(channelId: string, ts: string): string | null;
  /** Is this a channel that carries cards, and seen by nobody outside this workspace? Throws when Slack is away. */
  isSafeToShareIn(channelId: string): Promise<boolean>;
}
