import { nameOf, type RenderContext, safeUrl, userName } from './context.ts';
import { formatDate } from './dates.ts';
import { withEmoji } from './emoji.ts';
import { type Children, element, type Tree } from './tree.ts';

/**
 * Slack's own markup. Why not `slack-blocks-to-jsx`, which draws Block Kit in React: with `verbatim: true`, which
 * every careful bot sets, it formats nothing at all, while Slack only stops guessing at bare names and addresses;
 * it drops `value` from buttons, its selects need a living React tree, and an unknown block vanishes without a word.
 *
 * Source: docs.slack.dev/messaging/formatting-message-text.
 */
export interface MrkdwnOptions {
  /** Slack's `verbatim`: bare addresses and `@here` stay plain text. */
  readonly verbatim: boolean;
}

export function renderMrkdwn(text: string, context: RenderContext, options: MrkdwnOptions): Tree[] {
  return text.split(/```([\s\S]+?)```/).flatMap((part, index): Tree[] => {
    if (index % 2 === 1)
      return [element('pre', { class: 'code-block' }, decode(part.replace(/^\n|\n$/g, '')))];
    return part === '' ? [] : quotes(part, context, options);
  });
}

/** Plain text objects: entities are undone, short names of emoji replaced where the object asks for it. */
export function renderPlainText(text: string, emoji = true): Tree[] {
  return withEmoji(decode(text), emoji);
}

/** Lines that begin with `>` stand together behind a bar. */
function quotes(text: string, context: RenderContext, options: MrkdwnOptions): Tree[] {
  const trees: Tree[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const quoted = isQuote(lines[at]);
    const start = at;
    while (at < lines.length && isQuote(lines[at]) === quoted) at += 1;
    const run = lines.slice(start, at);
    const words = run.map((line) => (quoted ? line.replace(/^(?:&gt;|>) ?/, '') : line)).join('\n');
    if (quoted) trees.push(element('blockquote', { class: 'quote' }, inline(words, context, options)));
    else trees.push(...inline(words, context, options));
  }
  return trees;
}

function isQuote(line: string | undefined): boolean {
  return line !== undefined && /^(?:&gt;(?!&gt;)|>)/.test(line);
}

const wordBefore = /[\p{L}\p{N}_]$/u;
const wordAfter = /^[\p{L}\p{N}_]/u;
const styles: Readonly<Record<string, string>> = { '*': 'strong', _: 'em', '~': 's' };

/** A nesting deeper than this is drawn as it was written: text from outside must not exhaust the stack. */
const maxDepth = 8;
/** A section's longest text; looking further for a closing mark would let a wall of marks hang the page. */
const longestRun = 3000;

