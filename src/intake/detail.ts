const longest = 300;

/** Outside text made fit for a reason's `detail`: one line, no control characters, at most 300 characters. */
export function detailOf(text: string): string {
  const clean = text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
  return text.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
