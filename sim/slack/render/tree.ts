/**
 * What a drawing is made of: elements and text, nothing else. The renderer answers such trees, never HTML:
 * the server prints them (`toHtml`), the page builds DOM nodes from them, and in neither can text from outside
 * become markup, because text is a leaf.
 */
export interface ElementTree {
  readonly tag: string;
  /** `false` and `undefined` leave the attribute out; `true` writes it bare. */
  readonly attributes: Attributes;
  readonly children: readonly Tree[];
}
export type Tree = ElementTree | string;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Children = Tree | false | null | undefined | readonly Children[];

export function element(tag: string, attributes: Attributes, ...children: Children[]): ElementTree {
  return { tag, attributes, children: flatten(children) };
}

/** The same tree without holes and nested lists. */
export function flatten(children: readonly Children[]): Tree[] {
  return children.flatMap((child) => {
    if (child === false || child === null || child === undefined) return [];
    return isList(child) ? flatten(child) : [child];
  });
}

function isList(child: Children): child is readonly Children[] {
  return Array.isArray(child);
}

const voidTags = new Set(['br', 'hr', 'img', 'input']);
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

export function toHtml(tree: Tree | readonly Tree[]): string {
  if (typeof tree === 'string') return escapeHtml(tree);
  if (!('tag' in tree)) return tree.map(toHtml).join('');
  const attributes = Object.entries(tree.attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');
  if (voidTags.has(tree.tag)) return `<${tree.tag}${attributes}>`;
  return `<${tree.tag}${attributes}>${tree.children.map(toHtml).join('')}</${tree.tag}>`;
}

/** The words of a tree, for labels and tests. */
export function textOf(tree: Tree | readonly Tree[]): string {
  if (typeof tree === 'string') return tree;
  return 'tag' in tree ? tree.children.map(textOf).join('') : tree.map(textOf).join('');
}
