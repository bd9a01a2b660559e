import { renderBlocks } from './blocks.ts';
import { bareContext, type RenderContext, userName } from './context.ts';
import { clockTime, wholeTime } from './dates.ts';
import { emojiNamed } from './emoji.ts';
import { type Json, record, records, string, strings } from './json.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { ownPath, picture } from './text.ts';
import { element, type Tree, toHtml } from './tree.ts';

/** The body of a message as Slack draws it: blocks, or the text where there are none; then attachments and files. */
function renderMessageBody(message: Json, context: RenderContext): Tree[] {
  const blocks = renderBlocks(message['blocks'], context);
  const attachments = records(message['attachments']).map((attachment) =>
    renderAttachment(attachment, context),
  );
  const text = string(message['text']);
  const words = element('div', { class: 'words' }, renderMrkdwn(text, context, { verbatim: false }));
  return [
    ...(blocks.length > 0 ? blocks : text !== '' && showsText(message) ? [words] : []),
    ...attachments,
    ...records(message['files']).map(renderFile),
  ];
}

/** With attachments but without blocks, Slack shows the text above them; beside blocks it is only the notification. */
function showsText(message: Json): boolean {
  return records(message['blocks']).length === 0;
}

const namedColours: Readonly<Record<string, string>> = {
  good: '#2eb67d',
  warning: '#ecb22e',
  danger: '#e01e5a',
};

function barColour(colour: string): string {
  if (Object.hasOwn(namedColours, colour)) return namedColours[colour] ?? '';
  return /^#?[0-9a-f]{6}$/i.test(colour) ? `#${colour.replace('#', '')}` : '#dddddd';
}

/** A secondary attachment: the colour bar, and blocks or the older fields beside it. */
function renderAttachment(attachment: Json, context: RenderContext): Tree {
  const blocks = renderBlocks(attachment['blocks'], context);
  return element(
    'div',
    { class: 'attachment' },
    element('div', { class: 'bar', style: `background:${barColour(string(attachment['color']))}` }),
    element(
      'div',
      { class: 'attachment-body' },
      blocks.length > 0 ? blocks : legacyAttachment(attachment, context),
    ),
  );
}

function legacyAttachment(attachment: Json, context: RenderContext): Tree[] {
  const marked = strings(attachment['mrkdwn_in']);
  const words = (key: string, className: string) => {
    const text = string(attachment[key]);
    if (text === '') return [];
    return [
      element('div', { class: className }, renderMrkdwn(text, context, { verbatim: !marked.includes(key) })),
    ];
  };
  const fields = records(attachment['fields']).map((field) =>
    element(
      'div',
      { class: 'words' },
      element('strong', {}, string(field['title'])),
      '\n',
      renderMrkdwn(string(field['value']), context, { verbatim: true }),
    ),
  );
  return [
    ...words('pretext', 'words'),
    ...words('title', 'words attachment-title'),
    ...words('text', 'words'),
    ...(fields.length > 0 ? [element('div', { class: 'fields' }, fields)] : []),
    ...words('footer', 'context words'),
  ];
}

function renderFile(file: Json): Tree {
  const name = string(file['title']) || string(file['name']);
  const url = ownPath(string(file['url_private']) || string(file['permalink']));
  if (string(file['mimetype']).startsWith('image/')) {
    return element(
      'figure',
      { class: 'block image-block' },
      element('figcaption', {}, name),
      picture({ image_url: url, alt_text: string(file['alt_txt']) || name }, 'image'),
    );
  }
  return element(
    'a',
    {
      class: 'block file',
      href: url.startsWith('/') || /^https?:/.test(url) ? url : undefined,
      target: '_blank',
      rel: 'noopener',
    },
    element('span', { class: 'file-icon', 'aria-hidden': 'true' }),
    element(
      'span',
      {},
      name || 'file',
      element('small', { class: 'hint file-kind' }, string(file['filetype']).toUpperCase()),
    ),
  );
}

