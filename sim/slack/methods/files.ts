import { SlackError } from '../errors.ts';
import { type Json, objectsOf } from '../json.ts';
import { botMessage, contentOf } from '../messages.ts';
import { app } from '../state.ts';
import { type Method, TooManyRequests } from './method.ts';

/** docs.slack.dev/messaging/working-with-files: step 1 of 3, a place to send the bytes to. */
const getUploadUrl: Method = {
  name: 'files.getUploadURLExternal',
  tier: 4,
  run(call, { state, url }) {
    const name = call.required('filename');
    const length = Number(call.required('length'));
    if (!Number.isInteger(length) || length <= 0) throw new SlackError('invalid_arguments');
    const id = state.mintId('F');
    state.files.set(id, { id, name, title: name, size: length, user: app.botUser, uploaded: false });
    return { upload_url: `${url}/upload/v1/${id}`, file_id: id };
  },
};

/** Step 3 of 3: shares what was uploaded, in a channel as one message or with nobody. */
const completeUpload: Method = {
  name: 'files.completeUploadExternal',
  tier: 4,
  run(call, { state, limits }) {
    const given = objectsOf(call.list('files'));
    if (given.length === 0) throw new SlackError('invalid_arguments');
    const files = given.map((each) => {
      const file = state.files.get(String(each['id']));
      if (file?.['uploaded'] !== true) throw new SlackError('file_not_found');
      return file;
    });
    const channelId = call.text('channel_id') ?? call.text('channels');
    if (channelId !== undefined) {
      const channel = state.channelById(channelId);
      if (channel.isArchived) throw new SlackError('is_archived');
      if (!channel.botIsMember) throw new SlackError('not_in_channel');
      const wait = limits.takePost(channel.id);
      if (wait > 0) throw new TooManyRequests(wait);
      const message = botMessage(state, channel.id, contentOf({ text: call.text('initial_comment') ?? '' }));
      const threadTs = call.ts('thread_ts', 'invalid_thread_ts');
      if (threadTs !== undefined) {
        if (!state.findMessage(channel.id, threadTs)) throw new SlackError('thread_not_found');
        message.thread_ts = threadTs;
      }
      message.files = files.map(presentFile);
      state.addMessage(message);
    }
    for (const [index, file] of files.entries()) file['title'] = given[index]?.['title'] ?? file['name'];
    return { files: files.map(presentFile) };
  },
};

function presentFile(file: Json): Json {
  const { uploaded: _uploaded, content: _content, ...shown } = file;
  return shown;
}

export const fileMethods: readonly Method[] = [getUploadUrl, completeUpload];
