/** One figure of the bench and what it stands beside. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured beside it, in the same run. */
  readonly beside?: string;
  readonly aim?: { readonly text: string; readonly met: boolean };
}

export interface Bench {
  readonly name: string;
  run(say: (line: string) => void): Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `share` 0.99 is the 99th percentile, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs contestants in turn, `rounds` times, so that a slow minute of the machine hits all of them alike. */
export async function interleave<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contestants) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one: being first must not be an advantage.
    for (let index = 0; index < names.length; index += 1) {
      const name = names[(index + round) % names.length];
      if (name) results[name].push(await contestants[name]());
    }
  }
  return results;
}

export function atLeast(value: number, limit: number): NonNullable<Figure['aim']> {
  return { text: `≥ ${limit}`, met: value >= limit };
}

export function atMost(value: number, limit: number, unit = ''): NonNullable<Figure['aim']> {
  return { text: `≤ ${limit}${unit}`, met: value <= limit };
}

/** A plain table for a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, beside = '', aim }) => [
    name,
    `${shown(value)} ${unit}`,
    beside,
    aim ? `${aim.text} ${aim.met ? 'met' : 'MISSED'}` : '',
  ]);
  const all = [['figure', 'value', 'beside', 'aim'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}
