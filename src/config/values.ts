import { z } from 'zod';
import type { Severity } from '../finding/severity.ts';
import { parseDuration } from './duration.ts';

/** A duration in the words of the file; milliseconds afterwards. */
const durationText = z
  .string()
  .refine((value) => parseDuration(value) !== null, 'is a duration such as 90s, 15m, 4h, 30d or 2w')
  .meta({ description: 'A duration such as 90s, 15m, 4h, 30d or 2w.' });

const toMs = (value: string) => parseDuration(value) ?? 0;
const isSomething = (ms: number) => ms > 0;

/** May be nothing at all: `0s`. */
export const delay = durationText.transform(toMs);
export const delayOr = (text: string) => durationText.default(text).transform(toMs);

/** Longer than nothing. */
export const span = delay.refine(isSomething, 'is longer than nothing');
export const spanOr = (text: string) => delayOr(text).refine(isSomething, 'is longer than nothing');

export const timeZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is a time zone such as Asia/Tokyo or Europe/Berlin')
  .meta({ description: 'A time zone such as Asia/Tokyo.' });

export const language = z.enum(['en', 'ja']);
export const accountId = z.string().regex(/^\d{12}$/, 'is an AWS account id: twelve digits, in quotes');

export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is an AWS region such as ap-northeast-1');

// As long as what a card takes for an id: a longer one would be written there and would call nobody.
export const slackUser = z.string().regex(/^[UW][A-Z0-9]{2,20}$/, 'is a Slack user id (U…)');
export const slackGroup = z.string().regex(/^S[A-Z0-9]{2,20}$/, 'is a Slack user group id (S…)');
export const slackActor = z
  .string()
  .regex(/^[UWS][A-Z0-9]{2,20}$/, 'is a Slack user id (U…) or user group id (S…)');

/** Somebody to call. Never a whole channel: `@here` is no id. */
export const who = z
  .string()
  .regex(
    /^(owner|on-call|second|[UWS][A-Z0-9]{2,20})$/,
    'is owner, on-call, second, a Slack user id (U…) or user group id (S…)',
  );

export const channelName = z
  .string()
  .min(1)
  .transform((name) => name.replace(/^#/, ''));

/** A text to compare with. What has a space at its end, or a line break, would never be equal to anything. */
export const text = z
  .string()
  .regex(/^(?!\s)[^\p{Cc}]{1,512}(?<!\s)$/u, 'is a text of 1 to 512 characters without spaces at its ends');

/** Keys and values of a tag, as AWS bounds them. */
export const tags = z.record(z.string().min(1).max(128), z.string().max(256));

/** One value, or a list of alternatives. */
export const oneOrMore = <T extends z.ZodType>(item: T) =>
  z
    .union([item, z.array(item).min(1, 'names at least one, or is left out')])
    .transform((given) => (Array.isArray(given) ? given : [given]) as z.output<T>[]);

/** A setting for each severity; what is left out keeps its default. */
export const bySeverity = <T extends z.ZodType>(of: (severity: Severity) => T) =>
  z
    .strictObject({
      Critical: of('Critical'),
      High: of('High'),
      Medium: of('Medium'),
      Low: of('Low'),
      Informational: of('Informational'),
    })
    .prefault({} as never);
