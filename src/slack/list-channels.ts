import type { WebClient } from '@slack/web-api';

type Page = Awaited<ReturnType<WebClient['conversations']['list']>>;
export type ListedChannel = NonNullable<Page['channels']>[number];

/** Every channel that the bot can see, public and private, page by page. */
export async function* listChannels(client: WebClient): AsyncGenerator<ListedChannel> {
  let cursor: string | undefined;
  do {
    const page: Page = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1_000,
      ...(cursor ? { cursor } : {}),
    });
    yield* page.channels ?? [];
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}
