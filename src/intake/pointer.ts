/** A path that leads deeper than this is not followed; real nestings are below ten. */
export const maxDepth = 64;

/** The tokens of a JSON Pointer (RFC 6901), decoded; null when it is none, or too deep. */
export function tokensOf(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  const tokens = pointer.slice(1).split('/', maxDepth + 1);
  if (tokens.length > maxDepth) return null;
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** How many tokens a pointer has. */
export function depthOf(pointer: string): number {
  let depth = 0;
  for (let at = pointer.indexOf('/'); at !== -1; at = pointer.indexOf('/', at + 1)) depth += 1;
  return depth;
}
