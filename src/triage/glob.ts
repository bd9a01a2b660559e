/** Decides about one text, which is folded already (see `folded`). */
export type TextTest = (text: string) => boolean;

/** Letter case and the ways to compose a letter do not count. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/**
 * `*` is any text, also none; `?` is one character (a code point); `\*`, `\?` and `\\` are taken literally. The whole
 * text has to match. At worst it takes (length of the text) × (length of the pattern): whoever writes a pattern or a
 * text cannot hang the watch.
 */
export function compileGlob(pattern: string): TextTest {
  const tokens = tokensOf(folded(pattern));
  if (tokens.includes(oneCharacter)) return wildTest(tokens);
  const [first = '', ...others] = literalsBetweenStars(tokens);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    return inOrder(text, others, first.length, text.length - last.length);
  };
}

/** The pattern that matches this very text (in any letter case); for scopes made of what a card says. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/\\(?=[\\*?])|[*?]/g, '\\$&');
}

const anyText = Symbol('*');
const oneCharacter = Symbol('?');
type Token = string | typeof anyText | typeof oneCharacter;

/** By code point. A backslash before anything else is itself: `CORP\alice` needs no care. */
function tokensOf(pattern: string): Token[] {
  const all: Token[] = [];
  for (const [found] of pattern.matchAll(/\\[\\*?]|./gsu)) {
    if (found === '*') all.push(anyText);
    else if (found === '?') all.push(oneCharacter);
    else all.push(found.length > 1 && found.startsWith('\\') ? found.slice(1) : found);
  }
  return all;
}

function literalsBetweenStars(tokens: readonly Token[]): string[] {
  const literals = [''];
  for (const token of tokens) {
    if (token === anyText) literals.push('');
    else literals[literals.length - 1] += String(token);
  }
  return literals;
}

/** The leftmost place for each is as good as any other, so nothing is ever tried twice. */
function inOrder(text: string, literals: readonly string[], from: number, to: number): boolean {
  let at = from;
  for (const literal of literals) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > to) return false;
    at = found + literal.length;
  }
  return true;
}

/** Only the last star is ever tried again, one character further. */
function wildTest(tokens: readonly Token[]): TextTest {
  return (text) => {
    const characters = [...text];
    let [at, token] = [0, 0];
    let [star, starAt] = [-1, 0];
    while (at < characters.length) {
      const wanted = tokens[token];
      if (wanted === anyText) {
        [star, starAt] = [token, at];
        token += 1;
      } else if (wanted === oneCharacter || wanted === characters[at]) {
        at += 1;
        token += 1;
      } else if (star >= 0) {
        starAt += 1;
        [at, token] = [starAt, star + 1];
      } else return false;
    }
    return tokens.slice(token).every((left) => left === anyText);
  };
}
