const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Sigma's `timespan`: a number and s, m, h or d, up to a year. Milliseconds; null where it is none. */
export function parseTimespan(text: string): number | null {
  const [, number, unit] = /^(\d{1,9})([smhd])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * (units[unit ?? ''] ?? Number.NaN);
  return ms > 0 && ms <= 366 * 86_400_000 ? ms : null;
}
