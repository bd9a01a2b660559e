import { SlackError } from './errors.ts';
import { isJson, type Json, objectOf, objectsOf, parseJson, textOf } from './json.ts';
import { notifiesOf } from './mentions.ts';
import type { Message } from './model.ts';
import { app, type WorkspaceState } from './state.ts';
import { elementsOf } from './validate/blocks.ts';
import { isEmpty, refusalsOf } from './validate/message.ts';
import { holdsAnswer } from './view-state.ts';

/** chat.postMessage truncates above this (facts.md §0.6). */
const maxPostText = 40_000;
const pressed: ReadonlySet<unknown> = new Set(['button', 'overflow', 'workflow_button', 'icon_button']);

/** The part of a message that its author writes; what was not sent is left out. */
export interface Content {
  text?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
  notifies: string[];
}

/** Reads and checks what an app wants to show, from call arguments or from a response's JSON; throws Slack's refusal. */
export function contentOf(fields: Json): Content {
  const text = fields['text'];
  if (fields['markdown_text'] !== undefined) return markdownContent(fields);
  const blocks = listField(fields['blocks'], 'invalid_blocks_format');
  const attachments = listField(fields['attachments'], 'invalid_attachments');
  const metadata = metadataField(fields['metadata']);
  const [refusal] = refusalsOf({ blocks, attachments, metadata });
  if (refusal) throw new SlackError(refusal.code, refusal.messages);
  const content = {
    ...(text !== undefined && { text: String(text) }),
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
    ...(metadata && { metadata }),
  };
  return { ...content, notifies: notifiesOf({ ...fields, ...content }) };
}

/** `markdown_text` stands alone and holds at most 12,000 characters. */
function markdownContent(fields: Json): Content {
  const text = String(fields['markdown_text']);
  if (fields['text'] || fields['blocks']) throw new SlackError('markdown_text_conflict');
  if (text.length > 12_000) throw new SlackError('msg_too_long');
  const blocks = [{ type: 'markdown', text }];
  return { text, blocks, notifies: notifiesOf({ blocks }) };
}

/** Nothing to show is `no_text`, where the message is a new one. */
export function requireSomething(content: Content): void {
  if (isEmpty({ ...content })) throw new SlackError('no_text');
}

function listField(value: unknown, error: string): Json[] | undefined {
  if (value === undefined || value === '') return undefined;
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (!Array.isArray(parsed) || !parsed.every(isJson)) throw new SlackError(error);
  return structuredClone(parsed);
}

function metadataField(value: unknown): Json | undefined {
  if (value === undefined || value === '') return undefined;
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (!isJson(parsed)) throw new SlackError('invalid_metadata_format');
  return structuredClone(parsed);
}

/** A new message by the bot, not yet put anywhere. */
export function botMessage(state: WorkspaceState, channel: string, content: Content): Message {
  return {
    type: 'message',
    ts: state.mintTs(),
    channel,
    user: app.botUser,
    bot_id: app.botId,
    app_id: app.appId,
    team: state.team.id,
    text: (content.text ?? '').slice(0, maxPostText),
    notifies: content.notifies,
    ...shownParts(state, content),
  };
}

/** Blocks with their ids, attachments with their numbers and fallbacks, as Slack fills them in. */
export function shownParts(
  state: WorkspaceState,
  content: Content,
): Pick<Message, 'blocks' | 'attachments' | 'metadata'> {
  const { blocks, attachments, metadata } = content;
  return {
    ...(blocks && blocks.length > 0 && { blocks: withIds(state, blocks) }),
    ...(attachments &&
      attachments.length > 0 && {
        attachments: attachments.map((attachment, index) => ({
          id: index + 1,
          fallback: '[no preview available]',
          ...attachment,
          ...(attachment['blocks'] !== undefined && {
            blocks: withIds(state, objectsOf(attachment['blocks'])),
          }),
        })),
      }),
    ...(metadata && Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** Every block gets an id, and every element in it: an app that names none still gets presses. */
export function withIds(state: WorkspaceState, blocks: readonly Json[]): Json[] {
  return blocks.map((block, index) => {
    requireFiles(state, block, `/blocks/${index}`);
    for (const element of elementsOf(block)) {
      if (holdsAnswer(element) || pressed.has(element['type'])) element['action_id'] ||= state.mintId('a');
    }
    // A markdown block loses its own id (facts.md §1.1).
    const keeps = block['type'] !== 'markdown' && block['block_id'];
    return keeps ? block : { ...block, block_id: state.mintId('b') };
  });
}

/** A picture by `slack_file` must have been uploaded; by its address it must be one of ours. */
function requireFiles(state: WorkspaceState, block: Json, at: string): void {
  for (const item of [block, ...elementsOf(block)]) {
    if (item['slack_file'] === undefined) continue;
    const { id, url } = objectOf(item['slack_file']);
    const named = textOf(id) ?? /\/files-pri\/([^/]+)\//.exec(String(url))?.[1];
    if (state.files.get(named ?? '')?.content) continue;
    throw new SlackError('invalid_blocks', [`[ERROR] invalid slack file [json-pointer:${at}/slack_file]`]);
  }
}

/** The message as the Web API shows it; without `allMetadata` only the metadata's event_type is told. */
export function presentMessage(message: Message, allMetadata: boolean): Json {
  const { channel: _channel, notifies: _notifies, visibleTo: _visibleTo, error: _error, ...shown } = message;
  const { metadata } = message;
  if (!metadata || allMetadata) return { ...shown };
  return { ...shown, metadata: { event_type: metadata['event_type'] } };
}

/** What a parent tells about its thread; nothing for a message without replies. */
export function threadSummary(replies: readonly Message[] = []): Json {
  const last = replies.at(-1);
  if (!last) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: last.thread_ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: last.ts,
  };
}
