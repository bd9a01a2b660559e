import type { StoryLine } from '../../finding/story.ts';
import type { Claim } from './cards.ts';

/** Lines of one minute that wait to be told in one thread, as one message. */
export interface StoryInHand {
  /** Key of the card whose thread it is. */
  readonly card: string;
  /** Ids of the first and the last line. */
  readonly span: { readonly first: number; readonly last: number };
  readonly lines: readonly StoryLine[];
  readonly channel: string;
  readonly channelId: string;
  readonly threadTs: string;
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
  readonly claim: Claim;
}

/** The first line that waits in a thread. */
export interface DueStory {
  readonly id: number;
  readonly card: string;
  readonly at: number;
  readonly channel: string;
}

export interface StoryRepository {
  /** Of each card that is in Slack, if its first line is older than `before`; the oldest first. */
  due(
    now: number,
    filter: { readonly before: number; readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<DueStory[]>;
  claim(id: number, claim: { owner: string; now: number; until: number }): Promise<StoryInHand | null>;
  /** Told, as far as `span` goes; `ts` null: dropped, since its card is gone. */
  confirm(story: Pick<StoryInHand, 'card' | 'span' | 'claim'>, ts: string | null): Promise<void>;
  fail(
    story: Pick<StoryInHand, 'span' | 'claim'>,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<void>;
}
