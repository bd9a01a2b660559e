import type { WebClient } from '@slack/web-api';
import { RetryableError } from '../../shared/errors.ts';

/** A file for one person. */
export interface PrivateFile {
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const longestMs = 10_000;

/** Sends files to somebody alone, as one message of the app's. Throws when Slack does not take them. */
export async function sendFiles(
  client: WebClient,
  userId: string,
  sent: readonly PrivateFile[],
  comment: string,
): Promise<void> {
  const { channel } = await client.conversations.open({ users: userId });
  if (!channel?.id) throw new RetryableError('conversations.open gave no channel');
  const files: { id: string; title: string }[] = [];
  for (const { name, title, bytes } of sent) {
    const place = await client.files.getUploadURLExternal({ filename: name, length: bytes.byteLength });
    if (!place.upload_url || !place.file_id) throw new RetryableError('Slack gave no place for a file');
    const signal = AbortSignal.timeout(longestMs);
    const answer = await fetch(place.upload_url, { method: 'POST', body: bytes, redirect: 'error', signal });
    if (!answer.ok) throw new RetryableError('Slack did not take the bytes of a file');
    files.push({ id: place.file_id, title });
  }
  const [first, ...others] = files;
  if (first === undefined) return;
  await client.files.completeUploadExternal({
    files: [first, ...others],
    ...{ channel_id: channel.id, initial_comment: comment },
  });
}