function inline(text: string, context: RenderContext, options: MrkdwnOptions, depth = 0): Tree[] {
  const trees: Tree[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') trees.push(...bare(plain, options));
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const span = depth < maxDepth ? spanAt(text, at) : undefined;
    if (span === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    flush();
    trees.push(...drawSpan(span, context, options, depth));
    at += span.length;
  }
  flush();
  return trees;
}

interface Span {
  readonly kind: 'angle' | 'code' | 'style';
  readonly mark: string;
  readonly inner: string;
  readonly length: number;
}

function spanAt(text: string, at: number): Span | undefined {
  const mark = text.charAt(at);
  if (mark === '<') return angleAt(text, at);
  if (mark === '`') return fencedAt(text, at, 'code');
  return Object.hasOwn(styles, mark) ? fencedAt(text, at, 'style') : undefined;
}

function angleAt(text: string, at: number): Span | undefined {
  const end = text.indexOf('>', at);
  const inner = text.slice(at + 1, end);
  if (end === -1 || inner === '' || inner.includes('\n') || inner.includes('<')) return undefined;
  return { kind: 'angle', mark: '<', inner, length: end - at + 1 };
}

/** A marked run on one line: not glued to a word on either side, and no space inside its ends. */
function fencedAt(text: string, at: number, kind: 'code' | 'style'): Span | undefined {
  const mark = text.charAt(at);
  if (kind === 'style' && wordBefore.test(text.slice(Math.max(0, at - 2), at))) return undefined;
  if (text.charAt(at + 1) === mark || (kind === 'style' && /^\s/.test(text.slice(at + 1)))) return undefined;
  const lineEnd = text.indexOf('\n', at);
  const limit = Math.min(lineEnd === -1 ? text.length : lineEnd, at + longestRun);
  for (let end = text.indexOf(mark, at + 1); end !== -1 && end < limit; end = text.indexOf(mark, end + 1)) {
    const glued =
      kind === 'style' && (/\s/.test(text.charAt(end - 1)) || wordAfter.test(text.slice(end + 1, end + 3)));
    if (!glued) return { kind, mark, inner: text.slice(at + 1, end), length: end - at + 1 };
  }
  return undefined;
}

function drawSpan(span: Span, context: RenderContext, options: MrkdwnOptions, depth: number): Tree[] {
  if (span.kind === 'angle') return [angle(span.inner, context)];
  if (span.kind === 'code') return [element('code', { class: 'code' }, decode(span.inner))];
  return [element(styles[span.mark] ?? 'span', {}, inline(span.inner, context, options, depth + 1))];
}

/** `<@U…>`, `<#C…>`, `<!here>`, `<!date^…>`, `<url|label>`. */
function angle(inner: string, context: RenderContext): Tree {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? undefined : decode(inner.slice(bar + 1));
  if (target.startsWith('@')) return userMention(target.slice(1), context, label);
  if (target.startsWith('#')) return channelMention(target.slice(1), context, label);
  if (target.startsWith('!date^')) return date(target, label ?? '', context);
  if (target.startsWith('!subteam^')) return broadcastMention(label ?? target.slice('!subteam^'.length));
  if (target.startsWith('!')) return broadcastMention(target.slice(1));
  return link(decode(target), label);
}

export function userMention(id: string, context: RenderContext, label?: string): Tree {
  const name = userName(context, id);
  return element('span', { class: 'mention' }, `@${name === id ? (label ?? id) : name}`);
}

export function channelMention(id: string, context: RenderContext, label?: string): Tree {
  return element('span', { class: 'mention' }, `#${label ?? nameOf(context.channels, id)}`);
}

/** `@here`, `@channel` and user groups: what rings many phones is drawn so that nobody can miss it. */
export function broadcastMention(name: string): Tree {
  return element('span', { class: 'mention mention-broadcast' }, name.startsWith('@') ? name : `@${name}`);
}

export function link(url: string, label?: string): Tree {
  const href = safeUrl(url);
  const words: Children =
    label === undefined || label === '' ? url.replace(/^mailto:/i, '') : withEmoji(label);
  return href === undefined
    ? element('span', {}, words)
    : element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words);
}

function date(target: string, fallback: string, context: RenderContext): Tree {
  const [, seconds = '', format = '', url] = target.split('^');
  const words = /^\d{1,12}$/.test(seconds)
    ? (formatDate(Number(seconds), format, context) ?? fallback)
    : fallback;
  const time = element('time', { title: fallback }, words);
  const href = url === undefined ? undefined : safeUrl(decode(url));
  return href === undefined
    ? time
    : element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, time);
}

/** Text without markup. Unless verbatim, Slack makes bare addresses links and `@here` a real mention. */
function bare(text: string, options: MrkdwnOptions): Tree[] {
  if (options.verbatim) return withEmoji(decode(text));
  return text
    .split(/(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]}'"]|(?<![\p{L}\p{N}_.])@(?:here|channel|everyone)\b)/u)
    .flatMap((part, index): Tree[] => {
      if (index % 2 === 0) return withEmoji(decode(part));
      return [part.startsWith('@') ? broadcastMention(part) : link(decode(part))];
    });
}

/** The only three entities that Slack knows. */
function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
