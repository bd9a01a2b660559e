import { SlackError } from '../errors.ts';
import { presentFile } from '../files.ts';
import { type Json, objectsOf, textOf } from '../json.ts';
import { botMessage, contentOf } from '../messages.ts';
import type { Channel, Message, StoredFile } from '../model.ts';
import type { WorkspaceState } from '../state.ts';
import { parentTs, postable } from './chat.ts';
import { type Arguments, type Method, TooManyRequests } from './method.ts';

/** docs.slack.dev/messaging/working-with-files: step 1 of 3, a place to send the bytes to. */
const getUploadUrl: Method = {
  name: 'files.getUploadURLExternal',
  tier: 4,
  run(call, { state, clock, url }) {
    const name = call.required('filename');
    const size = Number(call.required('length'));
    if (!Number.isInteger(size) || size <= 0) throw new SlackError('invalid_arguments');
    const id = state.mintId('F');
    const altText = call.text('alt_txt') ?? call.text('alt_text');
    const created = Math.floor(clock.now() / 1000);
    state.files.set(id, { id, name, title: name, size, created, ...(altText && { altText }) });
    return { upload_url: `${url}/upload/v1/${id}`, file_id: id };
  },
};

/** Step 3 of 3: shares what was uploaded, in channels or a thread as one message each, or with nobody. */
const completeUpload: Method = {
  name: 'files.completeUploadExternal',
  tier: 4,
  run(call, { state, limits, url }) {
    const given = objectsOf(call.list('files'));
    if (given.length === 0) throw new SlackError('invalid_arguments');
    const files = given.map((each) => uploadedFile(state, each));
    const channels = channelsOf(call, state);
    const messages = channels.map((channel) => sharing(call, state, channel));
    for (const channel of channels) {
      const wait = limits.takePost(channel.id);
      if (wait > 0) throw new TooManyRequests(wait);
    }
    for (const [index, file] of files.entries()) file.title = textOf(given[index]?.['title']) ?? file.name;
    const shown = files.map((file) => presentFile(file, url));
    for (const message of messages) {
      message.files = shown;
      state.addMessage(message);
    }
    return { files: shown };
  },
};

function uploadedFile(state: WorkspaceState, given: Json): StoredFile {
  const file = state.files.get(String(given['id']));
  if (!file?.content) throw new SlackError('file_not_found');
  return file;
}

/** `channel_id` names one, `channels` several; by id only. */
function channelsOf(call: Arguments, state: WorkspaceState): Channel[] {
  const named = call.text('channel_id') ?? call.text('channels');
  return (named?.split(',') ?? []).map((id) => postable(state, state.channelById(id.trim()).id));
}

/** `initial_comment` is its text; blocks count only where there is none. */
function sharing(call: Arguments, state: WorkspaceState, channel: Channel): Message {
  const comment = call.text('initial_comment');
  const blocks = call.fields['blocks'];
  const content = contentOf(
    comment === undefined && blocks !== undefined ? { blocks } : { text: comment ?? '' },
  );
  const message = botMessage(state, channel.id, content);
  const threadTs = parentTs(channel, call);
  return threadTs === undefined ? message : { ...message, thread_ts: threadTs };
}

export const fileMethods: readonly Method[] = [getUploadUrl, completeUpload];
