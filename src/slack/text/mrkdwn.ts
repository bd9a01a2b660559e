import { plain } from './plain.ts';

/**
 * Text from outside for the places that Slack reads as mrkdwn: the top-level `text` and fallbacks.
 * Nothing is drawn with it: cards and answers are rich_text, where text is only text and can be copied as it
 * stands, so there is no mrkdwn object (and no `verbatim` to forget) anywhere.
 *
 * `& < >` have an escape, and that is all that mentions and links need (facts: "Formatting message text").
 * `* _ ~` and the backtick have none, so where they could open or close a span they become their look-alikes;
 * inside a word (`my_bucket`) Slack leaves them alone, and so do we. Zero-width characters would keep the look
 * but would end up in somebody's terminal. At most `max` UTF-16 units, the escapes counted.
 */
export function mrkdwn(text: string, max: number): string {
  const harmless = plain(text, max)
    .replace(loneMark, (mark) => lookAlikes[mark] ?? mark)
    .replace(massMention, '＠$1')
    .replace(leadingQuote, '›');
  const escaped = escapeEntities(harmless);
  return escaped.length <= max ? escaped : cutEscaped(harmless, max);
}

const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
const loneMark = /`|(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])/g;
// Without link_names and with verbatim Slack does not read these; clients that only see the text must not either.
const massMention = /@(here|channel|everyone)\b/gi;
// A line that begins with `&gt;` is a quotation even when it is escaped.
const leadingQuote = /^[>＞]+/;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeEntities(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

function cutEscaped(text: string, max: number): string {
  let kept = '';
  for (const character of text) {
    const next = entities[character] ?? character;
    if (kept.length + next.length > max - 1) break;
    kept += next;
  }
  // A mark that stood inside a word stands at its end now.
  return `${kept.trimEnd()}…`.replace(loneMark, (mark) => lookAlikes[mark] ?? mark);
}
