import type { KnownBlock, MessageAttachment, ModalView } from '@slack/types';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { plain } from '../text/plain.ts';
import { type Run, richText, run } from '../text/rich.ts';
import { zoned } from '../text/time.ts';

/** What one person is told. Only that person sees it, unless it is shared. */
export interface Answer {
  /** For notifications and screen readers; harmless as mrkdwn. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly attachments?: readonly MessageAttachment[];
  /** Takes the place of the answer whose button was pressed. */
  readonly replace?: boolean;
  /** Everybody in the channel sees it. */
  readonly shared?: boolean;
}

/** Every word of an answer, in one language. */
export type Words = Catalogue['answers'];

/** Who reads, and how: the words in the reader's language, the times in the channel's zone. */
export interface Reader extends ChannelStyle {
  readonly words: Words;
  /** The words that cards use for the same things. */
  readonly card: Catalogue['card'];
}

/** An answer of some lines; the first one is what a notification shows. Lines may hold text from outside. */
export function answerOf(lines: readonly (readonly Run[])[], more: readonly KnownBlock[] = []): Answer {
  return { text: fallback(lines), blocks: [richText(lines), ...more] };
}

/** The first line as mrkdwn in which nothing means anything. */
function fallback(lines: readonly (readonly Run[])[]): string {
  const first = (lines[0] ?? []).map((one) => ('text' in one ? (one.text ?? '') : '')).join('');
  return mrkdwn(first, 300) || '…';
}

/** A modal that only shows something. */
export function modalOf(title: string, words: Words, blocks: readonly KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: plain(title, 24) },
    close: { type: 'plain_text', text: plain(words.modal.close, 24) },
    blocks: [...blocks],
  };
}

/** A modal that asks for something. `value` comes back with what is filled in. */
export function formOf(
  form: {
    readonly title: string;
    readonly callbackId: string;
    readonly value: string;
    readonly submit: string;
  },
  words: Words,
  blocks: readonly KnownBlock[],
): ModalView {
  return {
    ...modalOf(form.title, words, blocks),
    callback_id: form.callbackId,
    private_metadata: form.value,
    submit: { type: 'plain_text', text: plain(form.submit, 24) },
    close: { type: 'plain_text', text: plain(words.modal.cancel, 24) },
  };
}

/** Runs with the bare text as bold: the result that an answer begins with. */
export function result(text: string): Run[] {
  return [run(text, 'bold')];
}

/** `14:02` today in the reader's zone, else with its day. */
export function timeOf(at: number, now: number, reader: Reader): string {
  const then = zoned(at, reader.timeZone);
  const today = zoned(now, reader.timeZone);
  if (then.year !== today.year) return reader.card.date(then, true);
  if (then.month === today.month && then.day === today.day) return then.time;
  return reader.card.dateTime(reader.card.date(then, false), then.time);
}

export function numberOf(value: number, reader: Reader): string {
  return value.toLocaleString(reader.words.locale);
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** `30 min`, `4 h`, `7 days`: the largest unit that fits without a rest. */
export function spanOf(ms: number, { words: { span } }: Reader): string {
  if (ms >= dayMs && ms % dayMs === 0) return span.days(ms / dayMs);
  if (ms >= hourMs && ms % hourMs === 0) return span.hours(ms / hourMs);
  return span.minutes(Math.round(ms / minuteMs));
}
