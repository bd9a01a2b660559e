const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `90s`, `15m`, `4h`, `30d`, `2w` in milliseconds; null when it is none of these. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6})([smhdw])$/.exec(text);
  const unit = match?.[2] as keyof typeof units | undefined;
  return match && unit ? Number(match[1]) * units[unit] : null;
}

/** As people would write it in the file: `90s`, `36h`, `14d`. */
export function durationText(ms: number): string {
  const { w: _, ...upToDays } = units;
  const fitting = Object.entries(upToDays).findLast(([, unit]) => ms >= unit && ms % unit === 0);
  return fitting ? `${ms / fitting[1]}${fitting[0]}` : `${Math.round(ms / units.s)}s`;
}
