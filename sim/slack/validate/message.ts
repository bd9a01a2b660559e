// What a message may hold: docs.slack.dev/reference/methods/chat.postMessage, messaging/message-metadata.
import { isJson, type Json, objectsOf } from '../json.ts';
import { checkBlocks, readableLength } from './blocks.ts';
import { choice, flag, list, pattern, Report, type Rule, shape, text, url } from './rule.ts';

/** A refusal by Slack's error name, with the places in Slack's form. */
export interface Refusal {
  code: string;
  messages: string[];
}

/** chat.update refuses more than this; chat.postMessage truncates above 40,000 (facts.md §0.6). */
export const maxUpdateText = 4000;
/** Undocumented: `msg_blocks_too_long` was seen from some 12,000 to 13,000 characters (slackapi/bolt-js#2509). */
const maxReadable = 12_000;
/** The threshold is not published; no honest card comes near this. */
const maxMetadata = 8000;

const anyText = text(Number.MAX_SAFE_INTEGER);
const attachmentFields: Record<string, Rule> = {
  fallback: anyText,
  color: pattern(/^(good|warning|danger|#?[0-9a-fA-F]{6}|#?[0-9a-fA-F]{3})$/, 'must be a valid color'),
  pretext: anyText,
  author_name: anyText,
  author_link: url,
  author_icon: url,
  author_subname: anyText,
  title: anyText,
  title_link: url,
  text: anyText,
  fields: list(shape({ required: { title: anyText, value: anyText }, optional: { short: flag } }), 100, 0),
  image_url: url,
  thumb_url: url,
  footer: text(300),
  footer_icon: url,
  ts: (value, at, report) => {
    if (!/^\d+(\.\d+)?$/.test(String(value))) report.add(at, 'should be a Unix timestamp');
  },
  callback_id: text(255),
  mrkdwn_in: list(choice('pretext', 'text', 'fields'), 3, 0),
  blocks: (value, at, report) => checkBlocks(value, 50, at, report),
};
const attachment = shape({ optional: attachmentFields });

/**
 * Everything that Slack would refuse in a message that is posted and later edited, as `error: place` lines; none
 * when it is sound. `payload` is `{text, blocks, attachments, metadata}`.
 */
export function validateMessage(payload: unknown): string[] {
  if (!isJson(payload)) return ['invalid_arguments: a message is an object'];
  const refusals = refusalsOf(payload);
  const content = typeof payload['text'] === 'string' ? payload['text'] : '';
  if (content.length > maxUpdateText) refusals.push({ code: 'msg_too_long', messages: [] });
  if (isEmpty(payload)) refusals.push({ code: 'no_text', messages: [] });
  return refusals.flatMap(({ code, messages }) =>
    messages.length > 0 ? messages.map((message) => `${code}: ${message}`) : [code],
  );
}

/** True when there is nothing to show. */
export function isEmpty(payload: Json): boolean {
  const { text: content, blocks, attachments } = payload;
  return !content && objectsOf(blocks).length === 0 && objectsOf(attachments).length === 0;
}

/** What Slack refuses in blocks, attachments and metadata, the first to be told first. */
export function refusalsOf(payload: Json): Refusal[] {
  const { blocks, attachments, metadata } = payload;
  const refusals: Refusal[] = [];
  const refuse = (code: string, messages: string[] = []) => refusals.push({ code, messages });

  const all = [...objectsOf(blocks), ...objectsOf(attachments).flatMap((each) => objectsOf(each['blocks']))];
  if (all.filter((block) => block['type'] === 'table').length > 1) refuse('only_one_table_allowed');
  const wrongBlocks = problemsIn(blocks, '/blocks', (value, at, report) =>
    checkBlocks(value, 50, at, report),
  );
  if (wrongBlocks.length > 0) refuse('invalid_blocks', wrongBlocks);
  const wrongAttachments = problemsIn(attachments, '/attachments', list(attachment, 100, 0));
  if (wrongAttachments.length > 0) refuse('invalid_attachments', wrongAttachments);
  if (readableLength(all) > maxReadable) refuse('msg_blocks_too_long');
  if (metadata !== undefined) {
    const code = metadataError(metadata);
    if (code) refuse(code);
  }
  return refusals;
}

function problemsIn(value: unknown, at: string, rule: Rule): string[] {
  if (value === undefined) return [];
  const report = new Report('message');
  rule(value, at, report);
  return report.problems;
}

/** `{event_type, event_payload}`; the payload's values are plain, or objects of plain values, one level deep. */
function metadataError(metadata: unknown): string | undefined {
  if (!isJson(metadata)) return 'invalid_metadata_format';
  const names = Object.keys(metadata);
  if (names.length === 0) return undefined;
  const { event_type: type, event_payload: payload } = metadata;
  if (names.some((name) => name !== 'event_type' && name !== 'event_payload'))
    return 'invalid_metadata_format';
  if (typeof type !== 'string' || type === '' || !isJson(payload)) return 'invalid_metadata_format';
  if (JSON.stringify(metadata).length > maxMetadata) return 'metadata_too_large';
  const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  const isFlat = (value: unknown) => isJson(value) && Object.values(value).every(isPlain);
  const isSound = (value: unknown) =>
    isPlain(value) || isFlat(value) || (Array.isArray(value) && value.every(isFlat));
  return Object.values(payload).every(isSound) ? undefined : 'invalid_metadata_schema';
}