/** Each emoji with how many reacted; one's own is marked. A press adds or takes back one's own. */
function renderReactions(message: Json, context: RenderContext): Tree | false {
  const reactions = records(message['reactions']);
  if (reactions.length === 0) return false;
  return element(
    'div',
    { class: 'reactions' },
    reactions.map((reaction) => {
      const name = string(reaction['name']);
      const users = strings(reaction['users']);
      const own = context.reader !== undefined && users.includes(context.reader);
      return element(
        'button',
        {
          class: `reaction${own ? ' reaction-own' : ''}`,
          type: 'button',
          title: `${users.map((user) => userName(context, user)).join(', ')} · :${name}:`,
          'data-reaction': name,
          'aria-pressed': own ? 'true' : 'false',
        },
        element('span', { class: 'emoji' }, emojiNamed(name) ?? `:${name}:`),
        String(users.length),
      );
    }),
  );
}

/** Who wrote it: the bot's own name, else the person's. */
export function authorOf(message: Json, context: RenderContext): { name: string; app: boolean } {
  const profile = record(message['bot_profile']);
  const app = message['bot_id'] !== undefined || message['bot_profile'] !== undefined;
  const name =
    string(message['username']) || string(profile['name']) || userName(context, string(message['user']));
  return { name: name || (app ? 'app' : 'unknown'), app };
}

export interface MessageParts {
  /** Stands in the gutter; the page puts its own controls into `footer`. */
  readonly compact?: boolean;
  readonly ephemeral?: boolean;
  readonly footer?: readonly Tree[];
}

/** One message with its avatar, name and time. `data-ts` names it for clicks and tests. */
export function renderMessage(message: Json, context: RenderContext, parts: MessageParts = {}): Tree {
  const { name, app } = authorOf(message, context);
  const ts = string(message['ts']);
  const at = Number(ts) * 1000;
  const compact = parts.compact === true;
  return element(
    'article',
    {
      class: `message${compact ? ' message-compact' : ''}${parts.ephemeral === true ? ' message-ephemeral' : ''}`,
      'data-testid': parts.ephemeral === true ? 'ephemeral' : 'message',
      'data-ts': ts,
    },
    element('div', { class: 'gutter' }, compact ? time(at, context) : avatar(name, app)),
    element(
      'div',
      { class: 'message-main' },
      parts.ephemeral === true &&
        element(
          'div',
          { class: 'only-you' },
          element('span', { class: 'eye', 'aria-hidden': 'true' }),
          'Only visible to you',
        ),
      !compact &&
        element(
          'div',
          { class: 'byline' },
          element('span', { class: 'author' }, name),
          app && element('span', { class: 'app-mark' }, 'APP'),
          time(at, context),
        ),
      renderMessageBody(message, context),
      message['edited'] !== undefined &&
        records(message['blocks']).length === 0 &&
        element('small', { class: 'hint' }, '(edited)'),
      renderReactions(message, context),
      parts.footer ?? [],
    ),
  );
}

function time(at: number, context: RenderContext): Tree {
  if (!Number.isFinite(at)) return element('time', { class: 'time' });
  return element('time', { class: 'time', title: wholeTime(at, context) }, clockTime(at, context));
}

/** A coloured tile with initials; an app has the watchtower. */
export function avatar(name: string, app: boolean): Tree {
  if (app) return element('span', { class: 'avatar avatar-app', 'aria-hidden': 'true' }, '櫓');
  const hue = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 8, 0);
  const initial = [...name][0] ?? '?';
  return element(
    'span',
    { class: `avatar avatar-${hue}`, 'aria-hidden': 'true' },
    initial.toLocaleUpperCase(),
  );
}

/** A message as HTML, for galleries and tests. The style sheet is `page/message.css`. */
export function renderMessageHtml(message: Json, context: RenderContext = bareContext): string {
  return toHtml(renderMessage(message, context));
}
