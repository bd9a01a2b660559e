/** Part of a Sigma string: text as it stands, any number of characters (`*`), or exactly one (`?`). */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };
export type Pattern = readonly Part[];

export const anyText: Part = { kind: 'any' };
const oneCharacter: Part = { kind: 'one' };

/**
 * Wildcards and escapes as the Sigma specification has them ("String Wildcard", "Escaping"): a backslash before `*`,
 * `?` or a backslash makes that character plain; any other backslash is itself plain. So `\*` is an asterisk, `\\*` a
 * backslash and a wildcard, `\\\*` a backslash and an asterisk, and both `\` and `\\` are one backslash.
 */
export function parsePattern(source: string): Pattern {
  const parts: Part[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index);
    const next = source.charAt(index + 1);
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next;
      index += 1;
    } else if (character === '*' || character === '?') {
      endText();
      parts.push(character === '*' ? anyText : oneCharacter);
    } else {
      text += character;
    }
  }
  endText();
  return parts;
}

export function plainPattern(text: string): Pattern {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** The text of a pattern without wildcards; null where it has one. */
export function plainText(pattern: Pattern): string | null {
  let whole = '';
  for (const part of pattern) {
    if (part.kind !== 'text') return null;
    whole += part.text;
  }
  return whole;
}

export function mapText(pattern: Pattern, change: (text: string) => string): Pattern {
  return pattern.map((part) => (part.kind === 'text' ? { kind: 'text', text: change(part.text) } : part));
}

/** A run of parts between two `*`: text and single characters, so it always covers equally many characters. */
type Segment = readonly (string | null)[];

/**
 * A matcher for the whole of a text, letter by letter; who wants to ignore case gives both in lower case. It takes time
 * in proportion to text × pattern at worst, and never tries a second time what it has matched: between two `*` the
 * leftmost place is as good as any other.
 */
export function matcherOf(pattern: Pattern): (text: string) => boolean {
  const plain = plainText(pattern);
  if (plain !== null) return (text) => text === plain;
  const segments = segmentsOf(pattern);
  const [first = [], last = []] = [segments[0], segments.at(-1)];
  if (segments.length === 1) return (text) => endOfMatch(text, 0, first) === text.length;
  const middle = segments.slice(1, -1).filter((segment) => segment.length > 0);
  const [head, tail, inner] = [onlyText(first), onlyText(last), onlyText(middle[0] ?? [])];
  if (middle.length === 0 && head !== null && tail !== null) return edgesOf(head, tail);
  if (middle.length === 1 && head === '' && tail === '' && inner !== null)
    return (text) => text.includes(inner);
  return (text) => {
    let at = endOfMatch(text, 0, first);
    for (const segment of middle) {
      if (at < 0) return false;
      at = endOfLeftmost(text, at, segment);
    }
    return at >= 0 && startOfMatch(text, last) >= at;
  };
}

function edgesOf(head: string, tail: string): (text: string) => boolean {
  if (head === '' && tail === '') return () => true;
  if (tail === '') return (text) => text.startsWith(head);
  if (head === '') return (text) => text.endsWith(tail);
  const least = head.length + tail.length;
  return (text) => text.length >= least && text.startsWith(head) && text.endsWith(tail);
}

function segmentsOf(pattern: Pattern): Segment[] {
  const segments: (string | null)[][] = [[]];
  for (const part of pattern) {
    if (part.kind === 'any') segments.push([]);
    else segments.at(-1)?.push(part.kind === 'text' ? part.text : null);
  }
  return segments;
}

function onlyText(segment: Segment): string | null {
  if (segment.length === 0) return '';
  return segment.length === 1 ? (segment[0] ?? null) : null;
}

/** Where the segment ends when it begins at `start`; -1 where it does not fit. */
function endOfMatch(text: string, start: number, segment: Segment): number {
  let at = start;
  for (const part of segment) {
    if (part !== null) {
      if (!text.startsWith(part, at)) return -1;
      at += part.length;
    } else {
      if (at >= text.length) return -1;
      at += widthAt(text, at);
    }
  }
  return at;
}

function endOfLeftmost(text: string, from: number, segment: Segment): number {
  const [lead] = segment;
  let at = from;
  while (at <= text.length) {
    if (lead != null) at = text.indexOf(lead, at);
    if (at < 0) return -1;
    const end = endOfMatch(text, at, segment);
    if (end >= 0) return end;
    at += at < text.length ? widthAt(text, at) : 1;
  }
  return -1;
}

/** Where the segment begins when it ends with the text; -1 where it does not fit. */
function startOfMatch(text: string, segment: Segment): number {
  let at = text.length;
  for (let index = segment.length - 1; index >= 0; index -= 1) {
    const part = segment[index];
    if (part != null) {
      if (!text.endsWith(part, at)) return -1;
      at -= part.length;
    } else {
      if (at <= 0) return -1;
      at -= at >= 2 && widthAt(text, at - 2) === 2 ? 2 : 1;
    }
  }
  return at;
}

/** 2 for a character outside the basic plane, which JavaScript holds in two units. */
function widthAt(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code !== undefined && code > 0xffff ? 2 : 1;
}
