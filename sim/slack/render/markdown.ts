import { withEmoji } from './emoji.ts';
import { link } from './mrkdwn.ts';
import { element, type Tree } from './tree.ts';

/**
 * The `markdown` block: the small part of standard Markdown that bots write (headings, lists, quotes, fences,
 * rules, emphasis, links). Anything else shows as it was written.
 */
export function renderMarkdown(text: string): Tree {
  const parts = text.split(/^```[^\n]*\n([\s\S]*?)^```[^\n]*$/m);
  return element(
    'div',
    { class: 'markdown' },
    parts.map((part, index) =>
      index % 2 === 1 ? element('pre', { class: 'code-block' }, part.replace(/\n$/, '')) : paragraphs(part),
    ),
  );
}

function paragraphs(text: string): Tree[] {
  const lines = text.split('\n');
  const trees: Tree[] = [];
  for (let at = 0; at < lines.length; ) {
    const kind = kindOf(lines[at] ?? '');
    const start = at;
    do at += 1;
    while (kind.joins && at < lines.length && kindOf(lines[at] ?? '').name === kind.name);
    trees.push(...kind.draw(lines.slice(start, at)));
  }
  return trees;
}

interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly joins: boolean;
  readonly draw: (lines: readonly string[]) => Tree[];
}

const strip = (lines: readonly string[], pattern: RegExp) => lines.map((line) => line.replace(pattern, ''));
const items = (lines: readonly string[], pattern: RegExp) =>
  strip(lines, pattern).map((line) => element('li', {}, inline(line)));

const paragraph: Kind = {
  name: 'paragraph',
  pattern: /\S/,
  joins: true,
  draw: (lines) => [element('p', {}, inline(lines.join('\n')))],
};

const kinds: readonly Kind[] = [
  { name: 'blank', pattern: /^\s*$/, joins: true, draw: () => [] },
  {
    name: 'heading',
    pattern: /^#{1,6} /,
    joins: false,
    draw: (lines) =>
      strip(lines, /^#{1,6} /).map((line) => element('h4', { class: 'markdown-heading' }, inline(line))),
  },
  { name: 'rule', pattern: /^ {0,3}([-*_])( *\1){2,} *$/, joins: false, draw: () => [element('hr', {})] },
  {
    name: 'bullets',
    pattern: /^\s*[-*+] /,
    joins: true,
    draw: (lines) => [element('ul', { class: 'rich-list' }, items(lines, /^\s*[-*+] /))],
  },
  {
    name: 'numbers',
    pattern: /^\s*\d{1,9}[.)] /,
    joins: true,
    draw: (lines) => [element('ol', { class: 'rich-list' }, items(lines, /^\s*\d{1,9}[.)] /))],
  },
  {
    name: 'quote',
    pattern: /^> ?/,
    joins: true,
    draw: (lines) => [element('blockquote', { class: 'quote' }, inline(strip(lines, /^> ?/).join('\n')))],
  },
];

function kindOf(line: string): Kind {
  return kinds.find((kind) => kind.pattern.test(line)) ?? paragraph;
}

const inlinePattern =
  /(`[^`\n]+`|\*\*[^*\n]+\*\*|~~[^~\n]+~~|\*[^*\s][^*\n]*\*|(?<!\w)_[^_\n]+_(?!\w)|\[[^\]\n]{1,300}\]\([^()\s]{1,3000}\))/;

function inline(text: string): Tree[] {
  return text
    .split(inlinePattern)
    .flatMap((part, index) => (index % 2 === 0 ? withEmoji(part) : [spanOf(part)]));
}

function spanOf(part: string): Tree {
  if (part.startsWith('`')) return element('code', { class: 'code' }, part.slice(1, -1));
  if (part.startsWith('**')) return element('strong', {}, part.slice(2, -2));
  if (part.startsWith('~~')) return element('s', {}, part.slice(2, -2));
  if (part.startsWith('[')) {
    const split = part.indexOf('](');
    return link(part.slice(split + 2, -1), part.slice(1, split));
  }
  return element('em', {}, part.slice(1, -1));
}
