import { nameOf, type RenderContext } from './context.ts';
import { formatDate } from './dates.ts';
import { emojiNamed, withEmoji } from './emoji.ts';
import { type Json, number, record, records, string } from './json.ts';
import { broadcastMention, channelMention, link, userMention } from './mrkdwn.ts';
import { unknownBox } from './text.ts';
import { element, type Tree } from './tree.ts';

/** A `rich_text` block: what Slack's own editor writes, and the one place where text needs no escaping. */
export function renderRichText(block: Json, context: RenderContext): Tree {
  return element(
    'div',
    { class: 'rich-text' },
    records(block['elements']).map((part) => renderPart(part, context)),
  );
}

function renderPart(part: Json, context: RenderContext): Tree {
  const content = () => records(part['elements']).map((leaf) => renderLeaf(leaf, context));
  switch (part['type']) {
    case 'rich_text_section':
      return element('p', { class: 'rich-section' }, content());
    case 'rich_text_quote':
      return element('blockquote', { class: 'quote' }, content());
    case 'rich_text_preformatted':
      return element('pre', { class: 'code-block' }, content());
    case 'rich_text_list':
      return list(part, context);
    default:
      return unknownBox('part of a text', part);
  }
}

function list(part: Json, context: RenderContext): Tree {
  const ordered = part['style'] === 'ordered';
  const indent = Math.min(8, Math.max(0, number(part['indent']) ?? 0));
  return element(
    ordered ? 'ol' : 'ul',
    { class: `rich-list indent-${indent}`, start: ordered ? (number(part['offset']) ?? 0) + 1 : undefined },
    records(part['elements']).map((item) =>
      element(
        'li',
        {},
        records(item['elements']).map((leaf) => renderLeaf(leaf, context)),
      ),
    ),
  );
}

function renderLeaf(leaf: Json, context: RenderContext): Tree {
  return styled(content(leaf, context), record(leaf['style']));
}

function content(leaf: Json, context: RenderContext): Tree {
  switch (leaf['type']) {
    case 'text':
      return element('span', {}, withEmoji(string(leaf['text']), false));
    case 'link':
      return link(string(leaf['url']), string(leaf['text']) || undefined);
    case 'user':
      return userMention(string(leaf['user_id']), context);
    case 'channel':
      return channelMention(string(leaf['channel_id']), context);
    case 'usergroup':
      return broadcastMention(nameOf(context.people, string(leaf['usergroup_id'])));
    case 'broadcast':
      return broadcastMention(string(leaf['range']));
    case 'emoji':
      return emoji(leaf);
    case 'date':
      return element('time', {}, date(leaf, context));
    case 'color':
      return element('span', {}, string(leaf['value']));
    default:
      return unknownBox('piece of text', leaf);
  }
}

function emoji(leaf: Json): Tree {
  const name = string(leaf['name']);
  return element('span', {}, withEmoji(emojiNamed(name) ?? `:${name}:`));
}

function date(leaf: Json, context: RenderContext): string {
  const fallback = string(leaf['fallback']);
  return formatDate(number(leaf['timestamp']) ?? Number.NaN, string(leaf['format']), context) ?? fallback;
}

const wraps = [
  ['code', 'code'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['underline', 'u'],
] as const;

function styled(tree: Tree, style: Json): Tree {
  return wraps.reduce<Tree>(
    (inner, [key, tag]) =>
      style[key] === true ? element(tag, tag === 'code' ? { class: 'code' } : {}, inner) : inner,
    tree,
  );
}
