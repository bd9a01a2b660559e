import type { WebClient } from '@slack/web-api';
import { type Outbox, paced } from './outbox.ts';
import { postMethod } from './pacer.ts';

export interface Picture {
  readonly name: string;
  readonly title: string;
  /** What it shows, in words. */
  readonly alternative: string;
  readonly png: Uint8Array<ArrayBuffer>;
}

interface Thread {
  /** As the pacing knows it. */
  readonly channel: string;
  readonly channelId: string;
  readonly ts: string;
}

const longestMs = 10_000;
/** Slack's clock and ours may differ. */
const marginMs = 5 * 60_000;

/** In three calls, as Slack wants it (docs.slack.dev, "Working with files"); the last one is the message. */
export async function upload(
  outbox: Outbox,
  { name, title, alternative, png }: Picture,
  { channel, channelId, ts }: Thread,
  signal: AbortSignal,
): Promise<void> {
  const { files } = outbox.client;
  const place = await files.getUploadURLExternal({
    ...{ filename: name, length: png.byteLength },
    // The SDK's types know another name of it than the API's reference; either is taken.
    ...{ alt_text: alternative, alt_txt: alternative },
  });
  if (!place.upload_url || !place.file_id) throw new Error('Slack gave no place for a file');
  const sent = await fetch(place.upload_url, {
    ...{ method: 'POST', body: png, redirect: 'error' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
  });
  if (!sent.ok) throw new Error('Slack did not take the bytes of a file');
  // It is a message like any other, and counts as one.
  await paced(outbox, postMethod, channel, signal);
  await files.completeUploadExternal({
    files: [{ id: place.file_id, title }],
    ...{ channel_id: channelId, thread_ts: ts },
  });
}

/** Whether a file of that name stands in the thread: a post whose answer never came, or was never written down. */
export async function hasFile(
  client: WebClient,
  { channelId, ts, name, since }: Thread & { readonly name: string; readonly since: number },
): Promise<boolean> {
  const { messages = [] } = await client.conversations.replies({
    ...{ channel: channelId, ts, limit: 200 },
    oldest: String((since - marginMs) / 1_000),
  });
  return messages.some((one) => (one as SharedFiles).files?.some((file) => file.name === name));
}

interface SharedFiles {
  readonly files?: readonly { readonly name?: string }[];
}
