import type {
  ContextBlock,
  RichTextBlock,
  RichTextLink,
  RichTextText,
  RichTextUsergroupMention,
  RichTextUserMention,
} from '@slack/types';
import { plain } from './plain.ts';

/** A run of rich text. What stands in it is never parsed by Slack. */
export type Run = RichTextText | RichTextLink | RichTextUserMention | RichTextUsergroupMention;
type Style = 'bold' | 'italic' | 'code';

export function run(text: string, style?: Style): RichTextText {
  return { type: 'text', text, ...(style ? { style: { [style]: true } } : {}) };
}

export function linkRun(label: string, url: string): RichTextLink {
  return { type: 'link', url, text: label };
}

/** A link that leads out of Slack; its arrow never stands alone on the next line. */
export function linkOutRun(label: string, url: string): RichTextLink {
  return linkRun(`${label}\u00A0↗`, url);
}

/** A person, drawn by Slack with their present name. The id comes from Slack; anything else stays plain text. */
export function userRun(userId: string): Run {
  return /^[UW][A-Z0-9]{2,20}$/.test(userId) ? { type: 'user', user_id: userId } : run(userId);
}

/** Rings up a user (`U…`, `W…`) or a user group (`S…`); null for what is no id of either. */
export function mentionRun(id: string): Run | null {
  if (!/^[UWS][A-Z0-9]{2,20}$/.test(id)) return null;
  return id.startsWith('S') ? { type: 'usergroup', usergroup_id: id } : { type: 'user', user_id: id };
}

/** Parts of one line with ` · ` between those that are there. */
export function joined(parts: readonly (readonly Run[])[], separator = ' · '): Run[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, at) => (at === 0 ? part : [run(separator), ...part]));
}

/** Lines as one block; empty lines vanish, neighbours of one style become one run (Slack refuses empty text). */
export function richText(lines: readonly (readonly Run[])[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: compact(joined(lines.filter(hasWords), '\n')) }],
  };
}

/** What may be read past: where and when, or what can be done next. Slack draws it small and grey. */
export function smallPrint(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: plain(text, 2_000), emoji: false }] };
}

function hasWords(line: readonly Run[]): boolean {
  return line.some((one) => one.type !== 'text' || one.text !== '');
}

function compact(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const one of runs) {
    const last = result.at(-1);
    if (one.type === 'text' && one.text === '') continue;
    if (one.type === 'text' && last?.type === 'text' && !one.style && !last.style)
      result[result.length - 1] = { type: 'text', text: last.text + one.text };
    else result.push(one);
  }
  return result;
}
