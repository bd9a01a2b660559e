const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** `30m`, `4h`, `2d`, `1w` in ms; null: no length of time. */
export function durationOf(word: string): number | null {
  const parts = /^(\d{1,5})([mhdw])$/i.exec(word.normalize('NFKC'));
  const unit = units[parts?.[2]?.toLowerCase() ?? ''];
  const ms = parts && unit !== undefined ? Number(parts[1]) * unit : 0;
  return ms > 0 ? ms : null;
}
