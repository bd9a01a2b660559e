/**
 * The known word that somebody most likely meant, or null when none is close: at most one slip in three letters.
 * Letter case does not count.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const typed = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const one of known) {
    const slips = distance(typed, one.toLowerCase());
    if (slips < least) {
      least = slips;
      best = one;
    }
  }
  return (
    best ?? (typed.length >= 2 ? (known.find((one) => one.toLowerCase().startsWith(typed)) ?? null) : null)
  );
}

/**
 * Letters put in, left out, changed, or swapped with a neighbour (Damerau–Levenshtein, optimal string alignment).
 * Words longer than 64 are infinitely far: nobody mistyped those, and the table is quadratic.
 */
export function distance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let slips = Math.min(at(last, column) + 1, at(line, column - 1) + 1, at(last, column - 1) + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, at(before, column - 2) + 1);
      line.push(slips);
    }
    before = last;
    last = line;
  }
  return at(last, b.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Number.POSITIVE_INFINITY;
}
