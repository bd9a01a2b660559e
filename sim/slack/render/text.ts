import type { RenderContext } from './context.ts';
import { isRecord, type Json, string } from './json.ts';
import { renderMrkdwn, renderPlainText } from './mrkdwn.ts';
import { element, type Tree } from './tree.ts';

/** A composition text object, `plain_text` or `mrkdwn`. */
export function renderText(text: unknown, context: RenderContext): Tree[] {
  if (!isRecord(text)) return [];
  const words = string(text['text']);
  return text['type'] === 'mrkdwn'
    ? renderMrkdwn(words, context, { verbatim: text['verbatim'] === true })
    : renderPlainText(words, text['emoji'] !== false);
}

/** The bare words of a text object, for labels and option lists. */
export function plainWords(text: unknown): string {
  return isRecord(text) ? string(text['text']) : '';
}

/** What this simulator cannot draw is said, so that nobody believes that a bot sent nothing. */
export function unknownBox(kind: string, item: Json): Tree {
  const type = string(item['type']) || 'without a type';
  return element(
    'div',
    { class: 'unknown-block', role: 'note' },
    `This ${kind} cannot be drawn here: ${type}`,
  );
}

/** A picture of ours, or only its description: the page fetches nothing from elsewhere. */
export function picture(image: Json, className: string): Tree {
  const url = addressOf(image);
  const description = string(image['alt_text']);
  const local = /^(\/(?!\/)|data:image\/|https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/)/i.test(url);
  return local
    ? element('img', { class: className, src: url, alt: description })
    : element('span', { class: `${className} image-absent`, title: url }, description || url);
}

function addressOf(image: Json): string {
  const file = image['slack_file'];
  if (!isRecord(file)) return string(image['image_url']);
  const id = string(file['id']);
  return id === '' ? ownPath(string(file['url'])) : `/files-pri/${encodeURIComponent(id)}/`;
}

/** A file of this workspace without the host: the page may have been opened by another name of this machine. */
export function ownPath(url: string): string {
  return url.replace(/^https?:\/\/[^/]+(?=\/files-pri\/)/, '');
}
