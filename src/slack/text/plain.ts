/** Nothing drawn from one string is ever longer; also what keeps the regular expressions below cheap. */
const longest = 8_192;

const alreadyPlain = /^[!-~]+(?: [!-~]+)*$/;
// Format characters turn text around or hide it (bidi overrides, zero width, tags); DI are the fillers that draw nothing.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
// A tower of accents reaches over the lines above and below; no language needs more than four on one letter.
const accentTower = /(\p{M}{4})\p{M}+/gu;
const surrogateTail = /[\uD800-\uDBFF]$/;
const unfinishedMark = /\P{M}\p{M}*$/u;

/**
 * Text from outside as one line of visible characters, at most `max` UTF-16 units long (Slack does not say how
 * it counts; these are the larger number). Safe where Slack parses nothing: `plain_text` and `rich_text`.
 */
export function plain(text: string, max: number): string {
  if (text.length <= max && alreadyPlain.test(text)) return text;
  const visible = text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(accentTower, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  return cut(visible, max);
}

/** Cuts with `…`, never inside a surrogate pair and never between a letter and its accents. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  let kept = text.slice(0, max - 1).replace(surrogateTail, '');
  if (/^\p{M}/u.test(text.slice(kept.length, kept.length + 2))) kept = kept.replace(unfinishedMark, '');
  return `${kept.trimEnd()}…`;
}
