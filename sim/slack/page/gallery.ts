import type { Named, RenderContext } from '../render/context.ts';
import type { Json } from '../render/json.ts';
import { renderMessage } from '../render/message.ts';
import { type Children, element, type Tree, toHtml } from '../render/tree.ts';

/** The same said in each language, by its code. */
type Text = Readonly<Record<string, string>>;

/** Messages to look at, one under the other, in each language beside the others. */
export interface Gallery {
  readonly title: Text;
  readonly about: Text;
  readonly sections: readonly GallerySection[];
  /** The names behind the ids that messages mention. */
  readonly people: readonly Named[];
  /** BCP 47 and its own name for itself, in the order of the columns. */
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  /** IANA name. */
  readonly timeZone: string;
}

interface GallerySection {
  /** Its address on the page: `#id`. */
  readonly id: string;
  readonly title: Text;
  readonly about: Text;
  readonly entries: readonly {
    readonly title: Text;
    /** Several in one language stand below each other, as one author's do. */
    readonly messages: readonly GalleryMessage[];
  }[];
}

export interface GalleryMessage {
  readonly language: string;
  /** As Slack keeps it: `ts`, `bot_id`, `username`, `text`, `blocks`, `attachments`. */
  readonly message: Json;
  /** Only one person sees it. */
  readonly ephemeral?: boolean;
}

/** The page as HTML. It needs no script. `only`: one language, across the whole width; an unknown one means all. */
export function galleryPage(gallery: Gallery, only: string | null = null): string {
  const chosen = gallery.languages.filter(({ code }) => code === only);
  const languages = chosen.length > 0 ? chosen : gallery.languages;
  const body = [
    head(gallery, languages, languages.length === 1 ? only : null),
    element(
      'div',
      { class: 'gallery-columns' },
      contents(gallery, languages),
      element(
        'main',
        { class: `gallery-main gallery-of-${languages.length}` },
        gallery.sections.map((section) => drawSection(section, gallery, languages)),
      ),
    ),
  ];
  return [
    '<!doctype html>',
    `<html lang="${languages[0]?.code ?? 'en'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    toHtml(element('title', {}, languages.map(({ code }) => gallery.title[code] ?? '').join(' · '))),
    '<link rel="icon" href="/page/favicon.svg">',
    ...['page', 'message', 'gallery'].map((name) => `<link rel="stylesheet" href="/page/${name}.css">`),
    `</head><body class="gallery">${toHtml(body)}</body></html>`,
  ].join('\n');
}

type Languages = Gallery['languages'];

/** One text in the languages chosen, the first of them first, each once. */
function said(text: Text, languages: Languages): Children {
  const different = languages.filter(
    ({ code }, at) => languages.findIndex((one) => text[one.code] === text[code]) === at,
  );
  return different.map(({ code }) =>
    element('span', { class: 'gallery-said', lang: code }, text[code] ?? ''),
  );
}

function head({ title, about, languages }: Gallery, chosen: Languages, only: string | null): Tree {
  const choice = (code: string | null, name: string) =>
    element(
      'a',
      {
        href: code === null ? '/gallery' : `/gallery?lang=${encodeURIComponent(code)}`,
        'aria-current': code === only ? 'page' : undefined,
        lang: code ?? undefined,
      },
      name,
    );
  return element(
    'header',
    { class: 'gallery-head' },
    element('span', { class: 'workspace-mark', 'aria-hidden': 'true' }, '櫓'),
    element(
      'div',
      { class: 'gallery-title' },
      element('h1', {}, said(title, chosen)),
      element('p', {}, said(about, chosen)),
    ),
    element(
      'nav',
      { class: 'gallery-languages', 'aria-label': 'Language' },
      choice(null, 'Side by side'),
      languages.map(({ code, name }) => choice(code, name)),
    ),
  );
}

function contents({ sections }: Gallery, languages: Languages): Tree {
  return element(
    'nav',
    { class: 'gallery-contents', 'aria-label': 'Contents' },
    element(
      'ul',
      {},
      sections.map(({ id, title, entries }) =>
        element(
          'li',
          {},
          element('a', { href: `#${id}` }, said(title, languages)),
          element('span', { class: 'gallery-count' }, String(entries.length)),
        ),
      ),
    ),
  );
}

function drawSection(section: GallerySection, gallery: Gallery, languages: Languages): Tree {
  return element(
    'section',
    { id: section.id },
    element('h2', {}, said(section.title, languages)),
    element('p', { class: 'gallery-about' }, said(section.about, languages)),
    section.entries.map(({ title, messages }) =>
      element(
        'article',
        { class: 'gallery-entry', 'data-testid': 'gallery-entry' },
        element('h3', {}, said(title, languages)),
        element(
          'div',
          { class: 'gallery-pair' },
          languages.map(({ code }) => {
            const own = messages.filter(({ language }) => language === code);
            return column(
              code,
              own.map((one, at) => drawMessage(one, gallery, at > 0)),
            );
          }),
        ),
      ),
    ),
  );
}

function column(code: string, children: Children): Tree {
  return element('div', { class: 'gallery-column', lang: code }, children);
}

function drawMessage(
  { language, message, ephemeral = false }: GalleryMessage,
  gallery: Gallery,
  compact: boolean,
): Tree {
  const context: RenderContext = {
    people: gallery.people,
    apps: [],
    channels: [],
    locale: language,
    timeZone: gallery.timeZone,
    now: 0,
  };
  return renderMessage(message, context, { ephemeral, compact });
}
