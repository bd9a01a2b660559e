import type { RenderContext } from './context.ts';

/**
 * Slack's date tokens, `<!date^UNIX^{date_short_pretty} {time}|fallback>`, in the reader's zone.
 * Source: docs.slack.dev/messaging/formatting-message-text, "Date formatting".
 */
export function formatDate(seconds: number, format: string, context: RenderContext): string | undefined {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => tokens[token]?.(date, context) ?? whole);
}

type Token = (date: Date, context: RenderContext) => string;

const long = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const short = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const full = { ...long, weekday: 'long' } as const;

const tokens: Readonly<Record<string, Token>> = {
  date_num: (date, context) => dayKey(date, context),
  date: (date, context) => print(date, context, long),
  date_short: (date, context) => print(date, context, short),
  date_long: (date, context) => print(date, context, full),
  date_pretty: (date, context) => nearDay(date, context) ?? print(date, context, long),
  date_short_pretty: (date, context) => nearDay(date, context) ?? print(date, context, short),
  date_long_pretty: (date, context) => nearDay(date, context) ?? print(date, context, full),
  day_divider_pretty: (date, context) => dayDivider(date.getTime(), context),
  time: (date, context) => print(date, context, { hour: 'numeric', minute: '2-digit' }),
  time_secs: (date, context) =>
    print(date, context, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (date, context) => ago(date.getTime(), context),
};

/** The clock time beside a message; `milliseconds` since the epoch. */
export function clockTime(milliseconds: number, context: RenderContext): string {
  return print(new Date(milliseconds), context, { hour: 'numeric', minute: '2-digit' });
}

/** The words on the line between two days of a channel. */
export function dayDivider(milliseconds: number, context: RenderContext): string {
  const date = new Date(milliseconds);
  const near = nearDay(date, context);
  if (near !== undefined) return near.charAt(0).toLocaleUpperCase(context.locale) + near.slice(1);
  return print(date, context, { weekday: 'long', month: 'long', day: 'numeric' });
}

/** The whole moment, for a tooltip. */
export function wholeTime(milliseconds: number, context: RenderContext): string {
  return print(new Date(milliseconds), context, { dateStyle: 'full', timeStyle: 'long' });
}

/** "3 minutes ago", in the reader's language. */
function ago(milliseconds: number, context: RenderContext): string {
  const seconds = Math.round((milliseconds - context.now) / 1000);
  const steps = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  const relative = new Intl.RelativeTimeFormat(context.locale, { numeric: 'auto' });
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step === undefined
    ? relative.format(seconds, 'second')
    : relative.format(Math.round(seconds / step[1]), step[0]);
}

export function sameDay(left: number, right: number, context: RenderContext): boolean {
  return dayKey(new Date(left), context) === dayKey(new Date(right), context);
}

function nearDay(date: Date, context: RenderContext): string | undefined {
  const days = daysBetween(context.now, date.getTime(), context);
  if (Math.abs(days) > 1) return undefined;
  return new Intl.RelativeTimeFormat(context.locale, { numeric: 'auto' }).format(days, 'day');
}

function daysBetween(from: number, to: number, context: RenderContext): number {
  const day = (at: number) => Date.parse(`${dayKey(new Date(at), context)}T00:00:00Z`);
  return Math.round((day(to) - day(from)) / 86_400_000);
}

/** `2026-11-22` in the reader's zone. */
function dayKey(date: Date, context: RenderContext): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: context.timeZone, dateStyle: 'short' }).format(date);
}

function print(date: Date, context: RenderContext, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(context.locale, { ...options, timeZone: context.timeZone })
    .format(date)
    .replaceAll('\u202f', ' ');
}
