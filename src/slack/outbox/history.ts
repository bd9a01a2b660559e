import type { WebClient } from '@slack/web-api';

interface Said {
  readonly ts?: string;
  readonly metadata?: {
    readonly event_type?: string;
    readonly event_payload?: Readonly<Record<string, unknown>>;
  };
}

/** Slack's clock and ours may differ, and a post may be older than the claim that we know of. */
const marginMs = 5 * 60_000;
const maxPages = 20;

/**
 * Looks for a message that we may have posted without hearing the answer. Slack has no idempotency key, so every
 * post carries its key as metadata (docs.slack.dev, "Message metadata"). Returns its timestamp, or null.
 * `threadTs`: looks among the replies of that message instead of the channel.
 */
export async function findPosted(
  client: WebClient,
  where: { readonly channelId: string; readonly since: number; readonly threadTs?: string },
  isOurs: (eventType: string, payload: Readonly<Record<string, unknown>>) => boolean,
): Promise<string | null> {
  const { channelId, since, threadTs } = where;
  const common = {
    channel: channelId,
    oldest: String((since - marginMs) / 1_000),
    include_all_metadata: true,
    limit: 200,
  };
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const paged = cursor === undefined ? common : { ...common, cursor };
    const answer =
      threadTs === undefined
        ? await client.conversations.history(paged)
        : await client.conversations.replies({ ...paged, ts: threadTs });
    const found = ((answer.messages ?? []) as Said[]).find(
      (one) =>
        one.metadata?.event_type !== undefined &&
        isOurs(one.metadata.event_type, one.metadata.event_payload ?? {}),
    );
    if (found?.ts !== undefined) return found.ts;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}
